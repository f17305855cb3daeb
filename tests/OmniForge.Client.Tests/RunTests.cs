using OmniForge.Client.Tests.Fakes;
using OmniForge.V1;

namespace OmniForge.Client.Tests;

public sealed class RunTests
{
    [Theory]
    [InlineData(Cut.Drain)]
    [InlineData(Cut.Proxy)]
    public async Task A_run_that_loses_its_stream_goes_on_where_it_was(Cut cut)
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Executions.Finish(7);
        platform.Faults.Plan(3, cut);
        platform.Faults.Plan(2, cut);
        using var client = platform.Client();

        var seen = new List<ulong>();
        await foreach (var happened in client.Executions.RunAsync("a1", cancellationToken: TestContext.Current.CancellationToken))
        {
            seen.Add(happened.Sequence);
        }

        Assert.Equal([1UL, 2, 3, 4, 5, 6, 7], seen);
        Assert.Equal([3UL, 5UL], platform.Executions.Cursors);
        Assert.Single(platform.Executions.RequestIds);
    }

    [Fact]
    public async Task A_run_whose_connection_breaks_is_started_once()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Executions.Finish(7);
        platform.Faults.Plan(0, Cut.Abort);
        platform.Faults.Plan(2, Cut.Abort);
        using var client = platform.Client();

        var seen = await client.Executions.RunAsync("a1", cancellationToken: TestContext.Current.CancellationToken)
            .Select(happened => happened.Sequence).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([1UL, 2, 3, 4, 5, 6, 7], seen);
        Assert.Single(platform.Executions.RequestIds.Distinct());
    }

    [Fact]
    public async Task A_refused_start_says_why()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var client = platform.Client();

        var refusal = await Assert.ThrowsAsync<OmniForgeException>(
            () => client.Executions.OpenAsync(new() { AgentId = "nobody" }, TestContext.Current.CancellationToken));

        Assert.Equal("RESOURCE_NOT_FOUND", refusal.Reason);
    }

    [Fact]
    public async Task A_session_can_cancel_its_execution()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Executions.Log.Append(sequence => new() { Sequence = sequence, ExecutionStarted = new() });
        using var client = platform.Client();

        await using var session = await client.Executions.OpenAsync(new() { AgentId = "a1" }, TestContext.Current.CancellationToken);
        var execution = await session.CancelAsync(CancelMode.Hard, cancellationToken: TestContext.Current.CancellationToken);
        var events = await session.ReadAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal("e1", execution.Id);
        Assert.Equal([CancelMode.Hard], platform.Executions.Cancels);
        Assert.Equal(ExecutionStatus.Succeeded, events[^1].ExecutionFinished.Status);
    }

    [Fact]
    public async Task Attaching_reads_what_came_after_the_cursor()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Executions.Finish(4);
        using var client = platform.Client();

        await using var session = await client.Executions.AttachAsync(
            new() { ExecutionId = "e1", AfterSequence = 2 }, TestContext.Current.CancellationToken);
        var events = await session.ReadAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([3UL, 4UL], events.Select(e => e.Sequence));
    }
}

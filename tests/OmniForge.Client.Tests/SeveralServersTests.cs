using Google.Rpc;
using OmniForge.Client.Tests.Fakes;
using OmniForge.V1;

namespace OmniForge.Client.Tests;

/// <summary>One platform behind several addresses: what fails at one goes on at the next.</summary>
public sealed class SeveralServersTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_whose_server_is_gone_is_answered_by_the_next_with_the_same_request_id()
    {
        await using var second = await FakePlatform.StartAsync();
        var first = await FakePlatform.StartAsync();
        using var client = Client(first, second);
        await first.DisposeAsync();

        await client.Agents.CreateAsync(new() { Agent = new() { Name = "A" }, RequestId = "mine" }, Ct);
        await client.Agents.GetAsync("a1", Ct);

        Assert.Equal(["mine"], second.Agents.RequestIds);
        Assert.Single(second.Agents.Credentials);
    }

    [Fact]
    public async Task A_server_that_is_leaving_is_left_and_asked_again_when_the_other_fails()
    {
        await using var first = await FakePlatform.StartAsync();
        await using var second = await FakePlatform.StartAsync();
        first.Agents.Refusals.Enqueue(Faults.Refusal(Code.Unavailable, "SERVER_DRAINING"));
        second.Agents.Refusals.Enqueue(Faults.Refusal(Code.Unavailable, "STORE_UNAVAILABLE"));
        using var client = Client(first, second);

        await client.Agents.GetAsync("a1", Ct);

        Assert.Equal((2, 1), (first.Agents.Credentials.Count, second.Agents.Credentials.Count));
    }

    [Fact]
    public async Task A_refusal_that_another_server_would_give_too_is_not_carried_to_it()
    {
        await using var first = await FakePlatform.StartAsync();
        await using var second = await FakePlatform.StartAsync();
        first.Agents.Refusals.Enqueue(Faults.Refusal(Code.NotFound, "RESOURCE_NOT_FOUND"));
        using var client = Client(first, second);

        var refused = await Assert.ThrowsAsync<OmniForgeException>(() => client.Agents.GetAsync("a1", Ct));

        Assert.Equal("RESOURCE_NOT_FOUND", refused.Reason);
        Assert.Empty(second.Agents.Credentials);
    }

    [Theory]
    [InlineData(Cut.Abort)]
    [InlineData(Cut.Drain)]
    [InlineData(Cut.Proxy)]
    public async Task A_watch_goes_on_at_the_next_server_after_the_last_event_it_has(Cut cut)
    {
        await using var first = await FakePlatform.StartAsync();
        await using var second = await FakePlatform.StartAsync();
        first.Executions.Finish(6);
        second.Executions.Finish(6);
        first.Faults.Plan(3, cut);
        using var client = Client(first, second);

        var seen = await client.Executions.WatchAsync("e1", cancellationToken: Ct).Select(happened => happened.Sequence).ToListAsync(Ct);

        Assert.Equal([1, 2, 3, 4, 5, 6], seen);
        Assert.Equal([0UL], first.Executions.Cursors);

        // What was on its way when the connection broke may be lost on it.
        Assert.InRange(Assert.Single(second.Executions.Cursors), cut == Cut.Abort ? 0UL : 3UL, 3UL);
    }

    [Fact]
    public async Task A_run_that_was_started_here_goes_on_there_without_being_started_twice()
    {
        await using var first = await FakePlatform.StartAsync();
        await using var second = await FakePlatform.StartAsync();
        first.Executions.Finish(5);
        second.Executions.Finish(5);
        first.Faults.Plan(2, Cut.Abort);
        using var client = Client(first, second);

        var seen = await client.Executions.RunAsync("a1", cancellationToken: Ct).ToListAsync(Ct);

        Assert.Equal(ExecutionStatus.Succeeded, seen[^1].ExecutionFinished.Status);
        Assert.Equal([1, 2, 3, 4, 5], seen.Select(happened => happened.Sequence));
        Assert.Single(first.Executions.RequestIds);
        Assert.All(second.Executions.RequestIds, id => Assert.Equal(first.Executions.RequestIds.Single(), id));
    }

    private static OmniForgeClient Client(FakePlatform first, FakePlatform second) => new(new OmniForgeClientOptions
    {
        ApiKey = "of_sk_test",
        BaseUrl = $"{first.Url}, {second.Url}",
        Retry = new() { FirstPause = TimeSpan.FromMilliseconds(5) },
    });
}

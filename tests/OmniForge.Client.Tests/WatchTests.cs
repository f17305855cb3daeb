using OmniForge.Client.Tests.Fakes;

namespace OmniForge.Client.Tests;

public sealed class WatchTests
{
    public static TheoryData<Cut, int> EveryCut()
    {
        var rows = new TheoryData<Cut, int>();
        foreach (var cut in new[] { Cut.Abort, Cut.Drain, Cut.SlowReader, Cut.Proxy, Cut.Gap, Cut.Repeat })
        {
            foreach (var after in new[] { 0, 1, 3, 7, 8 })
            {
                rows.Add(cut, after);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(EveryCut))]
    public async Task Every_event_arrives_once_and_in_order_whatever_cuts_the_stream(Cut cut, int after)
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Executions.Finish(9);
        platform.Faults.Plan(after, cut);
        platform.Faults.Plan(after == 0 ? 1 : 0, cut);
        using var client = platform.Client();

        Assert.Equal(Sequences(1, 9), await ReadAsync(client));
    }

    [Fact]
    public async Task A_stream_cut_after_event_3_is_reopened_after_3()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Executions.Finish(6);
        platform.Faults.Plan(3, Cut.Proxy);
        using var client = platform.Client();

        Assert.Equal(Sequences(1, 6), await ReadAsync(client));
        Assert.Equal([0UL, 3UL], platform.Executions.Cursors);
    }

    [Fact]
    public async Task A_silent_server_is_left_and_asked_again()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Executions.Finish(5);
        platform.Faults.Plan(2, Cut.Silence);
        using var client = platform.Client(silence: TimeSpan.FromMilliseconds(200));

        Assert.Equal(Sequences(1, 5), await ReadAsync(client));
        Assert.Equal(2UL, platform.Executions.Cursors.Last());
    }

    [Fact]
    public async Task Reading_starts_after_the_given_event()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Executions.Finish(6);
        platform.Faults.Plan(1, Cut.Drain);
        using var client = platform.Client();

        Assert.Equal(Sequences(5, 6), await ReadAsync(client, after: 4));
        Assert.Equal([4UL, 5UL], platform.Executions.Cursors);
    }

    [Theory]
    [InlineData("e1", 99, "SEQUENCE_AHEAD")]
    [InlineData("other", 0, "RESOURCE_NOT_FOUND")]
    public async Task A_refusal_ends_the_stream_at_once(string execution, ulong after, string reason)
    {
        await using var platform = await FakePlatform.StartAsync();
        using var client = platform.Client();

        var refusal = await Assert.ThrowsAsync<OmniForgeException>(() => ReadAsync(client, after, execution));

        Assert.Equal(reason, refusal.Reason);
        Assert.Single(platform.Executions.Cursors);
    }

    [Fact]
    public async Task Cancelling_the_reader_is_a_cancellation_and_not_an_error()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Executions.Log.Append(sequence => new() { Sequence = sequence, ExecutionStarted = new() });
        using var client = platform.Client();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in client.Executions.WatchAsync("e1", cancellationToken: stop.Token))
            {
                await stop.CancelAsync();
            }
        });
    }

    private static async Task<List<ulong>> ReadAsync(OmniForgeClient client, ulong after = 0, string execution = "e1")
    {
        var seen = new List<ulong>();
        await foreach (var happened in client.Executions.WatchAsync(execution, after, cancellationToken: TestContext.Current.CancellationToken))
        {
            seen.Add(happened.Sequence);
        }

        return seen;
    }

    private static IEnumerable<ulong> Sequences(int first, int last) => Enumerable.Range(first, last - first + 1).Select(n => (ulong)n);
}

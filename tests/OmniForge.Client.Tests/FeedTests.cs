using OmniForge.Client.Tests.Fakes;

namespace OmniForge.Client.Tests;

public sealed class FeedTests
{
    [Theory]
    [InlineData(Cut.Abort, 0)]
    [InlineData(Cut.Abort, 3)]
    [InlineData(Cut.Drain, 1)]
    [InlineData(Cut.SlowReader, 2)]
    [InlineData(Cut.Proxy, 4)]
    [InlineData(Cut.Silence, 2)]
    public async Task A_feed_goes_on_behind_the_last_frame_whatever_cuts_it(Cut cut, int after)
    {
        await using var platform = await FakePlatform.StartAsync();
        Change(platform, 5);
        platform.Faults.Plan(after, cut);
        using var client = platform.Client(silence: cut == Cut.Silence ? TimeSpan.FromMilliseconds(200) : null);

        Assert.Equal(["e1", "e2", "e3", "e4", "e5"], await ReadAsync(client, 5));

        // What was written before a connection breaks may be lost with it; then it is sent again.
        var again = platform.Executions.Tokens.Last();
        Assert.InRange(again.Length == 0 ? 0 : int.Parse(again), cut == Cut.Abort ? 0 : after, after);
        Assert.Equal(2, platform.Executions.Tokens.Count);
    }

    [Fact]
    public async Task A_hint_and_an_end_without_one_are_reasons_to_come_back()
    {
        await using var platform = await FakePlatform.StartAsync();
        Change(platform, 2);
        platform.Executions.Changes.End();
        using var client = platform.Client();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var feed = client.Executions.WatchAllAsync(cancellationToken: stop.Token).GetAsyncEnumerator(stop.Token);
        Assert.True(await feed.MoveNextAsync() && await feed.MoveNextAsync());
        Assert.Equal(("e2", "2"), (feed.Current.Latest.Id, feed.Current.ResumeToken));
        var next = feed.MoveNextAsync();
        while (platform.Executions.Tokens.Count < 3)
        {
            await Task.Yield();
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        Assert.Equal(["", "2", "2"], platform.Executions.Tokens.Take(3));
    }

    [Fact]
    public async Task A_kept_token_begins_behind_it_and_a_bad_one_is_an_error_at_once()
    {
        await using var platform = await FakePlatform.StartAsync();
        Change(platform, 4);
        using var client = platform.Client();

        Assert.Equal(["e4"], await ReadAsync(client, 1, token: "3"));
        var refusal = await Assert.ThrowsAsync<OmniForgeException>(() => ReadAsync(client, 1, token: "of last year"));
        Assert.Equal("RESUME_TOKEN_INVALID", refusal.Reason);
        Assert.Equal(2, platform.Executions.Tokens.Count);
    }

    private static void Change(FakePlatform platform, int times)
    {
        for (var i = 0; i < times; i++)
        {
            platform.Executions.Changes.Append(number => new() { Id = $"e{number}" });
        }
    }

    private static async Task<List<string>> ReadAsync(OmniForgeClient client, int most, string token = "")
    {
        var seen = new List<string>();
        await foreach (var change in client.Executions.WatchAllAsync(new() { ResumeToken = token }, TestContext.Current.CancellationToken))
        {
            seen.Add(change.Latest.Id);
            if (seen.Count == most)
            {
                break;
            }
        }

        return seen;
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Storage.Feeds;
using OmniForge.Server.Streams.Feeds;
using OmniForge.Server.Tests.Agents;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Streams;

/// <summary>What a feed does with time, and what it reads while transactions overlap.</summary>
public abstract class ChangeFeedsTests(ServerFixture fixture) : ServerTests(fixture)
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_quiet_feed_beats_after_ten_seconds_and_its_beat_has_a_token()
    {
        var feeds = Feeds();
        var start = await feeds.OpenAsync(new(FeedKind.Agents, "t1"), "", FeedBegin.Live, "", Ct);
        await using var frames = feeds.WatchAsync<Agent>(start, (_, _) => Task.FromResult<IReadOnlyList<FeedEntry<Agent>>>([]), Ct).GetAsyncEnumerator(Ct);
        Assert.True(await frames.MoveNextAsync());
        Assert.Equal(FeedFrameKind.ReplayComplete, frames.Current.Kind);
        for (var beat = 0; beat < 2; beat++)
        {
            var next = frames.MoveNextAsync().AsTask();
            for (var moment = 0; moment < 99; moment++)
            {
                _time.Advance(TimeSpan.FromMilliseconds(100));
            }

            Assert.False(next.IsCompleted);
            await AdvanceUntilAsync(next);
            Assert.Equal(FeedFrameKind.Heartbeat, frames.Current.Kind);
            await feeds.OpenAsync(new(FeedKind.Agents, "t1"), "", FeedBegin.Live, frames.Current.ResumeToken, Ct);
        }
    }

    [Fact]
    public async Task A_token_is_good_for_seven_days_on_every_node()
    {
        var (one, other) = (Feeds(), Feeds());
        var key = new FeedKey(FeedKind.Executions, "t1");
        var start = await one.OpenAsync(key, "filters", FeedBegin.Live, "", Ct);
        var token = start.Token(start.Cursor);
        _time.Advance(TimeSpan.FromDays(7));
        await other.OpenAsync(key, "filters", FeedBegin.Live, token, Ct);
        _time.Advance(TimeSpan.FromSeconds(1));
        var refused = await Assert.ThrowsAsync<DomainException>(() => other.OpenAsync(key, "filters", FeedBegin.Live, token, Ct));
        Assert.Contains("older than 7 days", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_a_time_that_the_database_does_not_know_is_refused()
    {
        var tokens = new FeedTokens(Get<FeedClock>(), _time);
        var now = await Get<FeedClock>().NowAsync(Ct);
        var ahead = (await tokens.WriterAsync("b", Ct))(FeedCursor.After(now with { Next = now.Next + 1 }));
        var refused = await Assert.ThrowsAsync<DomainException>(() => tokens.ReadAsync(ahead, "b", now, Ct));
        Assert.Equal("RESUME_TOKEN_INVALID", refused.Reason);
    }

    internal ChangeFeeds Feeds() => new(new FeedBell(_time), Get<FeedClock>(), new FeedTokens(Get<FeedClock>(), _time), _time);

    /// <summary>Reads of the database are real, so nobody knows when the timer is set.</summary>
    private async Task AdvanceUntilAsync(Task next)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!next.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await tick.WaitForNextTickAsync(Ct);
        }

        await next;
    }
}

public sealed class SqliteChangeFeedsTests(SqliteServer server) : ChangeFeedsTests(server);

public sealed class PostgresChangeFeedsTests(PostgresServer server) : ChangeFeedsTests(server)
{
    [Fact]
    public async Task What_commits_late_is_shown_although_something_younger_was_shown_before()
    {
        var client = await ClientAsync();
        var (slow, quick) = (await client.NewAgentAsync(Ct), await client.NewAgentAsync(Ct));
        var store = Get<ForgeStore>();
        var point = await Get<FeedClock>().NowAsync(Ct);
        await using var db = store.Open(client.TenantId);
        await using var open = await db.Database.BeginTransactionAsync(Ct);
        await RenameAsync(db, slow.Id);
        await using (var other = store.Open(client.TenantId))
        {
            await RenameAsync(other, quick.Id);
        }

        var first = await Get<FeedClock>().NowAsync(Ct);
        Assert.Equal([quick.Id], await BetweenAsync(client, point, first));
        await open.CommitAsync(Ct);
        var second = await Get<FeedClock>().NowAsync(Ct);
        Assert.Equal([slow.Id], await BetweenAsync(client, first, second));
        Assert.Empty(await BetweenAsync(client, second, await Get<FeedClock>().NowAsync(Ct)));
        Assert.Equal([slow.Id], await BetweenAsync(client, FeedPoint.Read(first.Write()), second));
    }

    [Fact]
    public async Task Numbers_that_a_copy_brought_from_another_PostgreSQL_count_as_old()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct);
        await using (var db = Get<ForgeStore>().Open(client.TenantId))
        {
            await db.Agents.Where(row => row.Id == agent.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Changed, 4_000_000_000_000), Ct);
        }

        await Get<FeedClock>().ForgetTheFutureAsync(Ct);
        using var call = client.Agents.WatchAgents(new(), cancellationToken: Ct);
        Assert.True(await call.ResponseStream.MoveNext(Ct));
        Assert.Equal(agent.Id, call.ResponseStream.Current.Agent.Id);
        Assert.True(await call.ResponseStream.MoveNext(Ct));
        Assert.NotNull(call.ResponseStream.Current.ReplayComplete);
        await client.Agents.ActivateAgentAsync(new() { AgentId = agent.Id, OverrideTest = true }, cancellationToken: Ct);
        Assert.True(await call.ResponseStream.MoveNext(Ct));
        Assert.Equal(AgentStatus.Active, call.ResponseStream.Current.Agent.Status);
    }

    private static Task<int> RenameAsync(ForgeDb db, string id)
        => db.Agents.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Revision, row => row.Revision + 1), Ct);

    private async Task<IReadOnlyList<string>> BetweenAsync(TestClient client, FeedPoint from, FeedPoint to)
    {
        await using var db = Get<ForgeStore>().Open(client.TenantId);
        return await db.Agents.Within(new(from, to, null)).Select(row => row.Id).ToListAsync(Ct);
    }
}

using System.Collections.Concurrent;
using Grpc.Core;
using OmniForge.Client;
using OmniForge.V1;

namespace OmniForge.Chaos.Tests;

public sealed class DatabaseAwayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Executions_pause_while_the_database_is_away_and_nothing_that_was_accepted_is_lost()
    {
        var database = await OwnPostgres.StartAsync(Ct);
        await using var cluster = await Cluster.StartAsync(database, database.ConnectionString, 1, Ct);
        var client = cluster.Client(0);
        var agent = await Cluster.AgentAsync(client, Ct);
        var accepted = new ConcurrentDictionary<string, byte>();
        using var enough = new CancellationTokenSource();
        var users = Enumerable.Range(0, 6).Select(_ => StartUntilAsync(client, agent, accepted, enough.Token)).ToArray();
        await UntilAsync(() => accepted.Count >= 20);

        await database.StopAsync(Ct);
        var refused = await RefusalAsync(cluster, agent);
        Assert.Equal((StatusCode.Unavailable, "STORE_UNAVAILABLE"), (refused.StatusCode, refused.Reason));
        Assert.True(refused.RetryAfter > TimeSpan.Zero);
        await database.StartAgainAsync(Ct);

        var before = accepted.Count;
        await UntilAsync(() => accepted.Count >= before + 10);
        await enough.CancelAsync();
        await Task.WhenAll(users);
        foreach (var id in accepted.Keys)
        {
            await foreach (var _ in client.Executions.WatchAsync(id, cancellationToken: Ct))
            {
                // To its end.
            }
        }

        var started = await StartedAsync(client);
        var faults = await Checker.FaultsAsync(cluster, started, new Dictionary<string, List<ExecutionEvent>>(), Ct);
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(20)));
        Assert.Empty(accepted.Keys.Except(started));
    }

    private static async Task StartUntilAsync(OmniForgeClient client, string agent, ConcurrentDictionary<string, byte> accepted, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            try
            {
                accepted[(await client.Executions.StartAsync(agent, cancellationToken: Ct)).ExecutionId] = 0;
            }
            catch (OmniForgeException away) when (away.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded)
            {
                // Not accepted, or not known to be: the next one is a new wish.
            }
        }
    }

    /// <summary>What a client is told that does not repeat by itself.</summary>
    private static async Task<OmniForgeException> RefusalAsync(Cluster cluster, string agent)
    {
        using var impatient = new OmniForgeClient(new OmniForgeClientOptions
        {
            ApiKey = cluster.Nodes[0].Key,
            BaseUrl = cluster.Nodes[0].Address,
            Retry = new() { MaxAttempts = 1, Deadline = TimeSpan.FromSeconds(10) },
        });
        return await Assert.ThrowsAsync<OmniForgeException>(() => impatient.Executions.StartAsync(agent, cancellationToken: Ct));
    }

    /// <summary>Every execution the server knows, once each has ended.</summary>
    private static async Task<List<string>> StartedAsync(OmniForgeClient client)
    {
        var started = await client.Executions.ListAsync(cancellationToken: Ct).Select(execution => execution.Id).ToListAsync(Ct);
        foreach (var id in started)
        {
            await foreach (var _ in client.Executions.WatchAsync(id, cancellationToken: Ct))
            {
                // To its end.
            }
        }

        return started;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TestKit.Patience.Limit);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!holds())
        {
            await tick.WaitForNextTickAsync(patience.Token);
        }
    }
}

using System.Collections.Concurrent;
using OmniForge.V1;

namespace OmniForge.Chaos.Tests;

/// <summary>
/// Real server processes over one PostgreSQL while they are killed, frozen and restarted at random, with watchers on other nodes. Small
/// here, large at night (OMNIFORGE_NIGHTLY=1); CHAOS_SEED repeats a run's choices.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private static readonly bool Nightly = Environment.GetEnvironmentVariable("OMNIFORGE_NIGHTLY") == "1";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_lost_and_nothing_is_done_twice_while_nodes_die_freeze_and_return()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CHAOS_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"CHAOS_SEED={seed}");
        await using var cluster = await Cluster.StartAsync(Nightly ? 3 : 2, Ct);
        var agent = await Cluster.AgentAsync(cluster.Client(0), Ct);
        var accepted = new ConcurrentDictionary<string, byte>();
        var watched = new ConcurrentDictionary<string, List<ExecutionEvent>>();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var trouble = Trouble.MakeAsync(cluster, new Random(seed), Nightly, output.WriteLine, enough.Token);
        var watchers = await StartAllAsync(cluster, agent, accepted, watched);
        await enough.CancelAsync();
        await trouble;
        foreach (var node in cluster.Nodes)
        {
            await node.EnsureRunningAsync(Ct);
        }

        await Task.WhenAll(watchers).WaitAsync(TestKit.Patience.Limit, Ct);
        var faults = await Checker.FaultsAsync(cluster, [.. accepted.Keys], watched, Ct);
        output.WriteLine($"{accepted.Count} executions, {cluster.Endpoint.Arrived.Values.Count(times => times > 1)} keyed writes repeated");
        Assert.True(faults.Count == 0, $"CHAOS_SEED={seed}\n{string.Join('\n', faults.Take(20))}");
    }

    [Fact]
    public async Task A_rolling_restart_fails_no_call_of_a_client_that_knows_both_nodes()
    {
        await using var cluster = await Cluster.StartAsync(2, Ct);
        var client = cluster.Client(0);
        var agent = await Cluster.AgentAsync(client, Ct);
        var accepted = new ConcurrentDictionary<string, byte>();
        using var enough = new CancellationTokenSource();
        var users = Enumerable.Range(0, 4).Select(_ => RunUntilAsync(client, agent, accepted, enough.Token)).ToArray();
        foreach (var node in cluster.Nodes)
        {
            var before = accepted.Count;
            Assert.Equal(0, await node.TerminateAsync(Ct));
            await node.StartAsync(Ct);
            await UntilAsync(() => accepted.Count >= before + 8);
        }

        await enough.CancelAsync();
        await Task.WhenAll(users);
        var faults = await Checker.FaultsAsync(cluster, [.. accepted.Keys], new Dictionary<string, List<ExecutionEvent>>(), Ct);
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(20)));
    }

    /// <summary>One execution after the other, each to its end; any refusal fails the test.</summary>
    private static async Task RunUntilAsync(Client.OmniForgeClient client, string agent, ConcurrentDictionary<string, byte> accepted, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            ExecutionEvent? last = null;
            await foreach (var happened in client.Executions.RunAsync(agent, cancellationToken: Ct))
            {
                last = happened;
            }

            Assert.Equal(ExecutionStatus.Succeeded, last?.ExecutionFinished?.Status);
            accepted[last!.ExecutionId] = 0;
        }
    }

    /// <summary>Starts executions at one pace; each is watched from then on by a client that asks another node first.</summary>
    private static async Task<List<Task>> StartAllAsync(
        Cluster cluster, string agent, ConcurrentDictionary<string, byte> accepted, ConcurrentDictionary<string, List<ExecutionEvent>> watched)
    {
        var clients = cluster.Nodes.Select((_, number) => cluster.Client(number)).ToArray();
        var watchers = new ConcurrentBag<Task>();
        var begun = 0;
        await Parallel.ForAsync(0, Nightly ? 8 : 4, Ct, async (user, ct) =>
        {
            using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(Nightly ? 600 : 1_500));
            while (Interlocked.Increment(ref begun) <= (Nightly ? 1_000 : 60))
            {
                var request = new StartExecutionRequest { AgentId = agent, RequestId = $"{Guid.CreateVersion7():N}" };
                var started = await clients[user % clients.Length].Executions.StartAsync(request, ct);
                accepted[started.ExecutionId] = 0;
                var log = watched.GetOrAdd(started.ExecutionId, _ => []);
                watchers.Add(WatchAsync(clients[(user + 1) % clients.Length], started.ExecutionId, log));
                await pace.WaitForNextTickAsync(ct);
            }
        });
        return [.. watchers];
    }

    private static async Task WatchAsync(Client.OmniForgeClient client, string id, List<ExecutionEvent> log)
    {
        await foreach (var happened in client.Executions.WatchAsync(id, view: EventView.Debug, cancellationToken: Ct))
        {
            if (happened.Sequence > 0)
            {
                log.Add(happened);
            }
        }
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

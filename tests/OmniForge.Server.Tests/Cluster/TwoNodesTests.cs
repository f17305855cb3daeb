using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OmniForge.Agents.Tools;
using OmniForge.Server.Cluster;
using OmniForge.Server.Cluster.Tls;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.Server.Tests.Streams;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Cluster;

/// <summary>Two nodes of one cluster in this process, over one PostgreSQL.</summary>
public sealed class TwoNodesTests : IAsyncLifetime
{
    private readonly TempFolder _firstHome = new();
    private readonly TempFolder _secondHome = new();
    private readonly HoldTool _hold = new();
    private PostgresDatabase? _database;
    private TestServer? _first;
    private TestServer? _second;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(Ct);
        _first = await StartAsync(_firstHome);
        _second = await StartAsync(_secondHome);
        await UntilAsync(() => Task.FromResult(Of<Nodes>(_first).Others.Count == 1 && Of<Nodes>(_second).Others.Count == 1));
    }

    public async ValueTask DisposeAsync()
    {
        _hold.LetGo();
        foreach (var server in new[] { _second, _first })
        {
            if (server is not null)
            {
                await server.DisposeAsync();
            }
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        _firstHome.Dispose();
        _secondHome.Dispose();
    }

    [Fact]
    public async Task Any_node_runs_any_agent_with_its_files()
    {
        var (here, there) = await ClientsAsync();
        await here.Files.PutFileAsync(new() { File = new() { Path = "note.txt", Content = ByteString.CopyFromUtf8("hello") } }, cancellationToken: Ct);
        var agent = await StepAgents.AgentAsync(here, null, ("read-note", StepAgents.Reading("read-note", "note.txt")));
        var execution = await StepAgents.RunAsync(there, new() { AgentId = agent });
        Assert.Equal((ExecutionStatus.Succeeded, "hello"), (execution.Status, execution.Result.Fields["text"].StringValue));
    }

    [Fact]
    public async Task What_one_node_does_is_seen_on_the_other_while_it_happens()
    {
        var (here, there) = await ClientsAsync();
        var agent = await WaitingAgentAsync(here);
        var id = (await here.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct)).ExecutionId;
        using var call = there.Executions.WatchExecution(new() { ExecutionId = id, View = EventView.Debug }, cancellationToken: Ct);
        ulong last = 0;
        var clock = Stopwatch.StartNew();
        while (await call.ResponseStream.MoveNext(Ct))
        {
            if (call.ResponseStream.Current.Event is { Sequence: > 0 } happened)
            {
                Assert.Equal(last + 1, happened.Sequence);
                last = happened.Sequence;
                if (Held(happened))
                {
                    _hold.LetGo();
                    clock.Restart();
                }

                if (happened.ExecutionFinished is { } finished)
                {
                    Assert.Equal(ExecutionStatus.Succeeded, finished.Status);
                }
            }
        }

        // A watcher that was told nothing would have looked at the rows only after ten seconds.
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(8));
        Assert.True(last > 5);
    }

    [Fact]
    public async Task A_feed_on_one_node_shows_at_once_what_changes_on_the_other_and_its_token_is_good_on_both()
    {
        var (here, there) = await ClientsAsync();
        var agent = await StepAgents.CountAndWriteAsync(here);
        using var feed = new ExecutionFeedReader(there);
        Assert.Empty(await feed.PresentAsync());
        using var agents = there.Agents.WatchAgents(new() { LiveOnly = true }, cancellationToken: Ct);
        Assert.True(await agents.ResponseStream.MoveNext(Ct));

        // The first may still be told by a look at the rows; from then on the other node knows that somebody reads.
        await feed.UntilAsync((await StepAgents.RunAsync(here, new() { AgentId = agent })).Id, ExecutionStatus.Succeeded);
        var clock = Stopwatch.StartNew();
        var second = (await StepAgents.RunAsync(here, new() { AgentId = agent })).Id;
        await feed.UntilAsync(second, ExecutionStatus.Succeeded);
        await here.Agents.PauseAgentAsync(new() { AgentId = agent }, cancellationToken: Ct);
        Assert.True(await agents.ResponseStream.MoveNext(Ct));
        Assert.Equal(AgentStatus.Paused, agents.ResponseStream.Current.Agent.Status);

        // Readers that were told nothing would have looked at the rows only after ten seconds.
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(8));
        using var again = new ExecutionFeedReader(here, new() { ResumeToken = feed.Token });
        Assert.Empty(await again.PresentAsync());
    }

    [Fact]
    public async Task An_execution_is_stopped_from_the_node_that_does_not_own_it()
    {
        var (here, there) = await ClientsAsync();
        var agent = await WaitingAgentAsync(here);
        var id = (await here.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct)).ExecutionId;
        await EventAsync(here, id, Held);
        await there.Executions.CancelExecutionAsync(new() { ExecutionId = id, Mode = CancelMode.Hard }, cancellationToken: Ct);
        var events = await StepAgents.EventsAsync(there, id);
        Assert.Equal(ExecutionStatus.Cancelled, events[^1].ExecutionFinished.Status);
    }

    [Fact]
    public async Task Of_starts_on_two_nodes_at_the_same_instant_with_REJECT_exactly_one_is_accepted()
    {
        var (here, there) = await ClientsAsync();
        var agent = await BusyPolicyTests.AskingAsync(here);
        for (var round = 0; round < 5; round++)
        {
            var key = $"round-{round}";
            var tries = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => TryAsync(n % 2 == 0 ? here : there, agent, key)));
            Assert.Single(tries, accepted => accepted);
        }
    }

    [Fact]
    public async Task What_waits_for_its_turn_on_one_node_begins_after_an_end_on_the_other()
    {
        var (here, there) = await ClientsAsync();
        var agent = await WaitingAgentAsync(here);
        var first = (await here.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct)).ExecutionId;
        await EventAsync(here, first, Held);
        var second = await BusyPolicyTests.StartAsync(there, agent, BusyPolicy.Enqueue);
        Assert.Equal(ExecutionStatus.Pending, await BusyPolicyTests.StatusAsync(there, second));
        await BusyPolicyTests.EndAsync(there, first);
        await EventAsync(here, second, happened => happened.ExecutionStarted is not null);
        await BusyPolicyTests.EndAsync(here, second);
    }

    [Fact]
    public async Task A_stop_reaches_what_runs_on_the_other_node_and_its_starts()
    {
        var (here, there) = await ClientsAsync();
        var agent = await WaitingAgentAsync(here);
        var id = (await here.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct)).ExecutionId;
        await EventAsync(here, id, Held);
        await there.Agents.StopAgentsAsync(new() { All = true }, cancellationToken: Ct);
        Assert.Equal(ExecutionStatus.Cancelled, (await StepAgents.EventsAsync(there, id))[^1].ExecutionFinished.Status);
        await Refused.ByAsync("AGENT_STOPPED", () => BusyPolicyTests.StartAsync(here, agent, BusyPolicy.Allow));
    }

    [Fact]
    public async Task A_node_that_stops_hands_its_executions_over_and_sends_its_watchers_away_with_a_hint()
    {
        var (here, there) = await ClientsAsync();
        var agent = await WaitingAgentAsync(here);
        var id = (await here.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct)).ExecutionId;
        await EventAsync(here, id, Held);
        using var watch = here.Executions.WatchExecution(new() { ExecutionId = id, View = EventView.Debug }, cancellationToken: Ct);
        Assert.True(await watch.ResponseStream.MoveNext(Ct));
        var leaving = _first!.StopAsync(Ct);
        var hinted = false;
        var ended = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await watch.ResponseStream.MoveNext(Ct))
            {
                hinted |= watch.ResponseStream.Current.ReconnectHint?.Reason == ReconnectReason.Draining;
            }
        });
        Assert.Equal((true, StatusCode.Unavailable), (hinted, ended.StatusCode));
        _hold.LetGo();
        var events = await StepAgents.EventsAsync(there, id);
        Assert.Equal(ExecutionStatus.Succeeded, events[^1].ExecutionFinished.Status);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(n => (ulong)n), events.Select(happened => happened.Sequence));
        Assert.Single(events, happened => happened.ExecutionRecovered is not null);
        Assert.Single(events, happened => happened.StepStarted?.Skill == "count-rows");
        await leaving;
    }

    [Fact]
    public async Task An_execution_whose_owner_is_gone_is_taken_by_exactly_one_node()
    {
        var (here, _) = await ClientsAsync();
        var agent = await WaitingAgentAsync(here);
        var id = (await here.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct)).ExecutionId;
        await EventAsync(here, id, Held);
        await using (var db = Of<ForgeStore>(_first!).Open(here.TenantId))
        {
            await db.Executions.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Owner, "10.0.0.9:1@1"), Ct);
        }

        var taken = await Task.WhenAll(
            Of<ExecutionClaims>(_first!).TakeOrphansAsync(Ct), Of<ExecutionClaims>(_second!).TakeOrphansAsync(Ct));
        await using var look = Of<ForgeStore>(_first!).Open(here.TenantId);
        var owner = (await look.Executions.AsNoTracking().SingleAsync(row => row.Id == id, Ct)).Owner;
        Assert.Contains(owner, new[] { Of<ThisNode>(_first!).Address, Of<ThisNode>(_second!).Address });
        Assert.InRange(taken.Sum(), 0, 1);
    }

    [Fact]
    public async Task A_node_that_starts_again_at_its_address_is_let_in_with_its_new_key()
    {
        var (address, key) = (Of<ThisNode>(_second!).Address, Of<NodeCertificate>(_second!).Digest);
        await _second!.DisposeAsync();
        _second = null;
        _second = await StartAsync(_secondHome, SiloAddress.FromParsableString(address).Endpoint.Port);
        await UntilAsync(() => Task.FromResult(Of<Nodes>(_first!).Others.Count == 1 && Of<Nodes>(_second).Others.Count == 1));
        Assert.NotEqual(key, Of<NodeCertificate>(_second).Digest);
        Assert.NotEqual(address, Of<ThisNode>(_second).Address);
        await An_execution_is_stopped_from_the_node_that_does_not_own_it();
    }

    private Task<TestServer> StartAsync(TempFolder home, int siloPort = 0)
        => TestServer.StartAsync(home.Path, _database!.Url, Ct, options => At(options, siloPort), services => services.AddSingleton<ITool>(_hold));

    private static ServerOptions At(ServerOptions options, int siloPort) => new()
    {
        Home = options.Home,
        DatabaseUrl = options.DatabaseUrl,
        GrpcPort = options.GrpcPort,
        HttpPort = options.HttpPort,
        Development = options.Development,
        SiloPort = siloPort,
    };

    /// <summary>The call that does not end by itself is under way.</summary>
    private static bool Held(ExecutionEvent happened) => happened.ToolRequested?.Tool == "Grep";

    /// <summary>Counts, then calls a tool that ends when the test says so.</summary>
    private static Task<string> WaitingAgentAsync(TestClient client) => StepAgents.AgentAsync(
        client,
        agent => agent.GrantedTools.Add("Grep"),
        ("count-rows", StepAgents.Counting("count-rows")),
        ("hold-on", StepAgents.Calling("hold-on", "Grep", "{}")));

    private static async Task<bool> TryAsync(TestClient client, string agent, string key)
    {
        try
        {
            await client.Executions.StartExecutionAsync(
                new() { AgentId = agent, BusyPolicy = BusyPolicy.Reject, ConcurrencyKey = key }, cancellationToken: Ct);
            return true;
        }
        catch (RpcException refused) when (Refused.Of(refused).Reason == "EXECUTION_BUSY")
        {
            return false;
        }
    }

    private async Task<(TestClient Here, TestClient There)> ClientsAsync()
    {
        var here = await _first!.ClientAsync(Ct);
        return (here, await _second!.ClientOfAsync(here.TenantId, Ct));
    }

    private static async Task EventAsync(TestClient client, string id, Func<ExecutionEvent, bool> wanted)
    {
        using var call = client.Executions.WatchExecution(new() { ExecutionId = id, View = EventView.Debug }, cancellationToken: Ct);
        while (await call.ResponseStream.MoveNext(Ct))
        {
            if (call.ResponseStream.Current.Event is { } happened && wanted(happened))
            {
                return;
            }
        }

        Assert.Fail("the stream ended before the event came");
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(Patience.Limit);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await holds())
        {
            await tick.WaitForNextTickAsync(patience.Token);
        }
    }

    private static T Of<T>(TestServer server)
        where T : notnull
        => server.Services.GetRequiredService<T>();
}

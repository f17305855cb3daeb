using System.Text.Json;
using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using OmniForge.Agents.Tools;
using OmniForge.Server.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.TestKit;
using OmniForge.V1;
using Descriptor = OmniForge.Agents.Tools.ToolDescriptor;

namespace OmniForge.Server.Tests.Executions;

/// <summary>Servers of their own, stopped and started again over the same data.</summary>
public abstract class WaitingRestartTests : IAsyncLifetime
{
    private readonly TempFolder _home = new();
    private string? _url;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _url = await DatabaseUrlAsync();

    public async ValueTask DisposeAsync()
    {
        await DropAsync();
        _home.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_kind_of_waiting_survives_a_restart()
    {
        string tenant, asking, paused, retrying, looking, expiring;
        await using (var server = await StartAsync())
        {
            var client = await server.ClientAsync(Ct);
            tenant = client.TenantId;
            var agent = await StepAgents.AgentAsync(client, null, ("ask-colour", StepAgents.Asking("ask-colour")));
            asking = await StepAgents.StartUntilAsync(client, new() { AgentId = agent }, ExecutionStatus.WaitingForInput);
            paused = await StepAgents.StartUntilAsync(client, new() { AgentId = agent }, ExecutionStatus.WaitingForInput);
            await client.Executions.PauseExecutionAsync(new() { ExecutionId = paused }, cancellationToken: Ct);
            await StepAgents.UntilAsync(client, paused, happened => happened.StatusChanged?.To == ExecutionStatus.Paused);
            var patient = await StepAgents.AgentAsync(client, Patient, ("read-note", StepAgents.Reading("read-note", "later.txt")));
            retrying = await StepAgents.StartUntilAsync(client, new() { AgentId = patient }, ExecutionStatus.WaitingForRetry);
            var looker = await StepAgents.AgentAsync(client, null, ("look-around", StepAgents.Calling("look-around", "look", "{}")));
            looking = await StepAgents.StartUntilAsync(client, new() { AgentId = looker, ClientTools = { new V1.ToolDescriptor { Name = "look" } } }, ExecutionStatus.WaitingForInput);
            var hasty = await StepAgents.AgentAsync(client, null, ("ask-colour", StepAgents.Asking("ask-colour", ", \"expires_in_minutes\": 0.03, \"default\": \"grey\"")));
            expiring = await StepAgents.StartUntilAsync(client, new() { AgentId = hasty }, ExecutionStatus.WaitingForInput);
        }

        await using (var server = await StartAsync())
        {
            var client = await server.ClientOfAsync(tenant, Ct);
            await client.Files.PutFileAsync(new() { File = new() { Path = "later.txt", Content = Google.Protobuf.ByteString.CopyFromUtf8("hello") } }, cancellationToken: Ct);
            foreach (var id in new[] { asking, paused })
            {
                await client.Executions.ResolveInterruptAsync(new() { ExecutionId = id, InterruptId = "1:1", Decision = Decision.Submit, Response = Answer("red") }, cancellationToken: Ct);
            }

            await client.Executions.ResumeExecutionAsync(new() { ExecutionId = paused }, cancellationToken: Ct);
            await client.Executions.SubmitToolResultAsync(new() { ExecutionId = looking, CallId = "1:1", Output = Answer("seen") }, cancellationToken: Ct);
            foreach (var id in new[] { asking, paused, looking, expiring, retrying })
            {
                var events = await StepAgents.EventsAsync(client, id);
                Assert.Equal((id, ExecutionStatus.Succeeded), (id, events[^1].ExecutionFinished.Status));
                Assert.Equal(Enumerable.Range(1, events.Count).Select(n => (ulong)n), events.Select(happened => happened.Sequence));

                // A slow machine may come back after the next try was due, which then finds no file yet.
                Assert.InRange(events.Count(happened => happened.StepStarted is not null), id == retrying ? 2 : 1, id == retrying ? int.MaxValue : 1);
            }
        }
    }

    [Fact]
    public async Task What_waits_for_its_turn_does_so_across_a_restart()
    {
        string tenant, first, second;
        await using (var server = await StartAsync())
        {
            var client = await server.ClientAsync(Ct);
            tenant = client.TenantId;
            var agent = await BusyPolicyTests.AskingAsync(client);
            first = await BusyPolicyTests.BusyAsync(client, agent);
            second = await BusyPolicyTests.StartAsync(client, agent, BusyPolicy.Enqueue);
        }

        await using (var server = await StartAsync())
        {
            var client = await server.ClientOfAsync(tenant, Ct);
            Assert.Equal(ExecutionStatus.Pending, await BusyPolicyTests.StatusAsync(client, second));
            await BusyPolicyTests.EndAsync(client, first);
            await StepAgents.UntilAsync(client, second, BusyPolicyTests.Asks);
        }
    }

    [Fact]
    public async Task A_change_that_may_have_happened_before_the_break_is_asked_about_and_not_repeated()
    {
        var tool = new OnceTool();
        string tenant;
        List<string> ids = [];
        await using (var server = await StartAsync(tool))
        {
            var client = await server.ClientAsync(Ct);
            tenant = client.TenantId;
            var agent = await StepAgents.AgentAsync(
                client, null, ("send-it", StepAgents.Calling("send-it", "Write", """{"file_path": "a.txt", "content": "x"}""")));
            for (var i = 0; i < 3; i++)
            {
                ids.Add((await client.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct)).ExecutionId);
            }

            await tool.CalledAsync(3, Ct);
        }

        tool.Answers = true;
        await using (var server = await StartAsync(tool))
        {
            var client = await server.ClientOfAsync(tenant, Ct);
            foreach (var id in ids)
            {
                var opened = (await StepAgents.UntilAsync(client, id, happened => happened.InterruptOpened is not null)).InterruptOpened.Interrupt;
                Assert.Equal((InterruptKind.InDoubt, "1:1.doubt1", "Write"), (opened.Kind, opened.Id, opened.Tool));
            }

            Assert.Equal(3, tool.Keys.Count);
            Decision[] decisions = [Decision.Retry, Decision.Skip, Decision.Deny];
            ExecutionStatus[] ends = [ExecutionStatus.Succeeded, ExecutionStatus.Failed, ExecutionStatus.Failed];
            for (var i = 0; i < 3; i++)
            {
                await client.Executions.ResolveInterruptAsync(new() { ExecutionId = ids[i], InterruptId = "1:1.doubt1", Decision = decisions[i] }, cancellationToken: Ct);
                var end = (await StepAgents.EventsAsync(client, ids[i]))[^1].ExecutionFinished;
                if (decisions[i] != Decision.Skip)
                {
                    Assert.Equal(ends[i], end.Status);
                }
            }

            Assert.Equal(4, tool.Keys.Count);
            Assert.Equal(3, tool.Keys.Distinct().Count());
            Assert.Equal($"{ids[0]}:1:1", tool.Keys[3]);
        }
    }

    [Fact]
    public async Task A_thousand_waiting_executions_hold_no_slot()
    {
        await using var server = await StartAsync();
        var client = await server.ClientAsync(Ct);
        var agent = await StepAgents.AgentAsync(client, null, ("ask-colour", StepAgents.Asking("ask-colour")));
        await Parallel.ForEachAsync(Enumerable.Range(0, 1_000), new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Ct }, async (_, ct)
            => await client.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: ct));
        var all = new ListInterruptsRequest { PageSize = 500 };
        var seen = 0;
        while (seen < 1_000)
        {
            seen = 0;
            all.PageToken = "";
            do
            {
                var page = await client.Executions.ListInterruptsAsync(all, cancellationToken: Ct);
                seen += page.Interrupts.Count;
                all.PageToken = page.NextPageToken;
            }
            while (all.PageToken.Length > 0);
        }

        var quick = await StepAgents.AgentAsync(client, null, ("count-rows", StepAgents.Counting("count-rows")));
        Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.RunAsync(client, new() { AgentId = quick })).Status);
        var last = (await client.Executions.ListInterruptsAsync(new() { PageSize = 1 }, cancellationToken: Ct)).Interrupts[0];
        await StepAgents.UntilAsync(client, last.ExecutionId, happened => happened.StatusChanged?.To == ExecutionStatus.WaitingForInput);
        var host = server.Services.GetRequiredService<ExecutionHost>();
        Assert.InRange(host.CountOf(client.TenantId), 0, 2);
        await client.Executions.ResolveInterruptAsync(new() { ExecutionId = last.ExecutionId, InterruptId = "1:1", Decision = Decision.Submit, Response = Answer("red") }, cancellationToken: Ct);
        Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.EventsAsync(client, last.ExecutionId))[^1].ExecutionFinished.Status);
    }

    /// <summary>The address of an empty database; empty = SQLite below the home; null = there is none.</summary>
    protected abstract Task<string?> DatabaseUrlAsync();

    protected virtual ValueTask DropAsync() => ValueTask.CompletedTask;

    private static Struct Answer(string text) => new() { Fields = { ["answer"] = Value.ForString(text) } };

    private static void Patient(Agent agent)
    {
        agent.Skills[0].ErrorStrategy = ErrorStrategy.Retry;
        agent.Skills[0].Retry = new() { MaxRetries = 10, InitialBackoff = Duration.FromTimeSpan(TimeSpan.FromSeconds(4)) };
    }

    private Task<TestServer> StartAsync(ITool? more = null)
    {
        if (_url is null)
        {
            Assert.Skip("There is no PostgreSQL: ./dev test starts a private one.");
        }

        return TestServer.StartAsync(
            _home.Path, _url, Ct,
            options => new() { Home = options.Home, DatabaseUrl = options.DatabaseUrl, GrpcPort = 0, HttpPort = 0, Development = true, MaxRunning = 4 },
            services =>
            {
                if (more is not null)
                {
                    services.AddSingleton(more);
                }
            });
    }

    /// <summary>A change that nobody can make twice safely; its first calls never come back.</summary>
    private sealed class OnceTool : ITool
    {
        private readonly Lock _pen = new();
        private readonly List<string> _keys = [];
        private readonly Channel<bool> _called = Channel.CreateUnbounded<bool>();

        public bool Answers { get; set; }

        public IReadOnlyList<string> Keys
        {
            get
            {
                lock (_pen)
                {
                    return [.. _keys];
                }
            }
        }

        public Descriptor Descriptor { get; } = new()
        {
            Name = "Write",
            Title = "Send it",
            Description = "Sends.",
            InputSchema = JsonElement.Parse("""{"type":"object","additionalProperties":true}"""),
            Class = ToolClass.Write,
            Repeat = ToolRepeat.Unsafe,
        };

        public async Task CalledAsync(int times, CancellationToken cancellationToken)
        {
            for (var i = 0; i < times; i++)
            {
                await _called.Reader.ReadAsync(cancellationToken);
            }
        }

        public async Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
        {
            lock (_pen)
            {
                _keys.Add(context.IdempotencyKey);
            }

            _called.Writer.TryWrite(true);
            if (!Answers)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }

            return ToolResult.Of(JsonElement.Parse("""{"answer":"sent"}"""));
        }
    }
}

public sealed class SqliteWaitingRestartTests : WaitingRestartTests
{
    protected override Task<string?> DatabaseUrlAsync() => Task.FromResult<string?>("");
}

public sealed class PostgresWaitingRestartTests : WaitingRestartTests
{
    private PostgresDatabase? _database;

    protected override async Task<string?> DatabaseUrlAsync()
    {
        if (!PostgresDatabase.Available)
        {
            return null;
        }

        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        return _database.Url;
    }

    protected override ValueTask DropAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;
}

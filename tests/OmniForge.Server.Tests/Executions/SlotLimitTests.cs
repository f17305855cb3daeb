using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using OmniForge.Agents.Tools;
using OmniForge.Server.Tests.Hosting;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Executions;

/// <summary>A server of its own with small limits, and a tool that lets the test decide when a call ends.</summary>
public sealed class SlotLimitTests : IDisposable
{
    private readonly TempFolder _home = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_tenant_at_its_limit_waits_while_another_goes_on()
    {
        var tool = new HeldTool();
        await using var server = await StartAsync(tool, perTenant: 1, perAgent: 0);
        var noisy = await server.ClientAsync(Ct);
        var agent = await HeldAgentAsync(noisy);
        List<string> ids = [];
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await noisy.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct)).ExecutionId);
        }

        await tool.CalledAsync(1, Ct);
        var quiet = await server.ClientAsync(Ct);
        var counting = await StepAgents.AgentAsync(quiet, null, ("count-rows", StepAgents.Counting("count-rows")));
        Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.RunAsync(quiet, new() { AgentId = counting })).Status);
        Assert.Equal(ExecutionStatus.Pending, await StatusAsync(noisy, ids[1]));
        Assert.Equal(ExecutionStatus.Pending, await StatusAsync(noisy, ids[2]));
        tool.Release(3);
        foreach (var id in ids)
        {
            Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.EventsAsync(noisy, id))[^1].ExecutionFinished.Status);
        }
    }

    [Fact]
    public async Task An_agent_at_its_limit_waits_while_another_of_its_tenant_goes_on()
    {
        var tool = new HeldTool();
        await using var server = await StartAsync(tool, perTenant: 10, perAgent: 1);
        var client = await server.ClientAsync(Ct);
        var agent = await HeldAgentAsync(client);
        var first = (await client.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct)).ExecutionId;
        var second = (await client.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct)).ExecutionId;
        await tool.CalledAsync(1, Ct);
        var counting = await StepAgents.AgentAsync(client, null, ("count-rows", StepAgents.Counting("count-rows")));
        Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.RunAsync(client, new() { AgentId = counting })).Status);
        Assert.Equal(ExecutionStatus.Pending, await StatusAsync(client, second));
        tool.Release(2);
        Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.EventsAsync(client, first))[^1].ExecutionFinished.Status);
        Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.EventsAsync(client, second))[^1].ExecutionFinished.Status);
    }

    [Fact]
    public async Task A_tenant_at_its_limit_with_an_integration_waits_while_its_other_agents_go_on()
    {
        var tool = new HeldTool(ToolClass.Read, "notion");
        await using var server = await StartAsync(tool, perTenant: 10, perAgent: 0, perIntegration: 1);
        var client = await server.ClientAsync(Ct);
        var create = new CreateAgentRequest { Agent = new() { Name = "Reader", GrantedTools = { "Write" } }, Publish = true };
        create.Agent.Skills.Add(new SkillRef { Name = "send-it", Order = 1 });
        create.Files.Add(StepAgents.File("send-it", StepAgents.Calling("send-it", "Write", """{"file_path": "a.txt"}""")));
        var agent = (await client.Agents.CreateAgentAsync(create, cancellationToken: Ct)).Agent.Id;
        List<string> ids = [];
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await client.Executions.StartExecutionAsync(new() { AgentId = agent, Mode = ExecutionMode.DryRun }, cancellationToken: Ct)).ExecutionId);
        }

        await tool.CalledAsync(1, Ct);
        var counting = await StepAgents.AgentAsync(client, other => other.GrantedTools.Remove("Write"), ("count-rows", StepAgents.Counting("count-rows")));
        Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.RunAsync(client, new() { AgentId = counting })).Status);
        Assert.Equal([ExecutionStatus.Pending, ExecutionStatus.Pending], [await StatusAsync(client, ids[1]), await StatusAsync(client, ids[2])]);
        tool.Release(3);
        foreach (var id in ids)
        {
            Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.EventsAsync(client, id))[^1].ExecutionFinished.Status);
        }
    }

    [Fact]
    public async Task What_waits_for_its_turn_takes_no_slot()
    {
        var tool = new HeldTool();
        await using var server = await StartAsync(tool, perTenant: 2, perAgent: 0, queued: 4);
        var client = await server.ClientAsync(Ct);
        var agent = await HeldAgentAsync(client);
        List<string> ids = [];
        for (var i = 0; i < 4; i++)
        {
            ids.Add((await client.Executions.StartExecutionAsync(new() { AgentId = agent, BusyPolicy = BusyPolicy.Enqueue }, cancellationToken: Ct)).ExecutionId);
        }

        await tool.CalledAsync(1, Ct);
        var counting = await StepAgents.AgentAsync(client, null, ("count-rows", StepAgents.Counting("count-rows")));
        Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.RunAsync(client, new() { AgentId = counting })).Status);
        Assert.Equal(ExecutionStatus.Pending, await StatusAsync(client, ids[1]));
        tool.Release(4);
        var ends = new List<DateTimeOffset>();
        foreach (var id in ids)
        {
            var events = await StepAgents.EventsAsync(client, id);
            Assert.Equal(ExecutionStatus.Succeeded, events[^1].ExecutionFinished.Status);
            Assert.True(ends.Count == 0 || events[1].OccurredAt.ToDateTimeOffset() >= ends[^1], "it began before the one before it had ended");
            ends.Add(events[^1].OccurredAt.ToDateTimeOffset());
        }
    }

    [Fact]
    public async Task The_wait_for_a_slot_counts_against_the_deadline_and_is_no_work()
    {
        var tool = new HeldTool();
        await using var server = await StartAsync(tool, perTenant: 1, perAgent: 0);
        var client = await server.ClientAsync(Ct);
        var agent = await HeldAgentAsync(client);
        var deadline = Duration.FromTimeSpan(TimeSpan.FromMinutes(7));
        var first = (await client.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct)).ExecutionId;
        var second = (await client.Executions.StartExecutionAsync(new() { AgentId = agent, Deadline = deadline }, cancellationToken: Ct)).ExecutionId;
        await tool.CalledAsync(1, Ct);
        tool.Release(2);
        await StepAgents.EventsAsync(client, first);
        await StepAgents.EventsAsync(client, second);
        var before = (await client.Executions.GetExecutionAsync(new() { ExecutionId = first }, cancellationToken: Ct)).Execution;
        var waited = (await client.Executions.GetExecutionAsync(new() { ExecutionId = second }, cancellationToken: Ct)).Execution;
        Assert.Equal(ExecutionStatus.Succeeded, waited.Status);
        Assert.True(waited.StartedAt >= before.CompletedAt, $"it says that it began at {waited.StartedAt}, but its slot was free at {before.CompletedAt}");
        Assert.True(waited.Usage.ActiveTime.ToTimeSpan() <= (waited.CompletedAt - before.CompletedAt).ToTimeSpan(), $"it says that it worked for {waited.Usage.ActiveTime}");
        Assert.Equal(deadline, waited.DeadlineAt - waited.CreatedAt);
    }

    [Fact]
    public async Task A_pause_that_was_asked_for_while_it_waited_for_a_slot_lets_nothing_happen()
    {
        var tool = new HeldTool();
        await using var server = await StartAsync(tool, perTenant: 1, perAgent: 0);
        var client = await server.ClientAsync(Ct);
        var agent = await HeldAgentAsync(client);
        await client.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct);
        var second = (await client.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct)).ExecutionId;
        await tool.CalledAsync(1, Ct);
        await client.Executions.PauseExecutionAsync(new() { ExecutionId = second }, cancellationToken: Ct);
        tool.Release(2);
        await StepAgents.UntilAsync(client, second, happened => happened.StatusChanged?.To == ExecutionStatus.Paused);
        Assert.Equal(1, tool.Calls);
        await client.Executions.ResumeExecutionAsync(new() { ExecutionId = second }, cancellationToken: Ct);
        Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.EventsAsync(client, second))[^1].ExecutionFinished.Status);
    }

    [Fact]
    public async Task A_stop_cancels_the_tool_calls_that_run_and_whatever_waits_for_a_slot()
    {
        var tool = new HeldTool();
        await using var server = await StartAsync(tool, perTenant: 2, perAgent: 0);
        var client = await server.ClientAsync(Ct);
        var agent = await HeldAgentAsync(client);
        List<string> ids = [];
        for (var i = 0; i < 5; i++)
        {
            ids.Add((await client.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct)).ExecutionId);
        }

        await tool.CalledAsync(2, Ct);
        Assert.Equal(5, (await client.Agents.StopAgentsAsync(new() { All = true }, cancellationToken: Ct)).Cancelled);
        await tool.CancelledAsync(2, Ct);
        foreach (var id in ids)
        {
            Assert.Equal(ExecutionStatus.Cancelled, (await StepAgents.EventsAsync(client, id))[^1].ExecutionFinished.Status);
        }

        Assert.Equal(2, tool.Calls);
    }

    [Fact]
    public async Task A_full_line_refuses_its_own_tenant_only()
    {
        var tool = new HeldTool();
        await using var server = await StartAsync(tool, perTenant: 1, perAgent: 0, queued: 1);
        var noisy = await server.ClientAsync(Ct);
        var agent = await HeldAgentAsync(noisy);
        await noisy.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct);
        await noisy.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct);
        await Refused.ByAsync("QUEUE_FULL", async () => await noisy.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct));
        var quiet = await server.ClientAsync(Ct);
        var counting = await StepAgents.AgentAsync(quiet, null, ("count-rows", StepAgents.Counting("count-rows")));
        Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.RunAsync(quiet, new() { AgentId = counting })).Status);
        tool.Release(2);
    }

    private static async Task<ExecutionStatus> StatusAsync(TestClient client, string id)
        => (await client.Executions.GetExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct)).Execution.Status;

    private static Task<string> HeldAgentAsync(TestClient client)
        => StepAgents.AgentAsync(client, null, ("send-it", StepAgents.Calling("send-it", "Write", """{"file_path": "a.txt", "content": "x"}""")));

    private Task<TestServer> StartAsync(HeldTool tool, int perTenant, int perAgent, int queued = 100, int perIntegration = 20) => TestServer.StartAsync(
        _home.Path, "", Ct,
        options => new()
        {
            Home = options.Home,
            GrpcPort = 0,
            HttpPort = 0,
            Development = true,
            MaxRunning = 4,
            MaxRunningPerTenant = perTenant,
            MaxRunningPerAgent = perAgent,
            MaxRunningPerIntegration = perIntegration,
            MaxQueued = queued,
        },
        services => services.AddSingleton<ITool>(tool));
}

using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Executions;

public abstract class MassCancelTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task All_that_match_are_cancelled_and_no_others()
    {
        var client = await ClientAsync();
        var agent = await AskingAgentAsync(client);
        var other = await AskingAgentAsync(client);
        string[] meant = [await AskingAsync(client, agent), await AskingAsync(client, agent)];
        var spared = await AskingAsync(client, other);
        var cancelled = await client.Executions.CancelExecutionsAsync(new() { AgentId = agent, Mode = CancelMode.Hard }, cancellationToken: Ct);
        Assert.Equal((2, false), (cancelled.Count, cancelled.More));
        foreach (var id in meant)
        {
            Assert.Equal(ExecutionStatus.Cancelled, (await StepAgents.EventsAsync(client, id))[^1].ExecutionFinished.Status);
        }

        Assert.Equal(0, (await client.Executions.CancelExecutionsAsync(new() { AgentId = agent }, cancellationToken: Ct)).Count);
        Assert.Equal(0, (await client.Executions.CancelExecutionsAsync(new() { Statuses = { ExecutionStatus.Paused } }, cancellationToken: Ct)).Count);
        Assert.Equal(ExecutionStatus.WaitingForInput, (await client.Executions.GetExecutionAsync(new() { ExecutionId = spared }, cancellationToken: Ct)).Execution.Status);
        Assert.Equal(1, (await client.Executions.CancelExecutionsAsync(new() { Statuses = { ExecutionStatus.WaitingForInput } }, cancellationToken: Ct)).Count);
    }

    [Fact]
    public async Task Another_tenant_is_not_touched_and_an_unknown_agent_is_refused()
    {
        var client = await ClientAsync();
        var id = await AskingAsync(client, await AskingAgentAsync(client));
        var stranger = await ClientAsync();
        Assert.Equal(0, (await stranger.Executions.CancelExecutionsAsync(new(), cancellationToken: Ct)).Count);
        await Refused.ByAsync("RESOURCE_NOT_FOUND", async () => await stranger.Executions.CancelExecutionsAsync(new() { AgentId = "nobody" }, cancellationToken: Ct));
        Assert.Equal(ExecutionStatus.WaitingForInput, (await client.Executions.GetExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct)).Execution.Status);
    }

    private static Task<string> AskingAgentAsync(TestClient client)
        => StepAgents.AgentAsync(client, null, ("ask-colour", StepAgents.Asking("ask-colour")));

    private static Task<string> AskingAsync(TestClient client, string agent)
        => StepAgents.StartUntilAsync(client, new() { AgentId = agent }, ExecutionStatus.WaitingForInput);
}

public sealed class SqliteMassCancelTests(SqliteServer server) : MassCancelTests(server);

public sealed class PostgresMassCancelTests(PostgresServer server) : MassCancelTests(server);

using OmniForge.Server.Agents;
using OmniForge.Server.Storage;
using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Agents;

public abstract class KillSwitchTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task Everything_of_a_stopped_agent_ends_and_nothing_of_it_starts_until_it_is_released()
    {
        var client = await ClientAsync();
        var agent = await BusyPolicyTests.AskingAsync(client);
        var waiting = await BusyPolicyTests.BusyAsync(client, agent);
        var inLine = await BusyPolicyTests.StartAsync(client, agent, BusyPolicy.Enqueue);
        var answer = await client.Agents.StopAgentsAsync(new() { AgentId = agent, Reason = "wrong prices" }, cancellationToken: Ct);
        Assert.Equal(2, answer.Cancelled);
        foreach (var id in new[] { waiting, inLine })
        {
            var end = (await StepAgents.EventsAsync(client, id))[^1].ExecutionFinished;
            Assert.Equal((ExecutionStatus.Cancelled, StopReason.Policy), (end.Status, end.StopReason));
        }

        foreach (var mode in new[] { ExecutionMode.Live, ExecutionMode.DryRun, ExecutionMode.Test })
        {
            var refused = await Refused.ByAsync("AGENT_STOPPED", async () => await client.Executions.StartExecutionAsync(
                new() { AgentId = agent, Mode = mode }, cancellationToken: Ct));
            Assert.Contains("wrong prices", refused.Message, StringComparison.Ordinal);
        }

        var shown = (await client.Agents.GetAgentAsync(new() { AgentId = agent }, cancellationToken: Ct)).Agent;
        Assert.Equal(("wrong prices", AgentStatus.Active, false), (shown.Stop.Reason, shown.Status, shown.Stop.All));
        Assert.Equal(0, (await client.Agents.StopAgentsAsync(new() { AgentId = agent }, cancellationToken: Ct)).Cancelled);
        await client.Agents.ReleaseAgentsAsync(new() { AgentId = agent }, cancellationToken: Ct);
        Assert.Null((await client.Agents.GetAgentAsync(new() { AgentId = agent }, cancellationToken: Ct)).Agent.Stop);
        await BusyPolicyTests.BusyAsync(client, agent);
    }

    [Fact]
    public async Task Other_agents_go_on_when_one_is_stopped_and_other_tenants_when_all_are()
    {
        var (client, stranger) = (await ClientAsync(), await ClientAsync());
        var (one, other) = (await BusyPolicyTests.AskingAsync(client), await BusyPolicyTests.AskingAsync(client));
        var theirs = await BusyPolicyTests.AskingAsync(stranger);
        var (busy, busyThere) = (await BusyPolicyTests.BusyAsync(client, other), await BusyPolicyTests.BusyAsync(stranger, theirs));
        await client.Agents.StopAgentsAsync(new() { AgentId = one }, cancellationToken: Ct);
        Assert.Equal(ExecutionStatus.WaitingForInput, await BusyPolicyTests.StatusAsync(client, busy));
        Assert.Equal(1, (await client.Agents.StopAgentsAsync(new() { All = true }, cancellationToken: Ct)).Cancelled);
        await StepAgents.EventsAsync(client, busy);
        Assert.Equal(ExecutionStatus.WaitingForInput, await BusyPolicyTests.StatusAsync(stranger, busyThere));
        await BusyPolicyTests.BusyAsync(stranger, theirs);
    }

    [Fact]
    public async Task Two_stops_of_one_agent_are_lifted_one_by_one_and_reach_agents_made_later()
    {
        var client = await ClientAsync();
        var agent = await BusyPolicyTests.AskingAsync(client);
        await client.Agents.StopAgentsAsync(new() { AgentId = agent, Reason = "own" }, cancellationToken: Ct);
        await client.Agents.StopAgentsAsync(new() { All = true, Reason = "all" }, cancellationToken: Ct);
        var later = await BusyPolicyTests.AskingAsync(client);
        await Refused.ByAsync("AGENT_STOPPED", () => BusyPolicyTests.StartAsync(client, later, BusyPolicy.Allow));
        await client.Agents.ReleaseAgentsAsync(new() { AgentId = agent }, cancellationToken: Ct);
        Assert.Equal("all", (await client.Agents.GetAgentAsync(new() { AgentId = agent }, cancellationToken: Ct)).Agent.Stop.Reason);
        await Refused.ByAsync("AGENT_STOPPED", () => BusyPolicyTests.StartAsync(client, agent, BusyPolicy.Enqueue));
        await client.Agents.ReleaseAgentsAsync(new() { All = true }, cancellationToken: Ct);
        await BusyPolicyTests.BusyAsync(client, agent);
        await BusyPolicyTests.BusyAsync(client, later);
    }

    [Fact]
    public async Task Who_names_neither_or_both_stops_nothing_and_only_who_manages_members_releases()
    {
        var client = await ClientAsync();
        var agent = await BusyPolicyTests.AskingAsync(client);
        await Refused.ByAsync("FIELD_INVALID", async () => await client.Agents.StopAgentsAsync(new(), cancellationToken: Ct));
        await Refused.ByAsync("FIELD_INVALID", async () => await client.Agents.StopAgentsAsync(new() { AgentId = agent, All = true }, cancellationToken: Ct));
        await Refused.ByAsync("RESOURCE_NOT_FOUND", async () => await client.Agents.StopAgentsAsync(new() { AgentId = "nobody" }, cancellationToken: Ct));
        var operating = await client.WithRolesAsync(Ct, "operator");
        await operating.Agents.StopAgentsAsync(new() { AgentId = agent }, cancellationToken: Ct);
        await Refused.ByAsync("PERMISSION_MISSING", async () => await operating.Agents.ReleaseAgentsAsync(new() { AgentId = agent }, cancellationToken: Ct));
    }

    [Fact]
    public async Task What_was_accepted_at_the_instant_of_the_stop_is_ended_by_the_sweep()
    {
        var client = await ClientAsync();
        var agent = await BusyPolicyTests.AskingAsync(client);
        var busy = await BusyPolicyTests.BusyAsync(client, agent);
        await Get<ForgeStore>().TransactAsync(client.TenantId, async (db, ct) =>
        {
            var row = await db.FindAgentAsync(agent, ct);
            row.Stops = AgentStops.Own;
            return row;
        }, Ct);
        await StepAgents.EventsAsync(client, busy);
        Assert.Equal(ExecutionStatus.Cancelled, await BusyPolicyTests.StatusAsync(client, busy));
    }

    [Fact]
    public async Task REST_stops_and_releases_too()
    {
        var client = await ClientAsync();
        var agent = await BusyPolicyTests.AskingAsync(client);
        using var http = client.Rest();
        await PostAsync(http, $"{agent}/stop", "{}");
        await PostAsync(http, "stop", "{\"all\": true}");
        var refused = await Refused.ByAsync("AGENT_STOPPED", () => BusyPolicyTests.StartAsync(client, agent, BusyPolicy.Allow));
        Assert.Equal("false", refused.Facts["all"]);
        await PostAsync(http, "release", "{\"all\": true}");
        await PostAsync(http, $"{agent}/release", "{}");
        await BusyPolicyTests.BusyAsync(client, agent);
    }

    private static async Task PostAsync(HttpClient http, string path, string json)
    {
        using var content = new StringContent(json, null, "application/json");
        using var answer = await http.PostAsync(new Uri($"/api/v1/agents/{path}", UriKind.Relative), content, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}

public sealed class SqliteKillSwitchTests(SqliteServer server) : KillSwitchTests(server);

public sealed class PostgresKillSwitchTests(PostgresServer server) : KillSwitchTests(server);

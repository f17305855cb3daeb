using Grpc.Core;
using OmniForge.Server.Agents;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Agents;

public abstract class AgentLifeTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task An_untested_agent_is_switched_on_only_on_purpose()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct);
        var refused = await Refused.ByAsync("TEST_REQUIRED", async () => await client.Agents.ActivateAgentAsync(new() { AgentId = agent.Id }, cancellationToken: Ct));
        Assert.Equal(StatusCode.FailedPrecondition, refused.Code);
        var active = (await client.Agents.ActivateAgentAsync(new() { AgentId = agent.Id, OverrideTest = true }, cancellationToken: Ct)).Agent;
        Assert.Equal(AgentStatus.Active, active.Status);
        Assert.True((await client.Agents.GetAgentVersionAsync(new() { AgentId = agent.Id, Version = 1 }, cancellationToken: Ct)).AgentVersion.TestOverridden);
    }

    [Fact]
    public async Task A_tested_draft_is_published_and_switched_on_in_one_step()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct, publish: false);
        var content = await Get<AgentDrafts>().ContentAsync(client.TenantId, agent.Id, Ct);
        await Get<AgentDrafts>().MarkTestedAsync(client.TenantId, agent.Id, content.Etag, "exec1", Ct);
        var active = (await client.Agents.ActivateAgentAsync(new() { AgentId = agent.Id }, cancellationToken: Ct)).Agent;
        Assert.Equal((AgentStatus.Active, 1, false), (active.Status, active.Version, active.HasDraft));
        var version = (await client.Agents.GetAgentVersionAsync(new() { AgentId = agent.Id, Version = 1 }, cancellationToken: Ct)).AgentVersion;
        Assert.Equal(("exec1", false), (version.TestExecutionId, version.TestOverridden));
    }

    [Fact]
    public async Task A_test_of_an_older_draft_state_counts_for_nothing()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct, publish: false);
        var tested = await Get<AgentDrafts>().ContentAsync(client.TenantId, agent.Id, Ct);
        await client.Agents.EditDraftAsync(AgentSamples.Edit(agent.Id, tested.Etag, AgentSamples.Whole("late-orders/notes.txt", "x")), cancellationToken: Ct);
        await Get<AgentDrafts>().MarkTestedAsync(client.TenantId, agent.Id, tested.Etag, "exec1", Ct);
        await Refused.ByAsync("TEST_REQUIRED", async () => await client.Agents.ActivateAgentAsync(new() { AgentId = agent.Id }, cancellationToken: Ct));
        var read = (await client.Agents.GetAgentAsync(new() { AgentId = agent.Id }, cancellationToken: Ct)).Agent;
        Assert.Equal((AgentStatus.Draft, 0, true), (read.Status, read.Version, read.HasDraft));
    }

    [Fact]
    public async Task A_tested_version_needs_no_override()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct);
        await Get<AgentVersions>().MarkTestedAsync(client.TenantId, agent.Id, 1, "exec1", Ct);
        Assert.Equal(AgentStatus.Active, (await client.Agents.ActivateAgentAsync(new() { AgentId = agent.Id }, cancellationToken: Ct)).Agent.Status);
    }

    [Fact]
    public async Task A_tool_that_does_not_exist_keeps_an_agent_off()
    {
        var client = await ClientAsync();
        var request = AgentSamples.Request(publish: true);
        request.Agent.GrantedTools.Add("make_coffee");
        var agent = (await client.Agents.CreateAgentAsync(request, cancellationToken: Ct)).Agent;
        var refused = await Refused.ByAsync("AGENT_NOT_READY", async () => await client.Agents.ActivateAgentAsync(
            new() { AgentId = agent.Id, OverrideTest = true }, cancellationToken: Ct));
        Assert.Contains("make_coffee", refused.Message, StringComparison.Ordinal);
        var check = await client.Agents.ValidateAgentAsync(new() { AgentId = agent.Id }, cancellationToken: Ct);
        Assert.False(check.Ready);
        Assert.Contains(check.Readiness, item => item is { Key: "tools", Met: false });
    }

    [Fact]
    public async Task An_agent_that_needs_a_connection_is_told_so()
    {
        var client = await ClientAsync();
        var request = AgentSamples.Request(publish: true);
        request.Agent.Connections.Add(new ConnectionBinding { Integration = "notion" });
        var agent = (await client.Agents.CreateAgentAsync(request, cancellationToken: Ct)).Agent;
        await Refused.ByAsync("CONNECTION_REQUIRED", async () => await client.Agents.ActivateAgentAsync(
            new() { AgentId = agent.Id, OverrideTest = true }, cancellationToken: Ct));
    }

    [Fact]
    public async Task An_empty_agent_has_nothing_to_switch_on()
    {
        var client = await ClientAsync();
        var agent = (await client.Agents.CreateAgentAsync(new() { Agent = new() { Name = "Empty" } }, cancellationToken: Ct)).Agent;
        Assert.False(agent.HasDraft);
        await Refused.ByAsync("AGENT_NOT_READY", async () => await client.Agents.ActivateAgentAsync(new() { AgentId = agent.Id, OverrideTest = true }, cancellationToken: Ct));
    }

    [Fact]
    public async Task An_agent_goes_through_its_life()
    {
        var client = await ClientAsync();
        var agent = await client.NewActiveAgentAsync(Ct);
        var again = (await client.Agents.ActivateAgentAsync(new() { AgentId = agent.Id }, cancellationToken: Ct)).Agent;
        Assert.Equal(agent, again);
        var paused = (await client.Agents.PauseAgentAsync(new() { AgentId = agent.Id }, cancellationToken: Ct)).Agent;
        Assert.Equal((AgentStatus.Paused, PauseReason.User), (paused.Status, paused.PauseReason));
        Assert.Equal(paused, (await client.Agents.PauseAgentAsync(new() { AgentId = agent.Id }, cancellationToken: Ct)).Agent);
        Assert.Equal(AgentStatus.Active, (await client.Agents.ActivateAgentAsync(new() { AgentId = agent.Id }, cancellationToken: Ct)).Agent.Status);
        Assert.Equal(AgentStatus.Archived, (await client.Agents.ArchiveAgentAsync(new() { AgentId = agent.Id }, cancellationToken: Ct)).Agent.Status);
        await Refused.ByAsync("AGENT_ARCHIVED", async () => await client.Agents.ActivateAgentAsync(new() { AgentId = agent.Id }, cancellationToken: Ct));
        await Refused.ByAsync("AGENT_ARCHIVED", async () => await client.Agents.EditDraftAsync(new() { AgentId = agent.Id }, cancellationToken: Ct));
        Assert.Equal(AgentStatus.Paused, (await client.Agents.UnarchiveAgentAsync(new() { AgentId = agent.Id }, cancellationToken: Ct)).Agent.Status);
    }

    [Fact]
    public async Task A_builder_archives_only_what_is_its_own()
    {
        var owner = await ClientAsync();
        var builder = await owner.WithRolesAsync(Ct, "builder");
        var foreign = await owner.NewAgentAsync(Ct);
        var own = await builder.NewAgentAsync(Ct);
        var refused = await Refused.ByAsync("PERMISSION_MISSING", async () => await builder.Agents.ArchiveAgentAsync(new() { AgentId = foreign.Id }, cancellationToken: Ct));
        Assert.Equal("agents.archive", refused.Facts["permission"]);
        Assert.Equal(AgentStatus.Archived, (await builder.Agents.ArchiveAgentAsync(new() { AgentId = own.Id }, cancellationToken: Ct)).Agent.Status);
        await Refused.ByAsync("PERMISSION_MISSING", async () => await builder.Agents.UnarchiveAgentAsync(new() { AgentId = own.Id }, cancellationToken: Ct));
        var taken = new UpdateAgentRequest { Agent = new() { Id = foreign.Id, OwnerId = builder.KeyId } };
        await Refused.ByAsync("PERMISSION_MISSING", async () => await builder.Agents.UpdateAgentAsync(taken, cancellationToken: Ct));
    }
}

public sealed class SqliteAgentLifeTests(SqliteServer server) : AgentLifeTests(server);

public sealed class PostgresAgentLifeTests(PostgresServer server) : AgentLifeTests(server);

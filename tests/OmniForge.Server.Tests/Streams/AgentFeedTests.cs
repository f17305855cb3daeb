using Grpc.Core;
using OmniForge.Server.Tests.Agents;
using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Streams;

public abstract class AgentFeedTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task Every_change_of_an_agent_arrives_and_what_is_none_does_not()
    {
        var client = await ClientAsync();
        var there = await client.NewAgentAsync(Ct, name: "There before");
        using var call = client.Agents.WatchAgents(new(), cancellationToken: Ct);
        Assert.Equal([there.Id], (await PresentAsync(call)).Select(agent => agent.Id));

        var made = await client.NewAgentAsync(Ct, publish: false);
        Assert.Equal((made.Id, AgentStatus.Draft, 0), Shown(await NextAsync(call)));
        await client.Agents.PublishDraftAsync(new() { AgentId = made.Id }, cancellationToken: Ct);
        await UntilAsync(call, agent => agent.Version == 1);
        await client.Agents.ActivateAgentAsync(new() { AgentId = made.Id, OverrideTest = true }, cancellationToken: Ct);
        await UntilAsync(call, agent => agent.Status == AgentStatus.Active);
        await client.Agents.StopAgentsAsync(new() { All = true, Reason = "test" }, cancellationToken: Ct);
        var stopped = new[] { await UntilAsync(call, agent => agent.Stop is not null), await UntilAsync(call, agent => agent.Stop is not null) };
        Assert.Equal(new[] { there.Id, made.Id }.Order(), stopped.Select(agent => agent.Id).Order());
        await client.Agents.ReleaseAgentsAsync(new() { All = true }, cancellationToken: Ct);
        await UntilAsync(call, agent => agent.Stop is null);
        await UntilAsync(call, agent => agent.Stop is null);

        // Finished runs count in the agent's row and are no change of it.
        var runner = await StepAgents.CountAndWriteAsync(client);
        await UntilAsync(call, agent => agent.Id == runner && agent.Status == AgentStatus.Active);
        await StepAgents.RunAsync(client, new() { AgentId = runner });
        await client.Agents.DeleteAgentAsync(new() { AgentId = made.Id }, cancellationToken: Ct);
        Assert.Equal(made.Id, (await NextAsync(call)).Id);
        Assert.NotNull(call.ResponseStream.Current.Agent.DeletedAt);
    }

    [Fact]
    public async Task A_token_goes_on_and_filters_hold()
    {
        var client = await ClientAsync();
        var (one, other) = (await client.NewAgentAsync(Ct), await client.NewActiveAgentAsync(Ct));
        using var all = client.Agents.WatchAgents(new(), cancellationToken: Ct);
        Assert.Equal(2, (await PresentAsync(all)).Count);
        var token = all.ResponseStream.Current.ResumeToken;
        await client.Agents.PauseAgentAsync(new() { AgentId = other.Id }, cancellationToken: Ct);
        using var again = client.Agents.WatchAgents(new() { ResumeToken = token }, cancellationToken: Ct);
        Assert.Equal([(other.Id, AgentStatus.Paused)], (await PresentAsync(again)).Select(agent => (agent.Id, agent.Status)));

        using var ofOne = client.Agents.WatchAgents(new() { AgentId = one.Id, Statuses = { AgentStatus.Active } }, cancellationToken: Ct);
        Assert.Empty(await PresentAsync(ofOne));
        await client.Agents.ActivateAgentAsync(new() { AgentId = other.Id, OverrideTest = true }, cancellationToken: Ct);
        await client.Agents.ActivateAgentAsync(new() { AgentId = one.Id, OverrideTest = true }, cancellationToken: Ct);
        Assert.Equal(one.Id, (await NextAsync(ofOne)).Id);
        using var live = client.Agents.WatchAgents(new() { LiveOnly = true }, cancellationToken: Ct);
        Assert.Empty(await PresentAsync(live));
    }

    [Fact]
    public async Task Nothing_of_another_tenant_is_shown()
    {
        var (mine, theirs) = (await ClientAsync(), await ClientAsync());
        using var call = mine.Agents.WatchAgents(new(), cancellationToken: Ct);
        await PresentAsync(call);
        var foreign = await theirs.NewAgentAsync(Ct);
        var own = await mine.NewAgentAsync(Ct);
        Assert.Equal(own.Id, (await NextAsync(call)).Id);
        var token = call.ResponseStream.Current.ResumeToken;
        await Refused.ByAsync("RESUME_TOKEN_INVALID", () => FirstAsync(theirs, new() { ResumeToken = token }));
        await Refused.ByAsync("RESOURCE_NOT_FOUND", () => FirstAsync(mine, new() { AgentId = foreign.Id }));
    }

    private static (string, AgentStatus, int) Shown(Agent agent) => (agent.Id, agent.Status, agent.Version);

    private static async Task FirstAsync(TestClient client, WatchAgentsRequest request)
    {
        using var call = client.Agents.WatchAgents(request, cancellationToken: Ct);
        await call.ResponseStream.MoveNext(Ct);
    }

    private static async Task<IReadOnlyList<Agent>> PresentAsync(AsyncServerStreamingCall<WatchAgentsResponse> call)
    {
        var shown = new List<Agent>();
        while (await call.ResponseStream.MoveNext(Ct) && call.ResponseStream.Current.ReplayComplete is null)
        {
            shown.Add(call.ResponseStream.Current.Agent);
        }

        return shown;
    }

    private static Task<Agent> NextAsync(AsyncServerStreamingCall<WatchAgentsResponse> call) => UntilAsync(call, _ => true);

    private static async Task<Agent> UntilAsync(AsyncServerStreamingCall<WatchAgentsResponse> call, Func<Agent, bool> wanted)
    {
        while (await call.ResponseStream.MoveNext(Ct))
        {
            if (call.ResponseStream.Current.Agent is { } agent && wanted(agent))
            {
                return agent;
            }
        }

        Assert.Fail("the feed ended");
        return new();
    }
}

public sealed class SqliteAgentFeedTests(SqliteServer server) : AgentFeedTests(server);

public sealed class PostgresAgentFeedTests(PostgresServer server) : AgentFeedTests(server);

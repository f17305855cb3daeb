using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Files;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Streams;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>Moves an agent through its life; schedules follow in the same transaction.</summary>
internal sealed class AgentLife(
    ForgeStore store, AgentContents contents, AgentPublishing publishing, DraftLog log, AgentNeighbours neighbours, TimeProvider clock)
{
    /// <summary>How long a deleted agent can be brought back.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Switches on. An open draft that is ready is published first; nothing happens unless everything is in place.</summary>
    public async Task<Agent> ActivateAsync(Caller caller, ActivateAgentRequest request, CancellationToken cancellationToken)
    {
        var published = await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var agent = await db.PresentAgentAsync(request.AgentId, ct);
            agent.DemandEtag(request.Etag);
            if (Step(agent, AgentMove.Activate) == agent.Status)
            {
                return null;
            }

            if (agent.PauseReason == PauseReason.Policy)
            {
                CallerInterceptor.Demand(caller, "members.manage");
            }

            var happened = await PrepareAsync(db, agent, caller, request.OverrideTest, ct);
            await MoveAsync(db, agent, AgentStatus.Active, PauseReason.Unspecified, ct);
            return happened;
        }, cancellationToken);
        if (published is { } told)
        {
            log.Tell(caller.TenantId, told);
            await publishing.MaterialiseAsync(caller.TenantId, request.AgentId, cancellationToken);
        }

        return await ShowAsync(caller, request.AgentId, cancellationToken);
    }

    public async Task<Agent> PauseAsync(Caller caller, PauseAgentRequest request, CancellationToken cancellationToken)
    {
        await ChangeAsync(caller, request.AgentId, request.Etag, AgentMove.Pause, (_, _) => { }, cancellationToken);
        if (request.CancelRunning)
        {
            await neighbours.CancelRunsAsync(caller.TenantId, request.AgentId, cancellationToken);
        }

        return await ShowAsync(caller, request.AgentId, cancellationToken);
    }

    public async Task<Agent> ArchiveAsync(Caller caller, ArchiveAgentRequest request, CancellationToken cancellationToken)
    {
        await ChangeAsync(caller, request.AgentId, request.Etag, AgentMove.Archive, DemandOwn, cancellationToken);
        return await ShowAsync(caller, request.AgentId, cancellationToken);
    }

    public async Task<Agent> UnarchiveAsync(Caller caller, UnarchiveAgentRequest request, CancellationToken cancellationToken)
    {
        await ChangeAsync(
            caller, request.AgentId, request.Etag, AgentMove.Unarchive, (who, _) => CallerInterceptor.Demand(who, "agents.archive"), cancellationToken);
        return await ShowAsync(caller, request.AgentId, cancellationToken);
    }

    /// <summary>Marks it deleted, stops its schedules and cancels what runs. Deleting twice is the same as once.</summary>
    public async Task<Agent> DeleteAsync(Caller caller, DeleteAgentRequest request, CancellationToken cancellationToken)
    {
        await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var agent = await db.FindAgentAsync(request.AgentId, ct);
            DemandOwn(caller, agent);
            if (agent.DeletedAt is not null)
            {
                return agent;
            }

            agent.DemandEtag(request.Etag);
            agent.DeletedAt = clock.GetUtcNow();
            agent.PurgeAt = agent.DeletedAt + Kept;
            await MoveAsync(db, agent, agent.Status == AgentStatus.Active ? AgentStatus.Paused : agent.Status, PauseReason.User, ct);
            return agent;
        }, cancellationToken);
        await neighbours.CancelRunsAsync(caller.TenantId, request.AgentId, cancellationToken);
        return await ShowAsync(caller, request.AgentId, cancellationToken);
    }

    public async Task<Agent> UndeleteAsync(Caller caller, UndeleteAgentRequest request, CancellationToken cancellationToken)
    {
        await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var agent = await db.FindAgentAsync(request.AgentId, ct);
            DemandOwn(caller, agent);
            if (agent.DeletedAt is null)
            {
                return agent;
            }

            if (agent.PurgeAt <= clock.GetUtcNow())
            {
                throw DomainException.Status("AGENT_PURGED", "This agent was deleted more than 30 days ago and is gone for good.").With("resource", "agent").With("id", agent.Id);
            }

            agent.DemandEtag(request.Etag);
            agent.DeletedAt = agent.PurgeAt = null;
            await MoveAsync(db, agent, agent.Status, agent.PauseReason, ct);
            return agent;
        }, cancellationToken);
        return await ShowAsync(caller, request.AgentId, cancellationToken);
    }

    private Task<AgentRow> ChangeAsync(
        Caller caller, string agentId, string etag, AgentMove move, Action<Caller, AgentRow> demand, CancellationToken cancellationToken)
        => store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var agent = await db.PresentAgentAsync(agentId, ct);
            demand(caller, agent);
            agent.DemandEtag(etag);
            var to = Step(agent, move);
            if (to != agent.Status)
            {
                await MoveAsync(db, agent, to, PauseReason.User, ct);
            }

            return agent;
        }, cancellationToken);

    private async Task MoveAsync(ForgeDb db, AgentRow agent, AgentStatus to, PauseReason reason, CancellationToken cancellationToken)
    {
        agent.Status = to;
        agent.PauseReason = to == AgentStatus.Paused ? reason : PauseReason.Unspecified;
        agent.Touch(clock.GetUtcNow());
        await neighbours.ChangedAsync(db, agent, cancellationToken);
    }

    /// <summary>Makes sure that what would run is sound and tested; publishes the draft when that is what would run.</summary>
    private async Task<Happened<DraftEvent>?> PrepareAsync(ForgeDb db, AgentRow agent, Caller caller, bool overrideTest, CancellationToken cancellationToken)
    {
        var draft = await db.Drafts.FirstOrDefaultAsync(row => row.AgentId == agent.Id && row.Open, cancellationToken);
        if (draft is not null)
        {
            var content = Agent.Parser.ParseFrom(draft.Content);
            var own = SkillManifest.Read(draft.Manifest);
            var files = await AgentContents.ResolveAsync(db, content, own, cancellationToken);
            var check = await contents.CheckAsync(db.TenantId, content, files, draft.TestExecutionId.Length > 0, cancellationToken);
            if (check.Publishable || agent.Version == 0)
            {
                check.DemandReady(agent.Id);
                DemandTest(check, agent, overrideTest);
                var origin = draft.ConversationId.Length > 0 ? VersionOrigin.Conversation : VersionOrigin.Api;
                var wish = new NewVersion(content, own, origin) { ConversationId = draft.ConversationId };
                var (version, happened) = await publishing.PublishDraftAsync(db, agent, draft, wish, caller, cancellationToken);
                version.TestOverridden = version.TestExecutionId.Length == 0;
                return happened;
            }
        }

        if (agent.Version == 0)
        {
            throw DomainException.Status("AGENT_NOT_READY", "This agent has nothing to run yet. Give it a skill and publish it.")
                .With("resource", "agent").With("id", agent.Id).With("missing", AgentReadiness.HasSkills);
        }

        var row = await db.AgentVersions.FirstAsync(version => version.AgentId == agent.Id && version.Version == agent.Version, cancellationToken);
        var found = await contents.CheckAsync(db.TenantId, row, cancellationToken);
        found.DemandReady(agent.Id);
        DemandTest(found, agent, overrideTest);
        row.TestOverridden |= row.TestExecutionId.Length == 0;
        return null;
    }

    private static void DemandTest(AgentCheck check, AgentRow agent, bool overrideTest)
    {
        if (!check.Ready && !overrideTest)
        {
            throw DomainException.Status("TEST_REQUIRED", "This agent was not tested as it is now. Run a dry run first, or activate it without one on purpose.")
                .With("resource", "agent").With("id", agent.Id);
        }
    }

    private static AgentStatus Step(AgentRow agent, AgentMove move)
    {
        var step = AgentStates.Decide(agent.Status, move, agent.Version > 0);
        return step.Refusal is null
            ? step.To
            : throw DomainException.Status(step.Refusal, step.Refusal == "AGENT_ARCHIVED"
                ? "This agent is archived. Take it out of the archive first."
                : $"An agent that is {agent.Status.ToString().ToLowerInvariant()} cannot do this.").With("resource", "agent").With("id", agent.Id);
    }

    private static void DemandOwn(Caller caller, AgentRow agent)
    {
        if (agent.OwnerId != caller.Id)
        {
            CallerInterceptor.Demand(caller, "agents.archive");
        }
    }

    private async Task<Agent> ShowAsync(Caller caller, string agentId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(caller.TenantId);
        return (await db.ShowAsync([await db.FindAgentAsync(agentId, cancellationToken)], cancellationToken))[0];
    }
}

using OmniForge.Agents.Building;
using OmniForge.Agents.Building.Events;
using OmniForge.Server.Agents;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tenancy;

namespace OmniForge.Server.Conversations.Editing;

/// <summary>Carries out what is wished about an agent that exists: versions, settings, its end.</summary>
internal sealed class EditWork(
    AgentDirectory directory, AgentLife life, AgentVersions versions, StoredAgents agents, ProposalWork proposals, TriggerWork triggers,
    NextTimes times)
{
    /// <summary>Null when the command is not one of these.</summary>
    public async Task<CommandOutcome?> DoAsync(Caller caller, ConversationRow row, BuilderState state, BuilderCommand command, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case RestoreVersion restore:
                return await RestoreAsync(caller, row, state, restore.Version, cancellationToken);
            case DeleteAgent:
                DemandArchive(caller);
                await life.DeleteAsync(caller, new() { AgentId = row.AgentId }, cancellationToken);
                row.AgentId = "";
                return new AgentDeleted();
            case ArchiveAgent:
                DemandArchive(caller);
                await life.ArchiveAsync(caller, new() { AgentId = row.AgentId }, cancellationToken);
                row.AgentId = "";
                return new AgentArchived();
            case UnarchiveAgent:
                DemandArchive(caller);
                await life.UnarchiveAsync(caller, new() { AgentId = row.AgentId }, cancellationToken);
                return new AgentUnarchived();
            case AcceptProposal { Mode: AcceptMode.Settings } when state.Proposal is { } proposal:
                CallerInterceptor.Demand(caller, "agents.write");
                await proposals.SettleAsync(caller, row.AgentId, proposal, cancellationToken);
                return new SettingsSaved(await times.OfAsync(caller, row.AgentId, cancellationToken));
            default:
                return null;
        }
    }

    /// <summary>What the agent is now, when that is not what the open proposal was made for.</summary>
    public async Task<AgentChanged?> ChangedAsync(Caller caller, ConversationRow row, BuilderState state, CancellationToken cancellationToken)
    {
        if (row.AgentId.Length == 0 || state.Standing == AgentStanding.None || state.History is not [.., var last])
        {
            return null;
        }

        var now = await agents.ReadAsync(caller.TenantId, row.AgentId, cancellationToken);
        return now.Versions[^1].Version == last.Version && now.Outside == state.Outside ? null : new(now);
    }

    private async Task<CommandOutcome> RestoreAsync(Caller caller, ConversationRow row, BuilderState state, int version, CancellationToken cancellationToken)
    {
        CallerInterceptor.Demand(caller, "agents.operate");
        if (state.Outside == OutsideEdit.Draft)
        {
            throw DomainException.Status("DRAFT_EXISTS", "Somebody has changed its steps in an editor and not published them yet. Publish or discard that first.")
                .With("resource", "agent").With("id", row.AgentId);
        }

        var published = (await versions.RollbackAsync(caller, new() { AgentId = row.AgentId, Version = version }, cancellationToken)).AgentVersion.Version;
        if (state.History.FirstOrDefault(one => one.Version == version) is { Foreign: false } earlier)
        {
            await SettleAsync(caller, row.AgentId, earlier.Wish, cancellationToken);
        }

        var now = await agents.ReadAsync(caller.TenantId, row.AgentId, cancellationToken);
        return new VersionRestored(published, version, now, await times.OfAsync(caller, row.AgentId, cancellationToken));
    }

    /// <summary>Name, times and events, which no version holds, as the wish had them.</summary>
    public async Task SettleAsync(Caller caller, string agentId, Wish wish, CancellationToken cancellationToken)
    {
        if (wish.When is { } when)
        {
            await proposals.ScheduleAsync(caller, agentId, when.Rules, cancellationToken);
            await triggers.FollowAsync(caller, agentId, EventPlan.Of(wish), cancellationToken);
        }

        if (wish.Name is { Length: > 0 } name && (await directory.GetAsync(caller.TenantId, agentId, cancellationToken)).Name != name)
        {
            await proposals.RenameAsync(caller, agentId, name, cancellationToken);
        }
    }

    /// <summary>Who may archive only agents of their own is told so where the owner is known.</summary>
    private static void DemandArchive(Caller caller)
    {
        if (!caller.May("agents.archive_own"))
        {
            CallerInterceptor.Demand(caller, "agents.archive");
        }
    }
}

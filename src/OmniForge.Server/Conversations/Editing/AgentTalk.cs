using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Building;
using OmniForge.Agents.Building.Editing;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;

namespace OmniForge.Server.Conversations.Editing;

/// <summary>Before a message is read: which agent it is about, and whether that agent is still as the conversation knows it.</summary>
internal sealed class AgentTalk(ForgeStore store, StoredAgents agents, WorldReader worlds)
{
    /// <summary>The state and world in which the message is to be read, the message without the agent's name, and an answer when there is nothing to read.</summary>
    public async Task<TurnScene> BeginAsync(Caller caller, ConversationRow row, string turnId, BuilderState state, string text, CancellationToken cancellationToken)
    {
        state = state with { AgentId = row.AgentId.Length > 0 ? row.AgentId : null };
        var world = await WorldAsync(caller, row, cancellationToken);
        state = await FreshAsync(row, state, world, cancellationToken);
        row.AgentId = state.AgentId ?? "";
        var mention = AgentFinder.Find(text, state, world);
        if (mention.One is { } agent)
        {
            var opened = await agents.ReadAsync(caller.TenantId, agent.Id, cancellationToken);
            row.AgentId = agent.Id;
            world = await WorldAsync(caller, row, cancellationToken);
            state = AgentOpening.Open(state, opened, world);
            row.Requirements = ConversationMapping.Apply("{}", turnId, AgentOpening.Points(state, world));
        }

        return new(state, world, mention.Words, Mentions.Answer(state, mention, world));
    }

    public async Task<BuilderWorld> WorldAsync(Caller caller, ConversationRow row, CancellationToken cancellationToken)
        => (await worlds.ReadAsync(row, caller.Id, cancellationToken)) with { Person = caller.DisplayName };

    /// <summary>The state as it has to be after what happened to the agent by other ways.</summary>
    private async Task<BuilderState> FreshAsync(ConversationRow row, BuilderState state, BuilderWorld world, CancellationToken cancellationToken)
    {
        if (state.AgentId is null || state.Standing == AgentStanding.None)
        {
            return state;
        }

        await using var db = store.Open(row.TenantId);
        var now = await db.Agents.AsNoTracking().Where(agent => agent.Id == row.AgentId && agent.DeletedAt == null)
            .Select(agent => new { agent.Version, agent.Status }).FirstOrDefaultAsync(cancellationToken);
        if (now is null)
        {
            return new() { Phase = Phase.Idle, Zone = state.Zone, OfflineSaid = state.OfflineSaid, Lead = "The agent we talked about was deleted meanwhile." };
        }

        return state.History is [.., var last] && last.Version == now.Version && StoredAgents.StandingOf(now.Status) == state.Standing
            ? state
            : AgentOpening.Refresh(state, await agents.ReadAsync(row.TenantId, row.AgentId, cancellationToken), world);
    }
}

/// <summary>What a message is read in.</summary>
/// <param name="Words">The message without the name of the agent that it is about.</param>
/// <param name="Answer">Null when the message has to be read.</param>
internal sealed record TurnScene(BuilderState State, BuilderWorld World, string Words, BuilderTurn? Answer);

using Google.Protobuf.WellKnownTypes;
using OmniForge.Agents.Building;
using OmniForge.Server.Agents;
using OmniForge.Server.Hosting;
using OmniForge.Server.Schedules;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;
using Rule = OmniForge.Agents.Scheduling.ScheduleRule;

namespace OmniForge.Server.Conversations;

/// <summary>Applies an accepted proposal: agent, skills and schedule. Doing it twice gives the same agent as doing it once.</summary>
internal sealed class ProposalWork(
    ForgeStore store, AgentDirectory agents, AgentDrafts drafts, ScheduleDirectory schedules, TriggerWork triggers)
{
    /// <summary>Puts the proposal into the agent's draft, making the agent when there is none. Gives the agent's id.</summary>
    public async Task<string> ToDraftAsync(Caller caller, ConversationRow row, string turnId, ProposalDraft proposal, CancellationToken cancellationToken)
    {
        var fields = proposal.Changes.OfType<UpdateAgent>().LastOrDefault() is { } update ? ProposalMapping.Fields(update) : null;
        var agentId = row.AgentId;
        if (agentId.Length == 0)
        {
            agentId = await CreateAsync(caller, row, turnId, fields ?? new Agent { Name = proposal.Title }, cancellationToken);
        }

        var edit = new EditDraftRequest { AgentId = agentId, BaseEtag = await EtagAsync(caller, agentId, cancellationToken) };
        edit.FileEdits.AddRange(proposal.Changes.Select(EditOf).OfType<FileEdit>());
        if (fields is not null)
        {
            edit.Agent = fields;
            edit.UpdateMask = FieldMask.FromStringEnumerable<Agent>(["skills", "granted_tools", "connections"]);
        }

        await drafts.EditAsync(caller, edit, EditOrigin.Builder, cancellationToken);
        return agentId;
    }

    /// <summary>Name, description and schedule, which are not part of a draft.</summary>
    public async Task SettleAsync(Caller caller, string agentId, ProposalDraft proposal, CancellationToken cancellationToken)
    {
        var agent = await agents.GetAsync(caller.TenantId, agentId, cancellationToken);
        if (proposal.Changes.OfType<UpdateAgent>().LastOrDefault() is { } update && (update.Name != agent.Name || update.Description != agent.Description))
        {
            await agents.UpdateAsync(
                caller,
                new UpdateAgentRequest
                {
                    Agent = new() { Id = agentId, Name = update.Name, Description = update.Description },
                    UpdateMask = FieldMask.FromStringEnumerable<Agent>(["name", "description"]),
                },
                cancellationToken);
        }

        if (proposal.Changes.OfType<RenameAgent>().LastOrDefault() is { } rename && rename.Name != agent.Name)
        {
            await RenameAsync(caller, agentId, rename.Name, cancellationToken);
        }

        if (proposal.Changes.OfType<UpsertSchedule>().LastOrDefault() is { } upsert)
        {
            await ScheduleAsync(caller, agentId, upsert.Rules, cancellationToken);
        }
        else if (proposal.Changes.OfType<RemoveSchedule>().Any())
        {
            await ScheduleAsync(caller, agentId, [], cancellationToken);
        }

        if (proposal.Changes.Any(change => change is UpsertTrigger or RemoveTrigger))
        {
            await triggers.FollowAsync(caller, agentId, proposal.Changes.OfType<UpsertTrigger>().LastOrDefault()?.Plan, cancellationToken);
        }
    }

    public async Task ScheduleAsync(
        Caller caller, string agentId, IReadOnlyList<Rule> rules, CancellationToken cancellationToken)
    {
        var agent = await agents.GetAsync(caller.TenantId, agentId, cancellationToken);
        await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            await schedules.ReplaceAsync(db, caller, agent, rules, ct);
            return true;
        }, cancellationToken);
    }

    public Task RenameAsync(Caller caller, string agentId, string name, CancellationToken cancellationToken)
        => agents.UpdateAsync(
            caller,
            new UpdateAgentRequest { Agent = new() { Id = agentId, Name = name }, UpdateMask = FieldMask.FromStringEnumerable<Agent>(["name"]) },
            cancellationToken);

    private async Task<string> CreateAsync(Caller caller, ConversationRow row, string turnId, Agent fields, CancellationToken cancellationToken)
    {
        // The id follows from the turn, so that a crash between making the agent and noting it makes no second one.
        var id = AgentNames.IdOf(fields.Name, Ids.From(row.TenantId, row.Id, turnId));
        try
        {
            await agents.GetAsync(caller.TenantId, id, cancellationToken);
        }
        catch (DomainException missing) when (missing.Refusal == Refusal.NotFound)
        {
            await agents.CreateAsync(
                caller, new() { AgentId = id, Agent = new() { Name = fields.Name, Description = fields.Description } }, cancellationToken);
        }

        return id;
    }

    private async Task<string> EtagAsync(Caller caller, string agentId, CancellationToken cancellationToken)
        => (await agents.ShowAsync(caller, agentId, cancellationToken)).HasDraft
            ? (await drafts.ShowAsync(caller, agentId, cancellationToken)).Etag
            : "";

    private static FileEdit? EditOf(ChangeDraft change) => change switch
    {
        CreateSkill create => new() { Path = $"{create.Name}/SKILL.md", Content = Google.Protobuf.ByteString.CopyFromUtf8(create.Text) },
        EditSkill edit => new() { Path = $"{edit.Name}/SKILL.md", Content = Google.Protobuf.ByteString.CopyFromUtf8(edit.Text) },
        DeleteSkill delete => new() { Path = $"{delete.Name}/SKILL.md", Deleted = true },
        _ => null,
    };
}

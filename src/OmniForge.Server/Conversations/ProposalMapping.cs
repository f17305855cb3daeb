using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Agents.Building;
using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Conversations;

/// <summary>A drafted proposal in the words of the contract.</summary>
internal static class ProposalMapping
{
    public static Proposal ToProto(this ProposalDraft draft, ConversationRow row, DateTimeOffset now)
    {
        var proposal = new Proposal
        {
            Id = Ids.New(),
            ConversationId = row.Id,
            AgentId = row.AgentId,
            Status = ProposalStatus.Open,
            Title = draft.Title,
            Rationale = draft.Rationale,
            CreatedAt = Timestamp.FromDateTimeOffset(now),
        };
        foreach (var change in draft.Changes.SelectMany(ToProto))
        {
            change.Id = $"{proposal.Changes.Count + 1}";
            proposal.Changes.Add(change);
        }

        return proposal;
    }

    private static IEnumerable<ProposedChange> ToProto(ChangeDraft change)
    {
        switch (change)
        {
            case CreateSkill create:
                var files = new SkillFiles();
                files.Files.Add(File(create.Name, create.Text));
                yield return new() { Summary = change.Summary, Preview = create.Text, CreateSkill = files };
                break;
            case EditSkill edit:
                yield return new()
                {
                    Summary = change.Summary,
                    Preview = edit.Text,
                    EditSkill = new() { Path = $"{edit.Name}/SKILL.md", Content = ByteString.CopyFromUtf8(edit.Text) },
                };
                break;
            case DeleteSkill delete:
                yield return new() { Summary = change.Summary, DeleteSkill = delete.Name };
                break;
            case UpdateAgent update:
                yield return new() { Summary = change.Summary, UpdateAgent = new() { Agent = Fields(update) } };
                break;
            case RenameAgent rename:
                yield return new() { Summary = change.Summary, UpdateAgent = new() { Agent = new() { Name = rename.Name }, UpdateMask = FieldMask.FromStringEnumerable<Agent>(["name"]) } };
                break;
            case UpsertSchedule upsert:
                foreach (var rule in upsert.Rules)
                {
                    yield return new() { Summary = change.Summary, UpsertSchedule = new() { Cron = rule.Cron, TimeZone = rule.TimeZone } };
                }

                break;
            case UpsertTrigger or RemoveTrigger:
                yield return new() { Summary = change.Summary };
                break;
            case RemoveSchedule:
                yield return new() { Summary = change.Summary, RemoveSchedule = "*" };
                break;
        }
    }

    public static Agent Fields(UpdateAgent update)
    {
        var agent = new Agent { Name = update.Name, Description = update.Description };
        agent.GrantedTools.AddRange(update.GrantedTools);
        agent.Connections.AddRange(update.Accounts.Select(account => new ConnectionBinding { Integration = account.Integration, ConnectionId = account.Connection }));
        agent.Skills.AddRange(update.Steps.Count > 0 ? update.Steps.Select(Used)
            : update.Skills.Select((name, index) => new SkillRef { Name = name, Key = name, Order = index + 1, Source = SkillSource.Custom }));
        return agent;
    }

    private static SkillRef Used(SkillUse use)
    {
        var skill = new SkillRef { Name = use.Name, Key = use.Key, Order = use.Order, Condition = use.Condition, Source = SkillSource.Custom };
        foreach (var input in use.Inputs)
        {
            skill.Inputs[input.Field] = input.Path;
        }

        return skill;
    }

    public static SkillFile File(string skill, string text)
        => new() { Path = $"{skill}/SKILL.md", Content = ByteString.CopyFromUtf8(text), MediaType = "text/markdown" };
}

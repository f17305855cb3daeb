using System.Text.Json.Serialization;
using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Building;

/// <summary>A change of the agent that the person accepts or rejects as a whole.</summary>
public sealed record ProposalDraft(string Title, string Rationale, IReadOnlyList<ChangeDraft> Changes);

/// <summary>One change of a proposal, with one plain line for the person.</summary>
[JsonDerivedType(typeof(CreateSkill), "create_skill")]
[JsonDerivedType(typeof(EditSkill), "edit_skill")]
[JsonDerivedType(typeof(DeleteSkill), "delete_skill")]
[JsonDerivedType(typeof(UpdateAgent), "update_agent")]
[JsonDerivedType(typeof(UpsertSchedule), "upsert_schedule")]
[JsonDerivedType(typeof(RemoveSchedule), "remove_schedule")]
public abstract record ChangeDraft(string Summary);

/// <summary>A new SKILL.md. <paramref name="Text"/> is the whole file.</summary>
public sealed record CreateSkill(string Name, string Text, string Summary) : ChangeDraft(Summary);

/// <summary>A whole new text of a skill the agent has.</summary>
public sealed record EditSkill(string Name, string Text, string Summary) : ChangeDraft(Summary);

public sealed record DeleteSkill(string Name, string Summary) : ChangeDraft(Summary);

/// <summary>The agent's own fields; <paramref name="Skills"/> in order, <paramref name="GrantedTools"/> whole.</summary>
public sealed record UpdateAgent(
    string Name, string Description, IReadOnlyList<string> Skills, IReadOnlyList<string> GrantedTools, string Summary)
        : ChangeDraft(Summary)
{
    /// <summary>The accounts the agent acts through, whole.</summary>
    public IReadOnlyList<AccountBinding> Accounts { get; init; } = [];
}

/// <summary>An agent uses this connection for that integration.</summary>
public sealed record AccountBinding(string Integration, string Connection);

/// <summary>The rules that take the place of all schedules the agent has.</summary>
public sealed record UpsertSchedule(IReadOnlyList<ScheduleRule> Rules, string Summary) : ChangeDraft(Summary);

/// <summary>The agent runs only when asked.</summary>
public sealed record RemoveSchedule(string Summary) : ChangeDraft(Summary);

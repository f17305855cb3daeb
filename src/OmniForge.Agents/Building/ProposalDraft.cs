using System.Text.Json.Serialization;
using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Building;

/// <summary>A change of the agent that the person accepts or rejects as a whole.</summary>
public sealed record ProposalDraft(string Title, string Rationale, IReadOnlyList<ChangeDraft> Changes)
{
    /// <summary>What changes, in one line for the history of versions; null = the title says it.</summary>
    public string? What { get; init; }
}

/// <summary>One change of a proposal, with one plain line for the person.</summary>
[JsonDerivedType(typeof(CreateSkill), "create_skill")]
[JsonDerivedType(typeof(EditSkill), "edit_skill")]
[JsonDerivedType(typeof(DeleteSkill), "delete_skill")]
[JsonDerivedType(typeof(UpdateAgent), "update_agent")]
[JsonDerivedType(typeof(RenameAgent), "rename_agent")]
[JsonDerivedType(typeof(UpsertSchedule), "upsert_schedule")]
[JsonDerivedType(typeof(RemoveSchedule), "remove_schedule")]
[JsonDerivedType(typeof(UpsertTrigger), "upsert_trigger")]
[JsonDerivedType(typeof(RemoveTrigger), "remove_trigger")]
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

    /// <summary>How the skills follow one another; empty = one after the other.</summary>
    public IReadOnlyList<SkillUse> Steps { get; init; } = [];
}

/// <summary>How an agent uses one of its skills.</summary>
/// <param name="Key">Names it in conditions and inputs of later ones.</param>
/// <param name="Order">From 1; equal orders run side by side.</param>
/// <param name="Condition">Over `steps.key`; empty = always.</param>
public sealed record SkillUse(string Name, string Key, int Order, string Condition)
{
    /// <summary>Fields of its input with the paths they come from; empty = all that the order before gave.</summary>
    public IReadOnlyList<SkillInput> Inputs { get; init; } = [];
}

/// <summary>For instance `text` from `steps.files.output.text`.</summary>
public sealed record SkillInput(string Field, string Path);

/// <summary>A new name and nothing else.</summary>
public sealed record RenameAgent(string Name, string Summary) : ChangeDraft(Summary);

/// <summary>An agent uses this connection for that integration.</summary>
public sealed record AccountBinding(string Integration, string Connection);

/// <summary>The rules that take the place of all schedules the agent has.</summary>
public sealed record UpsertSchedule(IReadOnlyList<ScheduleRule> Rules, string Summary) : ChangeDraft(Summary);

/// <summary>The agent runs only when asked.</summary>
public sealed record RemoveSchedule(string Summary) : ChangeDraft(Summary);

/// <summary>What starts the agent from now on, in place of whatever this talk had it wait for before.</summary>
public sealed record UpsertTrigger(Events.EventPlan Plan, string Summary) : ChangeDraft(Summary);

/// <summary>Nothing that happens elsewhere starts the agent any more.</summary>
public sealed record RemoveTrigger(string Summary) : ChangeDraft(Summary);

using OmniForge.Agents.Scheduling;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building;

/// <summary>An agent as stored, with what a conversation needs to go on with it.</summary>
/// <param name="Versions">Oldest first, the present one last; one of number 0 for an agent that was never on.</param>
public sealed record OpenedAgent(string Id, string Name, AgentStanding Standing, IReadOnlyList<SavedVersion> Versions)
{
    /// <summary>Name of its first skill when a conversation wrote it.</summary>
    public string? SkillName { get; init; }

    /// <summary>Names of all its skills; empty = only the first.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>The tables of accounts that its wish reads, as they were last looked at.</summary>
    public IReadOnlyList<TableProfile> Tables { get; init; } = [];

    /// <summary>When it runs by itself now; empty = only when asked.</summary>
    public IReadOnlyList<ScheduleRule> Rules { get; init; } = [];
    public TestStanding Test { get; init; }
    public OutsideEdit Outside { get; init; }

    /// <summary>One line about what it is for, as stored.</summary>
    public string Description { get; init; } = "";
}

/// <summary>What was written by other hands than a conversation's, so that no stored wish says what it does.</summary>
public enum OutsideEdit
{
    None,

    /// <summary>The version that runs.</summary>
    Version,

    /// <summary>Work that is not published yet.</summary>
    Draft,
}

namespace OmniForge.Agents.Running;

/// <summary>One version of an agent, ready to run: its skills as text with pinned digests, and its limits.</summary>
/// <remarks>What is read from a plan is remembered with it, so use the same object for every run of a version.</remarks>
public sealed record AgentPlan
{
    public required string AgentId { get; init; }
    public required string Name { get; init; }

    /// <summary>Ascending by <see cref="PlannedSkill.Order"/>.</summary>
    public required IReadOnlyList<PlannedSkill> Skills { get; init; }

    /// <summary>Skills that others call with the tool Skill, or that take over when one fails.</summary>
    public IReadOnlyList<LibrarySkill> Library { get; init; } = [];

    /// <summary>Tool patterns: the most any skill of this agent may use.</summary>
    public required IReadOnlyList<string> GrantedTools { get; init; }

    public RunLimits Limits { get; init; } = new();

    /// <summary>Model id; null = the host's default.</summary>
    public string? Model { get; init; }
}

/// <summary>Bounds of one execution.</summary>
public sealed record RunLimits
{
    /// <summary>Default 15 minutes, at most 24 hours.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Default 5 minutes.</summary>
    public TimeSpan StepTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest time an execution waits for people. Default 24 hours, at most 30 days.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Model turns of one step. Default 15, 1–100.</summary>
    public int MaxIterations { get; init; } = 15;

    /// <summary>Steps of one order at work at the same time. Default and most 8.</summary>
    public int MaxParallel { get; init; } = 8;

    /// <summary>Tool calls of one execution. Default 100.</summary>
    public int MaxToolCalls { get; init; } = 100;

    /// <summary>Writing calls of one execution. Default 25.</summary>
    public int MaxWrites { get; init; } = 25;

    /// <summary>Model tokens of one execution. Default 200,000.</summary>
    public long MaxTokens { get; init; } = 200_000;

    /// <summary>Millionths of a US dollar one execution may cost; 0 = no limit. Needs <see cref="RunRequest.Price"/>.</summary>
    public long MaxCostMicros { get; init; }
}

public enum RunMode
{
    Live,

    /// <summary>Writes are predicted, never made.</summary>
    DryRun,

    /// <summary>Real calls that are not counted in the agent's totals.</summary>
    Test,

    /// <summary>Model and tools are answered by <see cref="RunRequest.Recording"/> alone.</summary>
    Replay,
}

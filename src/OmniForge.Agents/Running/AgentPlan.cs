using System.Text.Json.Nodes;

namespace OmniForge.Agents.Running;

/// <summary>One version of an agent, ready to run: its skills as text with pinned digests, and its limits.</summary>
public sealed record AgentPlan
{
    public required string AgentId { get; init; }
    public required string Name { get; init; }

    /// <summary>Ascending by <see cref="PlannedSkill.Order"/>.</summary>
    public required IReadOnlyList<PlannedSkill> Skills { get; init; }

    /// <summary>Tool patterns: the most any skill of this agent may use.</summary>
    public required IReadOnlyList<string> GrantedTools { get; init; }

    public RunLimits Limits { get; init; } = new();

    /// <summary>Model id; null = the host's default.</summary>
    public string? Model { get; init; }
}

/// <summary>One skill of a plan, which becomes one step.</summary>
public sealed record PlannedSkill
{
    /// <summary>Unique in the agent; the name later steps refer to.</summary>
    public required string Key { get; init; }
    public required string Name { get; init; }

    /// <summary>1–32; the next number starts when the one before is done.</summary>
    public required int Order { get; init; }

    /// <summary>The SKILL.md text, whole.</summary>
    public required string Text { get; init; }

    /// <summary>Lower-case hex SHA-256 of the skill folder.</summary>
    public required string Digest { get; init; }

    /// <summary>Settings the agent gives this skill; `$name` in the body.</summary>
    public JsonObject? Config { get; init; }
    public StepErrorStrategy ErrorStrategy { get; init; } = StepErrorStrategy.Stop;
    public StepRetry Retry { get; init; } = new();

    /// <summary>Longest run of one attempt; null = <see cref="RunLimits.StepTimeout"/>.</summary>
    public TimeSpan? Timeout { get; init; }
}

public enum StepErrorStrategy
{
    Stop,
    Skip,
    Retry,
}

/// <summary>Growing pauses between attempts of one step.</summary>
public sealed record StepRetry
{
    /// <summary>Default 3, 0–10.</summary>
    public int MaxRetries { get; init; } = 3;
    public TimeSpan InitialBackoff { get; init; } = TimeSpan.FromSeconds(1);
    public double Multiplier { get; init; } = 2;
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>Bounds of one execution.</summary>
public sealed record RunLimits
{
    /// <summary>Default 15 minutes, at most 24 hours.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Default 5 minutes.</summary>
    public TimeSpan StepTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Model turns of one step. Default 15, 1–100.</summary>
    public int MaxIterations { get; init; } = 15;

    /// <summary>Tool calls of one execution. Default 100.</summary>
    public int MaxToolCalls { get; init; } = 100;

    /// <summary>Writing calls of one execution. Default 25.</summary>
    public int MaxWrites { get; init; } = 25;

    /// <summary>Model tokens of one execution. Default 200,000.</summary>
    public long MaxTokens { get; init; } = 200_000;
}

public enum RunMode
{
    Live,

    /// <summary>Writes are predicted, never made.</summary>
    DryRun,

    /// <summary>Real calls that are not counted in the agent's totals.</summary>
    Test,
}

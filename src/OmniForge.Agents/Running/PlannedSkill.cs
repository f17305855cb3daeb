using System.Text.Json;
using System.Text.Json.Nodes;

namespace OmniForge.Agents.Running;

/// <summary>One skill of a plan, which becomes one step.</summary>
public sealed record PlannedSkill
{
    /// <summary>Unique in the agent; the name later steps refer to.</summary>
    public required string Key { get; init; }
    public required string Name { get; init; }

    /// <summary>1–32; equal ones run at the same time, the next number starts when all of them are done.</summary>
    public required int Order { get; init; }

    /// <summary>The SKILL.md text, whole.</summary>
    public required string Text { get; init; }

    /// <summary>Lower-case hex SHA-256 of the skill folder.</summary>
    public required string Digest { get; init; }

    /// <summary>Settings the agent gives this skill; `$name` in the body.</summary>
    public JsonObject? Config { get; init; }

    /// <summary>A condition over `input` and `steps.key`; when it is not met the step is skipped. Null = always run.</summary>
    public string? Condition { get; init; }

    /// <summary>Field of the step's input → path such as `steps.fetch.output.rows`. Empty = the whole output of the order before.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <summary>JSON Schema the step's output must fit; null = any JSON object.</summary>
    public JsonElement? OutputSchema { get; init; }

    public StepErrorStrategy ErrorStrategy { get; init; } = StepErrorStrategy.Stop;

    /// <summary>Name of a skill in <see cref="AgentPlan.Library"/> that takes over when <see cref="StepErrorStrategy.Fallback"/> is chosen.</summary>
    public string? Fallback { get; init; }

    /// <summary>Retries before the strategy applies. Null = the default policy for RETRY, none for the other strategies.</summary>
    public StepRetry? Retry { get; init; }

    /// <summary>Longest run of one attempt; null = <see cref="RunLimits.StepTimeout"/>.</summary>
    public TimeSpan? Timeout { get; init; }
}

/// <summary>A skill that is no step of its own: another skill calls it, or it takes over when one fails.</summary>
public sealed record LibrarySkill
{
    public required string Name { get; init; }

    /// <summary>The SKILL.md text, whole.</summary>
    public required string Text { get; init; }

    /// <summary>Lower-case hex SHA-256 of the skill folder.</summary>
    public required string Digest { get; init; }
}

/// <summary>What a failed step leads to when no attempt is left.</summary>
public enum StepErrorStrategy
{
    Stop,
    Skip,
    Retry,

    /// <summary>Another skill does the step once, as one more attempt; when that fails too the run ends.</summary>
    Fallback,
}

/// <summary>Growing pauses between attempts of one step.</summary>
public sealed record StepRetry
{
    /// <summary>Default 3, 0–10.</summary>
    public int MaxRetries { get; init; } = 3;
    public TimeSpan InitialBackoff { get; init; } = TimeSpan.FromSeconds(1);
    public double Multiplier { get; init; } = 2;
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Reasons of failures that are never tried again, for instance MODEL_AUTH.</summary>
    public IReadOnlyList<string> NonRetryable { get; init; } = [];
}

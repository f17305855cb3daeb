using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Running;

/// <summary>One durable fact about a running execution. The host gives it its sequence number.</summary>
public abstract record RunEvent
{
    /// <summary>"1", "2" … the step it belongs to, "2/1" for a skill it calls; empty for the execution itself.</summary>
    public string StepPath { get; init; } = "";
}

public sealed record StepStarted(string Key, string Skill, string Digest, int Order, int Attempt, JsonObject Input) : RunEvent;

public sealed record StepRetryScheduled(DateTimeOffset At, RunFailure Cause) : RunEvent
{
    /// <summary>The attempt that failed, to be stored beside the later ones. Its usage counts all attempts so far.</summary>
    public StepRecord? Step { get; init; }
}

public sealed record StepFinished(StepRecord Step) : RunEvent;

public sealed record StepSkipped(StepRecord Step, string Reason) : RunEvent
{
    /// <summary>The condition that was not met; empty for the other reasons.</summary>
    public string Condition { get; init; } = "";
}

public sealed record MessageCompleted(string MessageId, string Role, string Text) : RunEvent;

public sealed record ToolRequested(string CallId, string Tool, ToolClass Class, JsonObject Arguments) : RunEvent
{
    /// <summary>The tool runs at the client that started the execution.</summary>
    public bool ClientHosted { get; init; }

    /// <summary>Model turn that asked for it, from 1.</summary>
    public int Turn { get; init; }
}

/// <summary>A person is asked; the step goes on once there is an answer.</summary>
public sealed record QuestionOpened(Waits.Question Question) : RunEvent;

/// <summary>The provider refused a call for now: the step waits, and the same call is made again then.</summary>
/// <param name="For">Whom it waits for, for instance `Notion`.</param>
/// <param name="Times">How often this call was put off, this time included.</param>
public sealed record ToolPostponed(string CallId, string Tool, string For, DateTimeOffset Until, int Times) : RunEvent;

public sealed record ToolFinished(
    string CallId, string Tool, JsonNode? Result, ToolError? Error, bool Mocked, TimeSpan Duration, bool Truncated) : RunEvent
{
    /// <summary>Arguments of the call. With them a resumed step goes on behind this call instead of asking for it again.</summary>
    public JsonObject? Arguments { get; init; }

    /// <summary>Attempt of the step that made the call; null = the one that is gone on with.</summary>
    public int? Attempt { get; init; }

    /// <summary>Where the result comes from.</summary>
    public ResultOrigin Origin { get; init; }
}

public sealed record ToolDenied(string CallId, string Tool, string Rule) : RunEvent
{
    /// <summary>What was asked for; null when it could not be read.</summary>
    public JsonObject? Arguments { get; init; }

    /// <summary>Model turn that asked for it, from 1.</summary>
    public int Turn { get; init; }
}

/// <summary>What a write of a dry run would have done.</summary>
public sealed record EffectPredicted(string Tool, ToolClass Class, string Target, string Summary, JsonObject Arguments) : RunEvent;

public sealed record ArtifactCreated(string Name, string MediaType, long Size, string Digest) : RunEvent;

/// <summary>Four fifths of a limit are used. Told once for each limit.</summary>
public sealed record BudgetWarned(string Scope, long Used, long Limit) : RunEvent;

public sealed record UsageRecorded(RunUsage Delta, RunUsage Total) : RunEvent
{
    /// <summary>Which wording of the prompt the model answered to; empty = no model was asked.</summary>
    public string Prompt { get; init; } = "";
}

/// <summary>Text on its way. Ephemeral: a later <see cref="MessageCompleted"/> repeats all of it.</summary>
public sealed record MessageDelta(string MessageId, long Offset, string Text) : RunEvent;

/// <summary>Where the result of a call comes from.</summary>
public enum ResultOrigin
{
    /// <summary>The tool was called.</summary>
    Real,

    /// <summary>Given with the wish to start.</summary>
    SampleData,

    /// <summary>An earlier execution got it.</summary>
    Recording,

    /// <summary>Made up, and marked as such, because the call would have changed something.</summary>
    Generated,
}

/// <summary>One step as it is stored.</summary>
public sealed record StepRecord
{
    public required string Path { get; init; }
    public required string Key { get; init; }
    public required string Skill { get; init; }
    public required string Digest { get; init; }
    public required int Order { get; init; }
    public required int Attempt { get; init; }
    public required StepOutcome Outcome { get; init; }
    public JsonObject? Input { get; init; }
    public JsonObject? Output { get; init; }

    /// <summary>SHA-256 of the output's bytes where they are kept apart because they are too many; null = <see cref="Output"/> is whole.</summary>
    public string? OutputArtifact { get; init; }

    /// <summary>CONDITION_FALSE, ERROR_STRATEGY or EARLIER_STOP of a skipped step; else null.</summary>
    public string? SkipReason { get; init; }
    public RunFailure? Failure { get; init; }
    public int Iterations { get; init; }
    public int ToolCalls { get; init; }
    public RunUsage Usage { get; init; } = new();
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset CompletedAt { get; init; }
}

public enum StepOutcome
{
    Succeeded,
    Failed,
    Skipped,
    Cancelled,
    TimedOut,

    /// <summary>Not over: it waits, and a later run goes on with it. Never written down.</summary>
    Waiting,
}

/// <summary>Why a step or an execution failed. <paramref name="Message"/> is plain and names a next step.</summary>
public sealed record RunFailure(string Reason, RunFailureCategory Category, string Message)
{
    /// <summary>For developers.</summary>
    public string? Detail { get; init; }
    public bool Retryable { get; init; }
    public string? StepPath { get; init; }
    public string? Tool { get; init; }

    /// <summary>HTTP status of the provider; 0 = none.</summary>
    public int ProviderStatus { get; init; }

    /// <summary>How long the provider asked to wait; null = it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

public enum RunFailureCategory
{
    Model,
    Tool,
    Integration,
    Validation,
    Timeout,
    Policy,
    Internal,
}

/// <summary>What a run has used.</summary>
public sealed record RunUsage
{
    public long InputTokens { get; init; }
    public long OutputTokens { get; init; }
    public int ModelCalls { get; init; }
    public int ToolCalls { get; init; }

    /// <summary>Millionths of a US dollar by the prices the host knows; 0 when free or unknown.</summary>
    public long CostMicros { get; init; }
    public string Provider { get; init; } = "";
    public string Model { get; init; } = "";

    public RunUsage Plus(RunUsage other) => this with
    {
        InputTokens = InputTokens + other.InputTokens,
        OutputTokens = OutputTokens + other.OutputTokens,
        ModelCalls = ModelCalls + other.ModelCalls,
        ToolCalls = ToolCalls + other.ToolCalls,
        CostMicros = CostMicros + other.CostMicros,
        Provider = other.Provider.Length > 0 ? other.Provider : Provider,
        Model = other.Model.Length > 0 ? other.Model : Model,
    };
}

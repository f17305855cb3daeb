using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using OmniForge.Agents.Running.Waits;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Agents.Workspaces;

namespace OmniForge.Agents.Running;

/// <summary>Everything one run needs; the runner reaches for nothing else.</summary>
public sealed record RunRequest
{
    /// <summary>First part of every idempotency key.</summary>
    public required string ExecutionId { get; init; }
    public required AgentPlan Plan { get; init; }
    public JsonObject Input { get; init; } = [];
    public RunMode Mode { get; init; } = RunMode.Live;
    public required IChatClient Model { get; init; }
    public required IReadOnlyList<ITool> Tools { get; init; }
    public required IWorkspace Workspace { get; init; }

    /// <summary>Recorded start of the execution: `${DATE}` and relative dates use it.</summary>
    public required DateTimeOffset StartedAt { get; init; }
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Tool name → result, for a dry run.</summary>
    public IReadOnlyDictionary<string, JsonElement> MockData { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Steps that finished before a crash: they are reported and never run again.</summary>
    public IReadOnlyList<StepRecord> FinishedSteps { get; init; } = [];

    /// <summary>
    /// Committed tool results of the step that was in flight at a crash, by call id: replayed, not repeated. Each should
    /// carry its <see cref="ToolFinished.Arguments"/>, which <see cref="ToolRequested"/> reported.
    /// </summary>
    public IReadOnlyDictionary<string, ToolFinished> FinishedCalls { get; init; } = new Dictionary<string, ToolFinished>();

    /// <summary>What is left of its time; null = until <see cref="StartedAt"/> and the plan's limit. Times of waiting do not count.</summary>
    public Countdown? Deadline { get; init; }

    /// <summary>How this run may leave and come back; null = it cannot.</summary>
    public WaitOptions? Waits { get; init; }

    /// <summary>Usage recorded before a crash.</summary>
    public RunUsage UsageSoFar { get; init; } = new();

    /// <summary>Writing calls made before a crash.</summary>
    public int WritesSoFar { get; init; }

    /// <summary>What the model costs; null = not known, so no cost is counted.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>
    /// What an earlier execution recorded. In <see cref="RunMode.Replay"/> it answers everything; in a dry run it answers reads
    /// that it holds.
    /// </summary>
    public RunRecording? Recording { get; init; }

    /// <summary>Where outputs go that are too large for the journal; null = they stay inline.</summary>
    public IArtifacts? Artifacts { get; init; }

    /// <summary>Outside accounts of whoever the run acts for. Default: none.</summary>
    public IAccounts Accounts { get; init; } = NoAccounts.Instance;

    /// <summary>
    /// True for trouble of what the run stands on, such as a database that is away. It is no failure of the step: the run throws it and
    /// is left as a crash would leave it. Default: never.
    /// </summary>
    public Func<Exception, bool> PlatformFailed { get; init; } = _ => false;
}

/// <summary>How a run ended, or that it left.</summary>
public sealed record RunOutcome
{
    public required RunEnd End { get; init; }

    /// <summary>A stop reason of the contract, for instance COMPLETED, STEP_FAILED, ITERATION_LIMIT, BUDGET, DEADLINE, USER.</summary>
    public required string StopReason { get; init; }

    /// <summary>Output of the last order that gave one; `{"artifact_id": …}` where it is kept apart because it is large.</summary>
    public JsonObject? Result { get; init; }
    public RunFailure? Failure { get; init; }
    public RunUsage Usage { get; init; } = new();

    /// <summary>Succeeded although a step was skipped by its error strategy.</summary>
    public bool Partial { get; init; }

    /// <summary>What a suspended run waits for.</summary>
    public IReadOnlyList<RunWait> Waits { get; init; } = [];
}

public enum RunEnd
{
    Succeeded,
    Failed,
    Cancelled,
    TimedOut,

    /// <summary>Not over: it left to wait. Another run goes on with it.</summary>
    Suspended,
}

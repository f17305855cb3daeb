using OmniForge.Agents.Running;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>Which statuses are final, and what the end of a run means for the row. Pure.</summary>
internal static class ExecutionStates
{
    /// <summary>All final statuses come from here on; the index of unfinished executions ends before it.</summary>
    public const ExecutionStatus FirstFinal = ExecutionStatus.Succeeded;

    public static bool Finished(this ExecutionStatus status) => status >= FirstFinal;

    /// <summary>Not at work, without a slot, until something happens.</summary>
    public static readonly ExecutionStatus[] Waiting =
    [
        ExecutionStatus.WaitingForInput, ExecutionStatus.WaitingForAuth, ExecutionStatus.WaitingForRetry, ExecutionStatus.Paused,
    ];

    public static bool Waits(this ExecutionStatus status) => Waiting.Contains(status);

    public static ExecutionStatus StatusOf(RunEnd end) => end switch
    {
        RunEnd.Succeeded => ExecutionStatus.Succeeded,
        RunEnd.Failed => ExecutionStatus.Failed,
        RunEnd.Cancelled => ExecutionStatus.Cancelled,
        RunEnd.TimedOut => ExecutionStatus.TimedOut,
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, "A run that left has not ended."),
    };

    /// <summary>ClientGone → `CLIENT_GONE`.</summary>
    public static string Written(StopReason reason)
        => string.Concat(reason.ToString().Select((letter, i) => i > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{letter}")).ToUpperInvariant();

    /// <summary>`STEP_FAILED` → StepFailed; an unknown word counts as internal.</summary>
    public static StopReason ReasonOf(string written)
        => Enum.TryParse<StopReason>(written.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var reason) ? reason : StopReason.Internal;

    /// <summary>The least view that shows an event.</summary>
    public static EventView ViewOf(ExecutionEvent happened) => happened.HappenedCase switch
    {
        ExecutionEvent.HappenedOneofCase.StepStarted or ExecutionEvent.HappenedOneofCase.StepRetryScheduled
            or ExecutionEvent.HappenedOneofCase.StepFinished or ExecutionEvent.HappenedOneofCase.StepSkipped
            or ExecutionEvent.HappenedOneofCase.EffectPredicted or ExecutionEvent.HappenedOneofCase.ArtifactCreated
            or ExecutionEvent.HappenedOneofCase.UsageRecorded => EventView.Steps,
        ExecutionEvent.HappenedOneofCase.MessageCompleted or ExecutionEvent.HappenedOneofCase.ToolRequested
            or ExecutionEvent.HappenedOneofCase.ToolFinished or ExecutionEvent.HappenedOneofCase.ToolPostponed
            or ExecutionEvent.HappenedOneofCase.ToolDenied => EventView.Messages,
        ExecutionEvent.HappenedOneofCase.MessageDelta or ExecutionEvent.HappenedOneofCase.MessageSnapshot => EventView.Tokens,
        _ => EventView.Status,
    };
}

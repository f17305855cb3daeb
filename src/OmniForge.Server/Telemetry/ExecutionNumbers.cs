using OmniForge.V1;

namespace OmniForge.Server.Telemetry;

/// <summary>Counts what executions did, from the events they wrote: nothing counts before it is durable, and nothing twice.</summary>
internal static class ExecutionNumbers
{
    /// <summary>Call with each event once its commit is there.</summary>
    public static void Count(ExecutionEvent happened)
    {
        switch (happened.HappenedCase)
        {
            case ExecutionEvent.HappenedOneofCase.ExecutionStarted:
                Instruments.ExecutionsStarted.Add(1);
                break;
            case ExecutionEvent.HappenedOneofCase.ExecutionRecovered:
                Instruments.ExecutionsRecovered.Add(1);
                break;
            case ExecutionEvent.HappenedOneofCase.ExecutionFinished:
                Finished(happened.ExecutionFinished);
                break;
            case ExecutionEvent.HappenedOneofCase.StepFinished when Instruments.StepsFinished.Enabled:
                Instruments.StepsFinished.Add(1, Tag("status", happened.StepFinished.Step.Status));
                break;
            case ExecutionEvent.HappenedOneofCase.StepSkipped when Instruments.StepsFinished.Enabled:
                Instruments.StepsFinished.Add(1, Tag("status", StepStatus.Skipped));
                break;
            case ExecutionEvent.HappenedOneofCase.StepRetryScheduled:
                Instruments.StepsRetried.Add(1);
                break;
            case ExecutionEvent.HappenedOneofCase.ToolRequested when Instruments.ToolsCalled.Enabled:
                Instruments.ToolsCalled.Add(1, new KeyValuePair<string, object?>("tool", happened.ToolRequested.Tool), Tag("effect", happened.ToolRequested.Effect));
                break;
            case ExecutionEvent.HappenedOneofCase.ToolFinished when happened.ToolFinished.Failure is { } failure && Instruments.ToolsFailed.Enabled:
                Failed(failure.Tool, failure.Reason);
                break;
            case ExecutionEvent.HappenedOneofCase.ToolDenied when Instruments.ToolsFailed.Enabled:
                Failed(happened.ToolDenied.Tool, "NotAllowed");
                break;
            case ExecutionEvent.HappenedOneofCase.UsageRecorded:
                Used(happened.UsageRecorded.Delta);
                break;
        }
    }

    /// <summary>One commit of the journal.</summary>
    public static void Committed(int entries, TimeSpan took)
    {
        Instruments.JournalQueued.Add(-entries);
        Instruments.JournalBatch.Record(entries);
        Instruments.JournalCommit.Record(took.TotalSeconds);
    }

    /// <summary>A wish to start that was refused.</summary>
    public static void Refused(string reason) => Instruments.StartsRefused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    private static void Finished(ExecutionFinished finished)
    {
        if (!Instruments.ExecutionsFinished.Enabled && !Instruments.ExecutionTime.Enabled)
        {
            return;
        }

        var status = Tag("status", finished.Status);
        Instruments.ExecutionsFinished.Add(1, status, Tag("reason", finished.StopReason));
        Instruments.ExecutionTime.Record(finished.Usage?.ActiveTime?.ToTimeSpan().TotalSeconds ?? 0, status);
    }

    private static void Failed(string tool, string reason)
        => Instruments.ToolsFailed.Add(1, new KeyValuePair<string, object?>("tool", tool), new KeyValuePair<string, object?>("reason", reason));

    private static void Used(Usage? delta)
    {
        if (delta is null || (!Instruments.Tokens.Enabled && !Instruments.Cost.Enabled))
        {
            return;
        }

        var provider = new KeyValuePair<string, object?>("provider", delta.Provider);
        var model = new KeyValuePair<string, object?>("model", delta.Model);
        Instruments.Tokens.Add(delta.InputTokens, provider, model, new("direction", "input"));
        Instruments.Tokens.Add(delta.OutputTokens, provider, model, new("direction", "output"));
        Instruments.Cost.Add(delta.CostMicros / 1_000_000d, provider, model);
    }

    /// <summary>`TimedOut` is written `timed_out`, as attribute values are.</summary>
    private static KeyValuePair<string, object?> Tag<TValue>(string name, TValue value)
        where TValue : struct, Enum
        => new(name, System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
}

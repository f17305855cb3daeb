using System.Diagnostics;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Telemetry;

/// <summary>Ties traces to the journal: each event knows its span, each span the sequence numbers of its events. No content goes along.</summary>
internal static class EventTrace
{
    private static readonly ActivitySource Source = new(TelemetrySetup.Source);

    /// <summary>The span of an execution, below the call that started it; null when nobody listens.</summary>
    public static Activity? Begin(ExecutionRow row)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        ActivityContext.TryParse(row.Traceparent, null, isRemote: true, out var parent);
        var span = Source.StartActivity($"invoke_agent {row.AgentId}", ActivityKind.Internal, parent);
        return span?.SetTag("gen_ai.operation.name", "invoke_agent").SetTag("gen_ai.agent.id", row.AgentId)
            .SetTag("omniforge.execution.id", row.Id).SetTag("omniforge.agent.version", row.AgentVersion)
            .SetTag("omniforge.mode", row.Mode.ToString()).SetTag("omniforge.trigger", row.TriggerType.ToString());
    }

    /// <summary>Notes an event on the span it happens in, before it is written.</summary>
    public static void Mark(ExecutionEvent happened)
    {
        if (Activity.Current is not { } span || span.Source.Name != TelemetrySetup.Source)
        {
            return;
        }

        happened.Traceparent = span.Id ?? "";
        if (!span.IsAllDataRequested)
        {
            return;
        }

        span.AddEvent(new(happened.HappenedCase.ToString(), tags: new() { ["omniforge.sequence"] = (long)happened.Sequence }));
        switch (happened.HappenedCase)
        {
            case ExecutionEvent.HappenedOneofCase.ExecutionFinished:
                var finished = happened.ExecutionFinished;
                span.SetTag("omniforge.status", finished.Status.ToString()).SetTag("omniforge.stop_reason", finished.StopReason.ToString())
                    .SetTag("gen_ai.usage.input_tokens", finished.Usage.InputTokens).SetTag("gen_ai.usage.output_tokens", finished.Usage.OutputTokens);
                Fail(span, finished.Failure);
                break;
            case ExecutionEvent.HappenedOneofCase.StepFinished:
                span.SetTag("omniforge.status", happened.StepFinished.Step.Status.ToString());
                Fail(span, happened.StepFinished.Step.Failure);
                break;
            case ExecutionEvent.HappenedOneofCase.ToolFinished:
                Fail(span, happened.ToolFinished.Failure);
                break;
        }
    }

    /// <summary>The reason, which is one of a list; the message may quote what a tool or a person said.</summary>
    private static void Fail(Activity span, Failure? failure)
    {
        if (failure is not null)
        {
            span.SetStatus(ActivityStatusCode.Error).SetTag("error.type", failure.Reason);
        }
    }
}

using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>What an execution has done so far, as lines and as one summary.</summary>
internal sealed class ExecutionProgress(TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();
    private readonly Dictionary<string, string> _tools = [];
    private int _steps;
    private int _calls;
    private long _tokens;
    private string _now = "waiting to start";

    public ExecutionFinished? End { get; private set; }

    /// <summary>`step 1 projects · 2 tools · 140 tokens · 1.2 s`.</summary>
    public string Summary => string.Join(
        " · ", _now, Words.Count(_calls, "tool call"), Words.Count((int)_tokens, "token"), Words.Span(time.GetElapsedTime(_began)));

    /// <summary>Takes an event; returns the line to print for it, or null.</summary>
    public string? Take(ExecutionEvent happened)
    {
        switch (happened.HappenedCase)
        {
            case ExecutionEvent.HappenedOneofCase.StepStarted:
                _steps++;
                _now = $"step {_steps} {happened.StepStarted.Skill}";
                var attempt = happened.StepStarted.Attempt > 1 ? $", attempt {happened.StepStarted.Attempt}" : "";
                return $"step {happened.StepPath}: {happened.StepStarted.Skill}{attempt}";
            case ExecutionEvent.HappenedOneofCase.ToolRequested:
                _calls++;
                _tools[happened.ToolRequested.CallId] = happened.ToolRequested.Tool;
                return $"  {happened.ToolRequested.Tool} {Target(happened.ToolRequested.Arguments)}".TrimEnd();
            case ExecutionEvent.HappenedOneofCase.ToolFinished when happened.ToolFinished.Failure is { } failure:
                return $"  {_tools.GetValueOrDefault(happened.ToolFinished.CallId, "tool")} failed: {failure.Message}";
            case ExecutionEvent.HappenedOneofCase.ToolDenied:
                return $"  {happened.ToolDenied.Tool} was refused: {happened.ToolDenied.Rule}";
            case ExecutionEvent.HappenedOneofCase.EffectPredicted:
                return $"  only predicted: {happened.EffectPredicted.Summary}";
            case ExecutionEvent.HappenedOneofCase.ArtifactCreated:
                return $"  wrote {happened.ArtifactCreated.Name} ({Words.Size(happened.ArtifactCreated.Size)})";
            case ExecutionEvent.HappenedOneofCase.UsageRecorded:
                _tokens = happened.UsageRecorded.Total is { } total ? total.InputTokens + total.OutputTokens : _tokens;
                return null;
            case ExecutionEvent.HappenedOneofCase.StepRetryScheduled:
                return $"  will try again at {Words.Stamp(happened.StepRetryScheduled.At)}: {happened.StepRetryScheduled.Cause?.Message}";
            case ExecutionEvent.HappenedOneofCase.InterruptOpened:
                var asked = happened.InterruptOpened.Interrupt;
                return $"  it asks: {asked.Prompt}{Environment.NewLine}  Answer with: omniforge executions answer {happened.ExecutionId} ANSWER";
            case ExecutionEvent.HappenedOneofCase.StatusChanged when happened.StatusChanged.To is ExecutionStatus.WaitingForAuth or ExecutionStatus.WaitingForRetry:
                return $"  {happened.StatusChanged.Cause}";
            case ExecutionEvent.HappenedOneofCase.StepSkipped:
                return $"step {happened.StepPath} was left out";
            case ExecutionEvent.HappenedOneofCase.StepFinished:
                return Ended(happened.StepFinished.Step);
            case ExecutionEvent.HappenedOneofCase.ExecutionRecovered:
                return "the server was restarted; going on with the first step that is not finished";
            case ExecutionEvent.HappenedOneofCase.ExecutionFinished:
                End = happened.ExecutionFinished;
                _now = Words.Of(End.Status);
                _tokens = End.Usage is { } usage ? usage.InputTokens + usage.OutputTokens : _tokens;
                return null;
            default:
                return null;
        }
    }

    private static string Ended(Step step) => step.Status switch
    {
        StepStatus.Succeeded => $"step {step.Path} done",
        StepStatus.Failed => $"step {step.Path} failed: {step.Failure?.Message}",
        StepStatus.Cancelled => $"step {step.Path} was cancelled",
        StepStatus.TimedOut => $"step {step.Path} took too long",
        _ => $"step {step.Path} ended",
    };

    /// <summary>The argument that says what a call is about.</summary>
    private static string Target(Google.Protobuf.WellKnownTypes.Struct? arguments)
    {
        foreach (var name in (string[])["file_path", "path", "url", "pattern", "file"])
        {
            if (arguments?.Fields.TryGetValue(name, out var value) == true && value.StringValue.Length > 0)
            {
                return value.StringValue;
            }
        }

        return arguments?.Fields.TryGetValue("source", out var source) == true && source.StructValue is { } inner ? Target(inner) : "";
    }
}

using OmniForge.Agents.Running;
using OmniForge.Agents.Running.Waits;
using OmniForge.Server.Executions.Interrupts;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>Reads the events of an execution, oldest first, into what a new run goes on from. Pure.</summary>
internal sealed class PastReading
{
    private readonly Dictionary<string, StepReading> _open = [];
    private readonly Dictionary<string, Interrupt> _asked = [];
    private readonly HashSet<string> _messages = [];
    private DateTimeOffset? _waitingSince;
    private TimeSpan _waited;
    private RunUsage? _usage;
    private int _calls;
    private int _writes;
    private long _head;

    /// <summary>Paths of steps that were finished or skipped for good.</summary>
    public HashSet<string> Done { get; } = [];

    public void Take(ExecutionEvent happened)
    {
        _head = (long)happened.Sequence;
        Count(happened);
        var at = happened.OccurredAt.ToDateTimeOffset();
        switch (happened.HappenedCase)
        {
            case ExecutionEvent.HappenedOneofCase.StatusChanged:
                Change(happened.StatusChanged, at);
                break;
            case ExecutionEvent.HappenedOneofCase.ExecutionRecovered:
                GoOn();
                break;
            case ExecutionEvent.HappenedOneofCase.StepStarted:
                Step(happened).Begin(happened.StepStarted);
                break;
            case ExecutionEvent.HappenedOneofCase.StepFinished when happened.StepFinished.Step.Status != StepStatus.Cancelled:
            case ExecutionEvent.HappenedOneofCase.StepSkipped:
                Done.Add(happened.StepPath);
                _open.Remove(happened.StepPath);
                break;
            case ExecutionEvent.HappenedOneofCase.InterruptOpened:
                _asked[happened.InterruptOpened.Interrupt.Id] = happened.InterruptOpened.Interrupt;
                Step(happened).Ask(happened.InterruptOpened.Interrupt);
                break;
            case ExecutionEvent.HappenedOneofCase.InterruptResolved:
                Answer(happened.InterruptResolved.InterruptId, happened.InterruptResolved.ToAnswer());
                break;
            case ExecutionEvent.HappenedOneofCase.InterruptExpired:
                Answer(happened.InterruptExpired.InterruptId, null);
                break;
            case ExecutionEvent.HappenedOneofCase.MessageCompleted when happened.MessageCompleted.Role == "user":
                _messages.Add(happened.MessageCompleted.MessageId);
                Step(happened).Take(happened, at);
                break;
            default:
                if (_open.TryGetValue(happened.StepPath, out var step))
                {
                    step.Take(happened, at);
                }

                break;
        }
    }

    public PastRun Result(IReadOnlyList<StepRecord> finished) => new()
    {
        Steps = finished,
        Calls = _open.Values.SelectMany(step => step.Finished).ToDictionary(),
        OpenSteps = _open.ToDictionary(step => step.Key, step => step.Value.Result()),
        Messages = _messages,
        WaitingSince = _waitingSince,
        Waited = _waited,
        Head = _head,
        Usage = _usage is null && _calls == 0 ? null : ((_usage ?? new()) with { ToolCalls = Math.Max(_calls, _usage?.ToolCalls ?? 0) }).ToProto(),
        Writes = _writes,
        Interrupts = _asked,
    };

    /// <summary>
    /// Steps work side by side, so no total is the last one: the parts are summed. A call counts from its request on, because what a
    /// step used is written down later.
    /// </summary>
    private void Count(ExecutionEvent happened)
    {
        if (happened.UsageRecorded is { } usage)
        {
            _usage = (_usage ?? new()).Plus(usage.Delta.ToRun());
        }

        if (happened.ToolRequested is { } requested)
        {
            _calls++;
            _writes += requested.Effect is ToolEffect.Write or ToolEffect.External ? 1 : 0;
        }
    }

    private StepReading Step(ExecutionEvent happened)
    {
        if (!_open.TryGetValue(happened.StepPath, out var step))
        {
            _open[happened.StepPath] = step = new StepReading();
        }

        return step;
    }

    /// <param name="answer">Null = nobody answered in time.</param>
    private void Answer(string question, QuestionAnswer? answer)
    {
        if (_asked.TryGetValue(question, out var asked) && _open.TryGetValue(asked.StepPath, out var step))
        {
            step.Answer(question, answer ?? asked.ToExpired());
        }
    }

    /// <summary>A run went on: it may have made calls that were put off.</summary>
    private void GoOn()
    {
        foreach (var step in _open.Values)
        {
            step.GoOn();
        }
    }

    private void Change(StatusChanged changed, DateTimeOffset at)
    {
        if (changed.From.Waits() && _waitingSince is { } since && !changed.To.Waits())
        {
            _waited += at - since;
            _waitingSince = null;
            GoOn();
        }

        if (changed.To.Waits())
        {
            _waitingSince ??= at;
        }
    }
}

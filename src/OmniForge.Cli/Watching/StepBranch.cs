using OmniForge.Cli.Output;
using OmniForge.Client;
using OmniForge.V1;

namespace OmniForge.Cli.Watching;

/// <summary>One step of the tree, from the events that name its path.</summary>
internal sealed class StepBranch(string path, TimeProvider time)
{
    /// <summary>Calls that are drawn; of a long step the last ones say what it does now.</summary>
    private const int Shown = 8;

    private readonly List<CallLine> _calls = [];
    private readonly Dictionary<string, string> _questions = [];
    private long _began = time.GetTimestamp();
    private string _skill = "";
    private int _attempt = 1;
    private string _note = "";
    private Mark _mark = Mark.Running;
    private TimeSpan? _took;

    /// <summary>`2`, or `2/1` for a skill that step 2 called.</summary>
    public string Path => path;

    public string Parent => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "";

    public int Depth => path.Count(letter => letter == '/');

    public int Order { get; private set; }

    public bool Ended => _mark is Mark.Done or Mark.Failed or Mark.LeftOut;

    public void Take(ExecutionEvent happened)
    {
        switch (happened.HappenedCase)
        {
            case ExecutionEvent.HappenedOneofCase.StepStarted:
                var started = happened.StepStarted;
                (_skill, Order, _attempt, _mark, _note) = (started.Skill, started.Order, started.Attempt, Mark.Running, "");
                _began = time.GetTimestamp();
                break;
            case ExecutionEvent.HappenedOneofCase.StepRetryScheduled:
                (_mark, _note) = (Mark.Waiting, $"tries again at {Words.Stamp(happened.StepRetryScheduled.At)}: {happened.StepRetryScheduled.Cause?.Message}");
                break;
            case ExecutionEvent.HappenedOneofCase.StepSkipped:
                (_mark, _note) = (Mark.LeftOut, happened.StepSkipped.Reason switch
                {
                    SkipReason.ConditionFalse => "left out: its condition did not hold",
                    SkipReason.EarlierStop => "not reached",
                    _ => "left out after it failed",
                });
                break;
            case ExecutionEvent.HappenedOneofCase.StepFinished:
                Finish(happened.StepFinished.Step);
                break;
            case ExecutionEvent.HappenedOneofCase.InterruptOpened:
                var question = happened.InterruptOpened.Interrupt;
                _questions[question.Id] = question.Prompt.Length > 0 ? question.Prompt : question.Title;
                break;
            case ExecutionEvent.HappenedOneofCase.InterruptResolved:
                _questions.Remove(happened.InterruptResolved.InterruptId);
                break;
            case ExecutionEvent.HappenedOneofCase.InterruptExpired:
                _questions.Remove(happened.InterruptExpired.InterruptId);
                break;
            default:
                Call(happened);
                break;
        }
    }

    public TreeLine Draw()
    {
        var attempt = _attempt > 1 ? $", attempt {_attempt}" : "";
        var calls = _calls.Count > 0 ? $" · {Words.Count(_calls.Count, "tool call")}" : "";
        var span = _mark == Mark.LeftOut ? "" : $" · {Words.Span(_took ?? time.GetElapsedTime(_began))}";
        var mark = _questions.Count > 0 && !Ended ? Mark.Waiting : _mark;
        var line = new TreeLine(mark, $"step {path}{(_skill.Length > 0 ? " " : "")}{_skill}{attempt}{calls}{span}");
        if (_calls.Count > Shown)
        {
            line.Below.Add(new(Mark.None, $"{_calls.Count - Shown} calls before"));
        }

        line.Below.AddRange(_calls.TakeLast(Shown).Select(call => new TreeLine(call.Mark, call.Text)));
        line.Below.AddRange(Ended ? [] : _questions.Values.Select(question => new TreeLine(Mark.Waiting, $"waits for an answer: {question}")));
        if (_note.Length > 0)
        {
            line.Below.Add(new(Mark.None, _note));
        }

        return line;
    }

    private void Finish(Step step)
    {
        _mark = step.Status switch
        {
            StepStatus.Succeeded => Mark.Done,
            StepStatus.Skipped or StepStatus.Cancelled => Mark.LeftOut,
            _ => Mark.Failed,
        };
        _note = step.Failure?.Message ?? "";
        (_skill, Order) = (step.SkillName, step.Order);
        _took = step is { StartedAt: { } start, CompletedAt: { } end } ? end.ToDateTimeOffset() - start.ToDateTimeOffset() : null;
        foreach (var call in _calls.Where(call => call.Mark is Mark.Running or Mark.Waiting))
        {
            call.Mark = Mark.LeftOut;
        }
    }

    private void Call(ExecutionEvent happened)
    {
        switch (happened.HappenedCase)
        {
            case ExecutionEvent.HappenedOneofCase.ToolRequested:
                _calls.Add(new(happened.ToolRequested.CallId, ExecutionWords.Of(happened, ExecutionMode.Unspecified) ?? happened.ToolRequested.Tool));
                break;
            case ExecutionEvent.HappenedOneofCase.ToolPostponed when _calls.Find(call => call.Id == happened.ToolPostponed.CallId) is { } later:
                later.Mark = Mark.Waiting;
                break;
            case ExecutionEvent.HappenedOneofCase.ToolFinished when _calls.Find(call => call.Id == happened.ToolFinished.CallId) is { } call:
                call.Mark = happened.ToolFinished.Failure is null ? Mark.Done : Mark.Failed;
                call.Text += happened.ToolFinished.Failure is { } failure ? $": {failure.Message}" : "";
                break;
            case ExecutionEvent.HappenedOneofCase.ToolDenied:
                _calls.Add(new(happened.ToolDenied.CallId, $"{happened.ToolDenied.Tool} was refused: {happened.ToolDenied.Rule}") { Mark = Mark.Failed });
                break;
            case ExecutionEvent.HappenedOneofCase.EffectPredicted:
                _note = $"only predicted: {happened.EffectPredicted.Summary}";
                break;
        }
    }

    private sealed class CallLine(string id, string text)
    {
        public string Id { get; } = id;
        public string Text { get; set; } = text;
        public Mark Mark { get; set; } = Mark.Running;
    }
}

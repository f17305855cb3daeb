using System.Globalization;
using OmniForge.Agents.Running;
using OmniForge.Agents.Running.Waits;
using OmniForge.Server.Executions.Interrupts;
using OmniForge.V1;
using Run = OmniForge.Agents.Running;

namespace OmniForge.Server.Executions;

/// <summary>One step that is not over, as its events are read.</summary>
internal sealed class StepReading
{
    private readonly List<OpenCall> _calls = [];
    private readonly List<ReadMessage> _messages = [];
    private readonly Dictionary<string, V1.ToolRequested> _requests = [];
    private string _skill = "";
    private int _attempt = 1;
    private int _lastCall;
    private int _turns;
    private int _finishedCalls;
    private DateTimeOffset? _retryAt;
    private RunUsage _usage = new();

    public Dictionary<string, Run.ToolFinished> Finished { get; } = [];

    public void Begin(V1.StepStarted started)
    {
        _skill = started.Skill;
        if (started.Attempt == _attempt && _retryAt is null)
        {
            return;
        }

        (_attempt, _retryAt, _turns, _finishedCalls) = (started.Attempt, null, 0, 0);
        _calls.Clear();
        _messages.Clear();
    }

    public void Ask(Interrupt interrupt) => Change(QuestionIds.CallOf(interrupt.Id), call => call with
    {
        Questions = [.. call.Questions, new OpenQuestion(interrupt.Id, interrupt.Kind.ToRun(), interrupt.ExpiresAt.ToDateTimeOffset(), null)],
    });

    public void Answer(string question, QuestionAnswer answer) => Change(QuestionIds.CallOf(question), call => call with
    {
        Questions = [.. call.Questions.Select(open => open.Id == question ? open with { Answer = answer } : open)],
    });

    public void Take(ExecutionEvent happened, DateTimeOffset at)
    {
        switch (happened.HappenedCase)
        {
            case ExecutionEvent.HappenedOneofCase.ToolRequested:
                var request = happened.ToolRequested;
                _requests[request.CallId] = request;
                Count(request.CallId);
                _calls.Add(new OpenCall { Id = request.CallId, Tool = request.Tool, Arguments = request.Arguments.ToJson(), RequestedAt = at });
                break;
            case ExecutionEvent.HappenedOneofCase.ToolFinished:
                var id = happened.ToolFinished.CallId;
                Finished[id] = happened.ToolFinished.ToRun(_requests.GetValueOrDefault(id), happened.StepPath) with { Attempt = _attempt };
                _finishedCalls++;
                _calls.RemoveAll(call => call.Id == id);
                break;
            case ExecutionEvent.HappenedOneofCase.ToolPostponed:
                var later = happened.ToolPostponed;
                Change(later.CallId, call => call with { Postponed = new(later.Until.ToDateTimeOffset(), later.Times, later.WaitsFor) });
                break;
            case ExecutionEvent.HappenedOneofCase.ToolDenied:
                Count(happened.ToolDenied.CallId);
                break;
            case ExecutionEvent.HappenedOneofCase.StepRetryScheduled:
                _retryAt = happened.StepRetryScheduled.At.ToDateTimeOffset();
                break;
            case ExecutionEvent.HappenedOneofCase.UsageRecorded:
                _usage = _usage.Plus(happened.UsageRecorded.Delta.ToRun());
                break;
            case ExecutionEvent.HappenedOneofCase.MessageCompleted when happened.MessageCompleted.Role == "user":
                _messages.Add(new ReadMessage(happened.MessageCompleted.Text, _finishedCalls));
                break;
            case ExecutionEvent.HappenedOneofCase.MessageCompleted:
                _turns = Math.Max(_turns, TailOf(happened.MessageCompleted.MessageId, '.'));
                break;
        }
    }

    /// <summary>A later run went on with it.</summary>
    public void GoOn()
    {
        for (var i = 0; i < _calls.Count; i++)
        {
            _calls[i] = _calls[i].Postponed is { } later ? _calls[i] with { Postponed = later with { Fresh = false } } : _calls[i];
        }
    }

    public OpenStep Result() => new()
    {
        Attempt = _attempt,
        Skill = _skill,
        LastCall = _lastCall,
        RetryAt = _retryAt,
        Calls = [.. _calls],
        Messages = [.. _messages],
        Turns = _turns,
        Usage = _usage with { ToolCalls = Math.Max(_usage.ToolCalls, _requests.Count) },
    };

    private static int TailOf(string id, char separator)
        => int.TryParse(id.AsSpan(id.LastIndexOf(separator) + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private void Count(string callId) => _lastCall = Math.Max(_lastCall, TailOf(callId, ':'));

    private void Change(string callId, Func<OpenCall, OpenCall> change)
    {
        var index = _calls.FindIndex(call => call.Id == callId);
        if (index >= 0)
        {
            _calls[index] = change(_calls[index]);
        }
    }
}

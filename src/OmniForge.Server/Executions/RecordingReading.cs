using System.Text.Json.Nodes;
using OmniForge.Agents.Running;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>
/// Reads the events of an ended execution, oldest first, into what its model and tools answered. Pure. The events say all of it:
/// a turn of the model is its message and the calls that carry its number, so nothing is recorded twice.
/// </summary>
internal sealed class RecordingReading
{
    private readonly Dictionary<string, StepRecordingReading> _steps = new(StringComparer.Ordinal);

    public void Take(ExecutionEvent happened)
    {
        if (happened.StepPath.Length == 0)
        {
            return;
        }

        if (!_steps.TryGetValue(happened.StepPath, out var step))
        {
            _steps[happened.StepPath] = step = new StepRecordingReading();
        }

        step.Take(happened);
    }

    /// <param name="steps">Records of the steps: only they say how a skipped step had failed.</param>
    public RunRecording Result(IReadOnlyList<StepRecord> steps)
    {
        var attempts = new Dictionary<(string, int), RecordedAttempt>();
        foreach (var (path, step) in _steps)
        {
            foreach (var (number, turns) in step.Attempts)
            {
                var failure = step.Failures.GetValueOrDefault(number)
                    ?? steps.FirstOrDefault(record => record.Path == path && record.Attempt == number)?.Failure;
                attempts[(path, number)] = new RecordedAttempt([.. turns.Select(turn => turn.Result())], failure);
            }
        }

        return new RunRecording { Attempts = attempts, Calls = _steps.ToDictionary(step => step.Key, step => step.Value.Calls) };
    }
}

/// <summary>The recording of one step.</summary>
internal sealed class StepRecordingReading
{
    private readonly Dictionary<string, (string Tool, JsonObject Arguments)> _requests = [];
    private readonly List<RecordedCall> _calls = [];
    private List<TurnReading> _turns = [];
    private long _inputTokens;
    private long _outputTokens;
    private int _attempt;

    public Dictionary<int, List<TurnReading>> Attempts { get; } = [];

    public Dictionary<int, RunFailure> Failures { get; } = [];

    public IReadOnlyList<RecordedCall> Calls => _calls;

    public void Take(ExecutionEvent happened)
    {
        switch (happened.HappenedCase)
        {
            case ExecutionEvent.HappenedOneofCase.StepStarted:
                Begin(happened.StepStarted.Attempt);
                break;
            case ExecutionEvent.HappenedOneofCase.MessageCompleted when happened.MessageCompleted.Role != "user":
                Turn(NumberOf(happened.MessageCompleted.MessageId)).Text = happened.MessageCompleted.Text;
                break;
            case ExecutionEvent.HappenedOneofCase.ToolRequested:
                var request = happened.ToolRequested;
                Wish(request.CallId, request.Turn, request.Tool, request.Arguments.ToJson());
                break;
            case ExecutionEvent.HappenedOneofCase.ToolDenied:
                var denied = happened.ToolDenied;
                Wish(denied.CallId, denied.Turn, denied.Tool, denied.Arguments.ToJson());
                break;
            case ExecutionEvent.HappenedOneofCase.ToolFinished:
                Finish(happened.ToolFinished);
                break;
            case ExecutionEvent.HappenedOneofCase.UsageRecorded:
                _inputTokens += happened.UsageRecorded.Delta.InputTokens;
                _outputTokens += happened.UsageRecorded.Delta.OutputTokens;
                break;
            case ExecutionEvent.HappenedOneofCase.StepRetryScheduled:
                Fail(happened.StepRetryScheduled.Cause);
                break;
            case ExecutionEvent.HappenedOneofCase.StepFinished:
                Fail(happened.StepFinished.Step.Failure);
                break;
        }
    }

    private void Begin(int attempt)
    {
        if (attempt != _attempt)
        {
            _attempt = attempt;
            Attempts[attempt] = _turns = [];
            return;
        }

        // The same attempt again: a crash came between. What the model had said without a call it says again afterwards.
        while (_turns.Count > 0 && _turns[^1].Wishes.Count == 0)
        {
            _turns.RemoveAt(_turns.Count - 1);
        }

        foreach (var turn in _turns)
        {
            turn.Closed = true;
        }
    }

    private void Wish(string callId, int turn, string tool, JsonObject arguments)
    {
        if (_requests.TryAdd(callId, (tool, arguments)))
        {
            Turn(turn).Wishes.Add(new RecordedWish(tool, arguments));
        }
    }

    private void Finish(V1.ToolFinished finished)
    {
        if (_requests.TryGetValue(finished.CallId, out var asked))
        {
            var call = finished.ToRun(null, "");
            _calls.Add(new RecordedCall(asked.Tool, asked.Arguments, call.Result, call.Error, finished.Truncated));
        }
    }

    private void Fail(Failure? failure)
    {
        if (failure is not null)
        {
            Failures[_attempt] = failure.ToRun();
        }
    }

    /// <summary>The turn of this number, with what was used since the one before.</summary>
    private TurnReading Turn(int number)
    {
        if (_turns.Count == 0 || _turns[^1].Number != number || _turns[^1].Closed)
        {
            _turns.Add(new TurnReading { Number = number, InputTokens = _inputTokens, OutputTokens = _outputTokens });
            (_inputTokens, _outputTokens) = (0, 0);
        }

        return _turns[^1];
    }

    /// <summary>`1:m2.3` → 3.</summary>
    private static int NumberOf(string messageId)
        => int.TryParse(messageId.AsSpan(messageId.LastIndexOf('.') + 1), out var number) ? number : 0;
}

/// <summary>One turn of the model as it is read.</summary>
internal sealed class TurnReading
{
    public required int Number { get; init; }
    public string Text { get; set; } = "";
    public List<RecordedWish> Wishes { get; } = [];
    public long InputTokens { get; init; }
    public long OutputTokens { get; init; }

    /// <summary>Nothing more belongs to it, although a later turn may have its number.</summary>
    public bool Closed { get; set; }

    public RecordedTurn Result() => new(Text, [.. Wishes]) { InputTokens = InputTokens, OutputTokens = OutputTokens };
}

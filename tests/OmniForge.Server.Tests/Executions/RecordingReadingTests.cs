using Google.Protobuf.WellKnownTypes;
using OmniForge.Agents.Running;
using OmniForge.Server.Executions;
using OmniForge.V1;
using Value = Google.Protobuf.WellKnownTypes.Value;

namespace OmniForge.Server.Tests.Executions;

/// <summary>What the events of an execution say about its model and its tools.</summary>
public sealed class RecordingReadingTests
{
    private readonly RecordingReading _reading = new();

    [Fact]
    public void A_turn_is_its_text_and_the_calls_that_carry_its_number()
    {
        Started(1);
        Used(10, 2);
        Said("1:m1.1", "Looking.");
        Called("1:1", 1, "Read");
        Finished("1:1", 5);
        Called("1:2", 1, "Grep");
        Finished("1:2", 6);
        Used(3, 1);
        Called("1:3", 2, "Read");
        Finished("1:3", 7);
        Denied("1:4", 2, "Write");
        Said("1:m1.3", "{}");

        var turns = Attempt(1).Turns;

        Assert.Equal(["Looking.", "", "{}"], turns.Select(turn => turn.Text));
        Assert.Equal([["Read", "Grep"], ["Read", "Write"], []], turns.Select(turn => turn.Wishes.Select(wish => wish.Tool).ToArray()).ToArray());
        Assert.Equal([(10, 2), (3, 1), (0, 0)], turns.Select(turn => ((int)turn.InputTokens, (int)turn.OutputTokens)));
        Assert.Equal(["5", "6", "7"], _reading.Result([]).Calls["1"].Select(call => call.Result!.ToJsonString()));
    }

    [Fact]
    public void Attempts_are_apart_and_say_how_they_failed()
    {
        Started(1);
        Called("1:1", 1, "Read");
        Finished("1:1", 1);
        Take(e => e.StepRetryScheduled = new() { At = new Timestamp(), Cause = new() { Reason = "MODEL_OVERLOADED", Message = "Busy.", Retryable = true } });
        Started(2);
        Said("1:m2.1", "ok");

        Assert.Equal(("MODEL_OVERLOADED", "Busy.", true), (Attempt(1).Failure!.Reason, Attempt(1).Failure!.Message, Attempt(1).Failure!.Retryable));
        Assert.Single(Attempt(1).Turns);
        Assert.Equal(("ok", null), (Assert.Single(Attempt(2).Turns).Text, Attempt(2).Failure));
    }

    [Fact]
    public void After_a_crash_the_attempt_goes_on_and_what_was_said_twice_counts_once()
    {
        Started(1);
        Called("1:1", 1, "Read");
        Finished("1:1", 1);
        Said("1:m1.2", "Now I will look again.");
        Started(1);
        Said("1:m1.1", "Now I will look again.");
        Called("1:2", 1, "Read");
        Finished("1:2", 2);
        Called("1:3", 2, "Post");
        Started(1);
        Called("1:3", 1, "Post");
        Finished("1:3", 3);
        Said("1:m1.2", "end");

        var turns = Attempt(1).Turns;

        Assert.Equal(["", "Now I will look again.", "", "end"], turns.Select(turn => turn.Text));
        Assert.Equal(["Read", "Read", "Post"], turns.SelectMany(turn => turn.Wishes).Select(wish => wish.Tool));
    }

    [Fact]
    public void How_a_skipped_step_failed_stands_in_its_record()
    {
        Started(1);
        var failure = new RunFailure("MODEL_AUTH", RunFailureCategory.Model, "No key.");
        var record = new StepRecord
        {
            Path = "1",
            Key = "a",
            Skill = "a",
            Digest = "",
            Order = 1,
            Attempt = 1,
            Outcome = StepOutcome.Skipped,
            Failure = failure,
        };

        Assert.Equal(failure, _reading.Result([record]).Attempts[("1", 1)].Failure);
    }

    private RecordedAttempt Attempt(int number) => _reading.Result([]).Attempts[("1", number)];

    private void Started(int attempt) => Take(e => e.StepStarted = new() { Attempt = attempt });

    private void Said(string id, string text) => Take(e => e.MessageCompleted = new() { MessageId = id, Role = "assistant", Text = text });

    private void Called(string id, int turn, string tool)
        => Take(e => e.ToolRequested = new() { CallId = id, Turn = turn, Tool = tool, Arguments = new() { Fields = { ["id"] = Value.ForString(id) } } });

    private void Denied(string id, int turn, string tool) => Take(e => e.ToolDenied = new() { CallId = id, Turn = turn, Tool = tool, Arguments = new() });

    private void Finished(string id, int result) => Take(e => e.ToolFinished = new() { CallId = id, Result = Value.ForNumber(result) });

    private void Used(long input, long output) => Take(e => e.UsageRecorded = new() { Delta = new() { InputTokens = input, OutputTokens = output } });

    private void Take(Action<ExecutionEvent> fill)
    {
        var happened = new ExecutionEvent { StepPath = "1" };
        fill(happened);
        _reading.Take(happened);
    }
}

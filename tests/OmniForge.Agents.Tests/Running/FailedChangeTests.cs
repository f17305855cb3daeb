using OmniForge.Agents.Models;
using OmniForge.Agents.Running;
using OmniForge.Agents.Running.Waits;
using OmniForge.Agents.Tools;
using static OmniForge.Agents.Tests.Running.ScriptedModel;

namespace OmniForge.Agents.Tests.Running;

/// <summary>A change that ended with an error may have happened all the same: what a repetition of it carries, and when it is asked about.</summary>
public sealed class FailedChangeTests
{
    private static readonly ModelException Overloaded = new(ModelFaults.Of(new ModelSignal(503)));
    private static readonly ToolResult Sent = FakeTool.Value("""{"sent":true}""");

    private readonly ListLog _log = new();

    [Fact]
    public async Task The_next_attempt_sends_a_failed_change_under_the_same_key_and_a_new_one_under_its_own()
    {
        var tool = Sending(ToolRepeat.Keyed, ToolResult.Fail(ToolErrorCode.Unavailable, "gone"), Sent);
        var model = new ScriptedModel(
            Calls("Send", ("to", "all")), Throws(Overloaded),
            Calls("Send", ("to", "all")), Calls("Send", ("to", "all")), Calls("Send", ("to", "me")), Says("ok"));

        await RetriedAsync(model, tool);

        Assert.Equal(["e1:1:1", "e1:1:1", "e1:1:3", "e1:1:4"], tool.Calls.Select(call => call.Key));
        Assert.Equal(["1:1", "1:2", "1:3", "1:4"], _log.Of<ToolRequested>().Select(call => call.CallId));
    }

    [Fact]
    public async Task A_model_that_tries_again_at_once_repeats_the_same_change()
    {
        var refused = ToolResult.Fail(ToolErrorCode.RateLimited, "slowly");
        var tool = Sending(ToolRepeat.Keyed, refused, refused, Sent);
        var model = new ScriptedModel(Calls("Send", ("a", 1), ("b", 2)), Calls("Send", ("b", 2), ("a", 1)), Calls("Send", ("a", 1), ("b", 2)), Says("ok"));

        await Runs.RunAsync(Runs.Request(model, [Runs.Skill("a")], tool), _log);

        Assert.Equal(["e1:1:1", "e1:1:1", "e1:1:1"], tool.Calls.Select(call => call.Key));
    }

    [Fact]
    public async Task A_change_that_broke_off_is_written_down_as_in_doubt_and_repeated_under_its_key()
    {
        var times = 0;
        var tool = new FakeTool(
            "Send", ToolClass.Write, """{"type":"object"}""",
            (_, _, _) => times++ == 0 ? throw new InvalidOperationException("cut") : Task.FromResult(Sent), repeat: ToolRepeat.Keyed);

        await RetriedAsync(new ScriptedModel(Calls("Send"), Calls("Send"), Says("ok")), tool);

        Assert.Equal(["e1:1:1", "e1:1:1"], tool.Calls.Select(call => call.Key));
        Assert.Equal([ToolErrorCode.InDoubt, null], _log.Of<ToolFinished>().Select(call => call.Error?.Code));
    }

    [Fact]
    public async Task A_change_cut_by_the_time_limit_of_its_step_is_in_doubt()
    {
        var time = Runs.Clock();
        var tool = new FakeTool(
            "Send", ToolClass.Write, """{"type":"object"}""",
            async (_, _, stop) =>
            {
                time.Advance(TimeSpan.FromSeconds(10));
                await Task.Delay(Timeout.InfiniteTimeSpan, stop);
                return Sent;
            }, repeat: ToolRepeat.Unsafe);
        var skill = Runs.Skill("a") with { ErrorStrategy = StepErrorStrategy.Retry, Timeout = TimeSpan.FromSeconds(5) };
        var request = Runs.Request(new ScriptedModel(Calls("Send"), Calls("Send")), [skill], tool) with { Waits = new() { LongestPauseInPlace = TimeSpan.FromHours(1) } };

        var outcome = await Pauses.PassAsync(time, Runs.RunAsync(request, _log, time), _log);

        Assert.Equal(RunEnd.Suspended, outcome.End);
        Assert.Single(tool.Calls);
        Assert.Equal(("1:2.doubt1", QuestionKind.InDoubt), (Question.Id, Question.Kind));
    }

    [Theory]
    [InlineData(ToolRepeat.Unsafe, ToolErrorCode.Unavailable, true)]
    [InlineData(ToolRepeat.Unsafe, ToolErrorCode.Timeout, true)]
    [InlineData(ToolRepeat.Probe, ToolErrorCode.InDoubt, true)]
    [InlineData(ToolRepeat.Unsafe, ToolErrorCode.Invalid, false)]
    [InlineData(ToolRepeat.Unsafe, ToolErrorCode.RateLimited, false)]
    [InlineData(ToolRepeat.Safe, ToolErrorCode.Unavailable, false)]
    [InlineData(ToolRepeat.Keyed, ToolErrorCode.Timeout, false)]
    public async Task What_may_have_happened_and_cannot_be_repeated_is_asked_about(ToolRepeat repeat, ToolErrorCode error, bool asked)
    {
        var tool = Sending(repeat, ToolResult.Fail(error, "no"), Sent);
        var request = Runs.Request(new ScriptedModel(Calls("Send"), Calls("Send"), Says("ok")), [Runs.Skill("a")], tool) with { Waits = new() };

        var outcome = await Runs.RunAsync(request, _log);

        Assert.Equal((asked ? RunEnd.Suspended : RunEnd.Succeeded, asked ? 1 : 2), (outcome.End, tool.Calls.Count));
        Assert.Equal(asked ? "1:2.doubt1" : null, _log.Of<QuestionOpened>().SingleOrDefault()?.Question.Id);
    }

    [Theory]
    [InlineData("made", 1, null)]
    [InlineData("not made", 2, null)]
    [InlineData("nobody can tell", 1, ToolErrorCode.InDoubt)]
    public async Task A_change_in_doubt_is_looked_for_before_it_is_sent_again(string look, int sent, ToolErrorCode? error)
    {
        var fake = Sending(ToolRepeat.Probe, ToolResult.Fail(ToolErrorCode.InDoubt, "lost"), Sent);
        var tool = new ProbedTool(fake, _ => Task.FromResult(look switch
        {
            "made" => FakeTool.Value("""{"found":true}"""),
            "not made" => null,
            _ => ToolResult.Fail(ToolErrorCode.Unavailable, "no answer"),
        }));

        await Runs.RunAsync(Runs.Request(new ScriptedModel(Calls("Send"), Calls("Send"), Says("ok")), [Runs.Skill("a")], tool), _log);

        Assert.Equal((sent, "e1:1:1"), (fake.Calls.Count, Assert.Single(tool.Looks)));
        Assert.Equal(error, _log.Of<ToolFinished>()[1].Error?.Code);
        Assert.Equal(look == "made", _log.Of<ToolFinished>()[1].Result?.ToJsonString() == """{"found":true}""");
    }

    [Fact]
    public async Task A_call_that_was_under_way_at_a_crash_is_looked_for_too()
    {
        var fake = Sending(ToolRepeat.Probe, Sent);
        var tool = new ProbedTool(fake, _ => Task.FromResult<ToolResult?>(Sent));
        var open = new OpenCall { Id = "1:1", Tool = "Send", Arguments = [], RequestedAt = Runs.Start };
        var request = Runs.Request(new ScriptedModel(Says("ok")), [Runs.Skill("a")], tool) with
        {
            Waits = new() { OpenSteps = new Dictionary<string, OpenStep> { ["1"] = new() { Attempt = 1, LastCall = 1, Calls = [open] } } },
        };

        var outcome = await Runs.RunAsync(request, _log);

        Assert.Equal((RunEnd.Succeeded, 0, "e1:1:1"), (outcome.End, fake.Calls.Count, Assert.Single(tool.Looks)));
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_it_is_not_sent_again()
    {
        var tool = Sending(ToolRepeat.Unsafe, ToolResult.Fail(ToolErrorCode.Unavailable, "gone"), Sent);

        var outcome = await Runs.RunAsync(Runs.Request(new ScriptedModel(Calls("Send"), Calls("Send"), Says("ok")), [Runs.Skill("a")], tool), _log);

        Assert.Equal(RunEnd.Succeeded, outcome.End);
        Assert.Single(tool.Calls);
        Assert.Equal(ToolErrorCode.InDoubt, _log.Of<ToolFinished>()[1].Error!.Code);
    }

    [Theory]
    [InlineData(QuestionDecision.Retry, 1)]
    [InlineData(QuestionDecision.Skip, 0)]
    public async Task The_answer_to_a_doubt_holds_for_the_change_and_a_repetition_keeps_its_first_key(QuestionDecision decision, int calls)
    {
        var tool = Sending(ToolRepeat.Unsafe, Sent);
        var failed = Failed("1:1", attempt: 1);
        var question = new OpenQuestion("1:2.doubt1", QuestionKind.InDoubt, Runs.Start.AddHours(1), new QuestionAnswer(decision) { Fresh = true });
        var open = new OpenCall { Id = "1:2", Tool = "Send", Arguments = [], RequestedAt = Runs.Start, Questions = [question] };
        var request = Back(new ScriptedModel(Says("ok")), tool, new OpenStep { Attempt = 2, LastCall = 2, Calls = [open] }, failed);

        var outcome = await Runs.RunAsync(request, _log);

        Assert.Equal((RunEnd.Succeeded, calls), (outcome.End, tool.Calls.Count));
        Assert.All(tool.Calls, call => Assert.Equal("e1:1:1", call.Key));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_failed_change_is_remembered_over_a_crash_in_the_same_and_in_the_next_attempt(int attempt)
    {
        var tool = Sending(ToolRepeat.Keyed, Sent);
        var request = Back(new ScriptedModel(Calls("Send"), Says("ok")), tool, new OpenStep { Attempt = attempt, LastCall = 1 }, Failed("1:1", 1));

        await Runs.RunAsync(request, _log);

        Assert.Equal(("e1:1:1", "1:2"), (Assert.Single(tool.Calls).Key, _log.Of<ToolRequested>()[0].CallId));
    }

    private Question Question => Assert.Single(_log.Of<QuestionOpened>()).Question;

    private async Task RetriedAsync(ScriptedModel model, FakeTool tool)
    {
        var time = Runs.Clock();
        var retried = Runs.Skill("a") with { ErrorStrategy = StepErrorStrategy.Retry };
        var outcome = await Pauses.PassAsync(time, Runs.RunAsync(Runs.Request(model, [retried], tool), _log, time), _log);
        Assert.Equal(RunEnd.Succeeded, outcome.End);
    }

    private static RunRequest Back(ScriptedModel model, FakeTool tool, OpenStep step, ToolFinished finished) => Runs.Request(model, [Runs.Skill("a")], tool) with
    {
        FinishedCalls = new Dictionary<string, ToolFinished> { [finished.CallId] = finished },
        Waits = new() { OpenSteps = new Dictionary<string, OpenStep> { ["1"] = step } },
    };

    private static ToolFinished Failed(string id, int attempt)
        => new(id, "Send", null, new ToolError(ToolErrorCode.Unavailable, "gone"), false, TimeSpan.Zero, false) { Arguments = [], Attempt = attempt };

    private static FakeTool Sending(ToolRepeat repeat, params ToolResult[] results)
    {
        var left = new Queue<ToolResult>(results);
        return new(
            "Send", ToolClass.Write, """{"type":"object"}""",
            (_, _, _) => Task.FromResult(left.Count > 1 ? left.Dequeue() : left.Peek()), repeat: repeat);
    }
}

using OmniForge.Agents.Models;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tools;
using static OmniForge.Agents.Tests.Running.ScriptedModel;

namespace OmniForge.Agents.Tests.Running;

/// <summary>What follows when a step fails: stop, skip, retry.</summary>
public sealed class StepFailureTests
{
    private static readonly ModelException Overloaded = new(ModelFaults.Of(new ModelSignal(503)));
    private static readonly ModelException BadKey = new(ModelFaults.Of(new ModelSignal(401)));

    private readonly ListLog _log = new();

    [Fact]
    public async Task Stop_ends_the_run_and_the_next_skill_is_not_started()
    {
        var outcome = await Runs.RunAsync(
            Runs.Request(new ScriptedModel(Says("one"), Throws(BadKey)), [Runs.Skill("a"), Runs.Skill("b", 2), Runs.Skill("c", 3)]), _log);

        Assert.Equal((RunEnd.Failed, "STEP_FAILED"), (outcome.End, outcome.StopReason));
        Assert.Equal(("MODEL_AUTH", RunFailureCategory.Model, 401), (outcome.Failure!.Reason, outcome.Failure.Category, outcome.Failure.ProviderStatus));
        Assert.Equal(["a", "b"], _log.Of<StepStarted>().Select(s => s.Skill));
        Assert.Equal(
            [("a", StepOutcome.Succeeded), ("b", StepOutcome.Failed)],
            _log.Of<StepFinished>().Select(s => (s.Step.Skill, s.Step.Outcome)));
        Assert.Equal([("c", "EARLIER_STOP")], _log.Of<StepSkipped>().Select(s => (s.Step.Skill, s.Reason)));
        Assert.Equal("""{"text":"one"}""", outcome.Result!.ToJsonString());
    }

    [Fact]
    public async Task Skip_goes_on_with_the_last_output_and_marks_the_result_partial()
    {
        var skipped = Runs.Skill("b", 2) with { ErrorStrategy = StepErrorStrategy.Skip };

        var outcome = await Runs.RunAsync(
            Runs.Request(new ScriptedModel(Says("one"), Throws(BadKey), Says("three")), [Runs.Skill("a"), skipped, Runs.Skill("c", 3)]), _log);

        Assert.Equal((RunEnd.Succeeded, true), (outcome.End, outcome.Partial));
        Assert.Null(outcome.Failure);
        Assert.Equal("ERROR_STRATEGY", Assert.Single(_log.Of<StepSkipped>()).Reason);
        Assert.Equal("MODEL_AUTH", _log.Of<StepSkipped>()[0].Step.Failure!.Reason);
        Assert.Equal("""{"text":"one"}""", _log.Of<StepStarted>()[2].Input.ToJsonString());
    }

    [Fact]
    public async Task Retry_waits_longer_each_time_and_succeeds_at_the_third_attempt()
    {
        var time = Runs.Clock();
        var retried = Runs.Skill("a") with { ErrorStrategy = StepErrorStrategy.Retry };
        var model = new ScriptedModel(Throws(Overloaded), Throws(Overloaded), Says("ok"));

        var outcome = await Pauses.PassAsync(time, Runs.RunAsync(Runs.Request(model, [retried]), _log, time), _log);

        Assert.Equal(RunEnd.Succeeded, outcome.End);
        Assert.Equal([1, 2, 3], _log.Of<StepStarted>().Select(s => s.Attempt));
        var scheduled = _log.Of<StepRetryScheduled>();
        Assert.InRange(scheduled[0].At - Runs.Start, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(1.1));
        Assert.InRange(scheduled[1].At - scheduled[0].At, TimeSpan.FromSeconds(1.8), TimeSpan.FromSeconds(2.2));
        Assert.All(scheduled, s => Assert.Equal("MODEL_OVERLOADED", s.Cause.Reason));
        Assert.Equal([(1, StepOutcome.Failed), (2, StepOutcome.Failed)], scheduled.Select(s => (s.Step!.Attempt, s.Step.Outcome)));
        Assert.Equal((3, StepOutcome.Succeeded), (_log.Of<StepFinished>()[0].Step.Attempt, _log.Of<StepFinished>()[0].Step.Outcome));
    }

    [Fact]
    public async Task Retries_end()
    {
        var time = Runs.Clock();
        var retried = Runs.Skill("a") with { ErrorStrategy = StepErrorStrategy.Retry, Retry = new StepRetry { MaxRetries = 2 } };
        var model = new ScriptedModel(Throws(Overloaded), Throws(Overloaded), Throws(Overloaded));

        var outcome = await Pauses.PassAsync(time, Runs.RunAsync(Runs.Request(model, [retried]), _log, time), _log);

        Assert.Equal((RunEnd.Failed, "RETRIES_EXHAUSTED"), (outcome.End, outcome.StopReason));
        Assert.Equal(3, _log.Of<StepStarted>().Count);
    }

    [Fact]
    public async Task What_cannot_get_better_is_not_retried()
    {
        var retried = Runs.Skill("a") with { ErrorStrategy = StepErrorStrategy.Retry };

        var outcome = await Runs.RunAsync(Runs.Request(new ScriptedModel(Throws(BadKey)), [retried]), _log);

        Assert.Equal("STEP_FAILED", outcome.StopReason);
        Assert.Empty(_log.Of<StepRetryScheduled>());
    }

    [Fact]
    public async Task A_change_made_by_an_earlier_attempt_is_not_made_again()
    {
        var time = Runs.Clock();
        var post = FakeTool.Answering("post", ToolClass.Write, FakeTool.Value("""{"id":"m1"}"""), FakeTool.Value("""{"id":"m2"}"""));
        var read = FakeTool.Answering("Read", ToolClass.Read, FakeTool.Value("{}"));
        var model = new ScriptedModel(
            Calls("Read"), Calls("post", ("text", "hi")), Throws(Overloaded),
            Calls("Read"), Calls("post", ("text", "hi")), Calls("post", ("text", "hi")), Says("ok"));
        var retried = Runs.Skill("a") with { ErrorStrategy = StepErrorStrategy.Retry };

        await Pauses.PassAsync(time, Runs.RunAsync(Runs.Request(model, [retried], post, read), _log, time), _log);

        Assert.Equal(2, read.Calls.Count);
        Assert.Equal(["e1:1:2", "e1:1:5"], post.Calls.Select(c => c.Key));
    }

    [Fact]
    public async Task A_fault_of_ours_fails_the_step_and_not_the_server()
    {
        var broken = new FakeTool("Read", ToolClass.Read, """{"type":"object"}""", (_, _, _) => throw new InvalidOperationException("secret"));

        var outcome = await Runs.RunAsync(Runs.Request(new ScriptedModel(Calls("Read")), [Runs.Skill("a")], broken), _log);

        Assert.Equal(("INTERNAL", "INTERNAL"), (outcome.StopReason, outcome.Failure!.Reason));
        Assert.DoesNotContain("secret", outcome.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("secret", outcome.Failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turns_are_limited()
    {
        var turn = Calls("Read");
        var read = FakeTool.Answering("Read", ToolClass.Read, FakeTool.Value("{}"));
        var request = Runs.Request(new ScriptedModel(turn, turn, turn), [Runs.Skill("a")], read);

        var outcome = await Runs.RunAsync(
            request with { Plan = request.Plan with { Limits = new RunLimits { MaxIterations = 2 } } }, _log);

        Assert.Equal(("ITERATION_LIMIT", 2), (outcome.StopReason, outcome.Usage.ModelCalls));
    }

    [Fact]
    public async Task Tokens_are_limited_over_all_steps_and_crashes()
    {
        var model = new ScriptedModel(Uses(60, 20, "one"), Uses(10, 10, "two"));
        var request = Runs.Request(model, [Runs.Skill("a"), Runs.Skill("b", 2)]);

        var outcome = await Runs.RunAsync(
            request with
            {
                UsageSoFar = new RunUsage { InputTokens = 20 },
                Plan = request.Plan with { Limits = new RunLimits { MaxTokens = 100 } },
            },
            _log);

        Assert.Equal("BUDGET", outcome.StopReason);
        Assert.Equal((80, 20), (outcome.Usage.InputTokens, outcome.Usage.OutputTokens));
        var recorded = Assert.Single(_log.Of<UsageRecorded>());
        Assert.Equal((60, 80), (recorded.Delta.InputTokens, recorded.Total.InputTokens));
        Assert.Equal("scripted", recorded.Total.Provider);
    }

    [Theory]
    [InlineData("", "MODEL_ANSWER_EMPTY")]
    [InlineData("  \n", "MODEL_ANSWER_EMPTY")]
    public async Task An_empty_answer_is_a_failure(string text, string reason)
    {
        var outcome = await Runs.RunAsync(Runs.Request(new ScriptedModel(Says(text)), [Runs.Skill("a")]), _log);

        Assert.Equal(reason, outcome.Failure!.Reason);
    }

    [Fact]
    public async Task Every_failure_reads_in_plain_words_and_in_the_same_order()
    {
        foreach (var status in (int[])[0, 400, 401, 404, 408, 429, 500, 503])
        {
            var outcome = await Runs.RunAsync(
                Runs.Request(new ScriptedModel(Throws(new ModelException(ModelFaults.Of(new ModelSignal(status))))), [Runs.Skill("week report")]),
                new ListLog());

            PlainWords.Check(outcome.Failure!.Message, "week report");
        }
    }
}

using OmniForge.Agents.Models;
using OmniForge.Agents.Running;
using OmniForge.Agents.Running.Waits;
using OmniForge.Agents.Tools;
using static OmniForge.Agents.Tests.Running.ScriptedModel;

namespace OmniForge.Agents.Tests.Running;

/// <summary>Another skill takes over, retries with exceptions, and results of an agreed form.</summary>
public sealed class FallbackTests
{
    private static readonly ModelException BadKey = new(ModelFaults.Of(new ModelSignal(401)));
    private static readonly ModelException Overloaded = new(ModelFaults.Of(new ModelSignal(503)));

    private readonly ListLog _log = new();

    [Fact]
    public async Task Another_skill_does_the_step_as_one_more_attempt()
    {
        var outcome = await Runs.RunAsync(With(new ScriptedModel(Throws(BadKey), Says("""{"n":2}"""), Says("end"))), _log);

        Assert.Equal((RunEnd.Succeeded, false), (outcome.End, outcome.Partial));
        Assert.Equal([("1", "fetch", 1), ("1", "spare", 2), ("2", "after", 1)], _log.Of<StepStarted>().Select(s => (s.StepPath, s.Skill, s.Attempt)));
        Assert.Equal(("fetch", 1, StepOutcome.Failed), Named(Assert.Single(_log.Of<StepRetryScheduled>()).Step!));
        Assert.Equal(("spare", 2, StepOutcome.Succeeded), Named(_log.Of<StepFinished>()[0].Step));
        Assert.Equal(("fetch", "digest-of-spare"), (_log.Of<StepFinished>()[0].Step.Key, _log.Of<StepFinished>()[0].Step.Digest));
        Assert.Equal("""{"n":2}""", _log.Of<StepStarted>()[2].Input.ToJsonString());
    }

    [Fact]
    public async Task When_that_fails_too_the_run_ends()
    {
        var outcome = await Runs.RunAsync(With(new ScriptedModel(Throws(BadKey), Throws(BadKey))), _log);

        Assert.Equal((RunEnd.Failed, "STEP_FAILED"), (outcome.End, outcome.StopReason));
        Assert.Contains("spare", outcome.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal("EARLIER_STOP", Assert.Single(_log.Of<StepSkipped>()).Reason);
    }

    [Fact]
    public async Task It_may_use_only_its_own_tools_and_repeats_no_change()
    {
        var post = FakeTool.Answering("post", ToolClass.Write, FakeTool.Value("""{"id":"m1"}"""));
        var read = FakeTool.Answering("Read", ToolClass.Read, FakeTool.Value("{}"));
        var model = new ScriptedModel(Calls("post", ("t", "hi")), Throws(BadKey), Calls("post", ("t", "hi")), Calls("Read"), Says("ok"), Says("end"));

        await Runs.RunAsync(With(model, "post", post, read), _log);

        Assert.Single(post.Calls);
        Assert.Equal("Read", Assert.Single(_log.Of<ToolDenied>()).Tool);
    }

    [Theory]
    [InlineData(2, "spare", false)]
    [InlineData(1, "fetch", true)]
    public async Task After_a_crash_the_skill_that_was_at_work_or_about_to_goes_on(int attempt, string skill, bool paused)
    {
        var open = new OpenStep { Attempt = attempt, Skill = skill, RetryAt = paused ? Runs.Start : null };
        var waits = new WaitOptions { OpenSteps = new Dictionary<string, OpenStep> { ["1"] = open } };

        await Runs.RunAsync(With(new ScriptedModel(Says("one"), Says("end"))) with { Waits = waits }, _log);

        Assert.Equal(("spare", 2, StepOutcome.Succeeded), Named(_log.Of<StepFinished>()[0].Step));
    }

    [Fact]
    public async Task A_reason_that_is_named_is_not_retried()
    {
        var retried = Runs.Skill("a") with
        {
            ErrorStrategy = StepErrorStrategy.Retry,
            Retry = new StepRetry { NonRetryable = ["MODEL_OVERLOADED"] },
        };

        var outcome = await Runs.RunAsync(Runs.Request(new ScriptedModel(Throws(Overloaded)), [retried]), _log);

        Assert.Equal("STEP_FAILED", outcome.StopReason);
        Assert.Empty(_log.Of<StepRetryScheduled>());
    }

    [Fact]
    public async Task A_result_of_another_form_may_be_corrected_twice()
    {
        var model = new ScriptedModel(Says("no object"), Says("""{"count":"three"}"""), Says("""{"count":3,"more":true}"""));

        var outcome = await Runs.RunAsync(Runs.Request(model, [Formed()]), _log);

        Assert.Equal("""{"count":3,"more":true}""", outcome.Result!.ToJsonString());
        Assert.Contains("'count' is missing", model.Asked[1][^1].Text, StringComparison.Ordinal);
        Assert.Contains("'count' must be a whole number", model.Asked[2][^1].Text, StringComparison.Ordinal);
        Assert.Contains("\"required\"", model.Asked[0][0].Text, StringComparison.Ordinal);
        Assert.Equal(3, outcome.Usage.ModelCalls);
    }

    [Fact]
    public async Task After_that_the_step_fails()
    {
        var outcome = await Runs.RunAsync(Runs.Request(new ScriptedModel(Says("a"), Says("b"), Says("c")), [Formed()]), _log);

        Assert.Equal((RunEnd.Failed, "OUTPUT_INVALID", RunFailureCategory.Validation), (outcome.End, outcome.Failure!.Reason, outcome.Failure.Category));
        Assert.Contains("'count' is missing", outcome.Failure.Message, StringComparison.Ordinal);
        PlainWords.Check(outcome.Failure.Message, "count");
    }

    private static PlannedSkill Formed() => Runs.Skill("count") with
    {
        OutputSchema = System.Text.Json.JsonElement.Parse("""{"type":"object","properties":{"count":{"type":"integer"}},"required":["count"]}"""),
    };

    private static (string, int, StepOutcome) Named(StepRecord step) => (step.Skill, step.Attempt, step.Outcome);

    private static RunRequest With(ScriptedModel model, string? tools = null, params ITool[] given)
    {
        var spare = Runs.Skill("spare", tools: tools);
        var request = Runs.Request(
            model, [Runs.Skill("fetch") with { ErrorStrategy = StepErrorStrategy.Fallback, Fallback = "spare" }, Runs.Skill("after", 2)], given);
        return request with { Plan = request.Plan with { Library = [new LibrarySkill { Name = "spare", Text = spare.Text, Digest = spare.Digest }] } };
    }
}

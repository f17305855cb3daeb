using OmniForge.Agents.Running;
using OmniForge.Agents.Tools;
using static OmniForge.Agents.Tests.Running.ScriptedModel;

namespace OmniForge.Agents.Tests.Running;

/// <summary>Cancellation, time limits, and going on after a crash.</summary>
public sealed class RunStopTests
{
    private readonly ListLog _log = new();

    [Fact]
    public async Task Cancelling_records_the_running_step_and_gives_one_outcome()
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var hanging = new FakeTool("Read", ToolClass.Read, """{"type":"object"}""", (_, _, _) =>
        {
            caller.Cancel();
            return new TaskCompletionSource<ToolResult>().Task;
        });
        var request = Runs.Request(new ScriptedModel(Calls("Read")), [Runs.Skill("a"), Runs.Skill("b", 2)], hanging);

        var outcome = await new AgentRunner(Runs.Clock()).RunAsync(request, _log, caller.Token);

        Assert.Equal((RunEnd.Cancelled, "USER"), (outcome.End, outcome.StopReason));
        Assert.Equal(StepOutcome.Cancelled, Assert.Single(_log.Of<StepFinished>()).Step.Outcome);
        Assert.Equal("StepStarted ToolRequested UsageRecorded StepFinished StepSkipped", _log.Kinds);
    }

    [Fact]
    public async Task A_run_cancelled_before_it_starts_starts_nothing()
    {
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();
        var model = new ScriptedModel(Says("ok"));

        var outcome = await new AgentRunner(Runs.Clock()).RunAsync(Runs.Request(model, [Runs.Skill("a")]), _log, caller.Token);

        Assert.Equal(RunEnd.Cancelled, outcome.End);
        Assert.Empty(model.Asked);
    }

    [Fact]
    public async Task A_step_that_takes_too_long_is_timed_out()
    {
        var time = Runs.Clock();
        var skill = Runs.Skill("a") with { Timeout = TimeSpan.FromSeconds(90) };

        var outcome = await Runs.RunAsync(Runs.Request(Hanging(time, TimeSpan.FromSeconds(91)), [skill]), _log, time);

        Assert.Equal((RunEnd.TimedOut, "DEADLINE"), (outcome.End, outcome.StopReason));
        var step = Assert.Single(_log.Of<StepFinished>()).Step;
        Assert.Equal((StepOutcome.TimedOut, "STEP_TIMEOUT"), (step.Outcome, step.Failure!.Reason));
        Assert.Contains("90 seconds", step.Failure.Message, StringComparison.Ordinal);
        PlainWords.Check(step.Failure.Message, "a");
    }

    [Fact]
    public async Task A_step_that_takes_too_long_is_skipped_when_the_agent_says_so()
    {
        var time = Runs.Clock();
        var skill = Runs.Skill("a") with { ErrorStrategy = StepErrorStrategy.Skip };

        var outcome = await Runs.RunAsync(Runs.Request(Hanging(time, TimeSpan.FromMinutes(6), Says("ok")), [skill, Runs.Skill("b", 2)]), _log, time);

        Assert.Equal((RunEnd.Succeeded, true), (outcome.End, outcome.Partial));
    }

    [Theory]
    [InlineData(StepErrorStrategy.Stop)]
    [InlineData(StepErrorStrategy.Skip)]
    [InlineData(StepErrorStrategy.Retry)]
    public async Task The_deadline_of_the_run_ends_it_whatever_the_step_says(StepErrorStrategy strategy)
    {
        var time = Runs.Clock();
        var skill = Runs.Skill("a") with { ErrorStrategy = strategy, Timeout = TimeSpan.FromHours(1) };

        var outcome = await Runs.RunAsync(Runs.Request(Hanging(time, TimeSpan.FromMinutes(15)), [skill, Runs.Skill("b", 2)]), _log, time);

        Assert.Equal((RunEnd.TimedOut, "DEADLINE", "DEADLINE"), (outcome.End, outcome.StopReason, outcome.Failure!.Reason));
        Assert.Single(_log.Of<StepStarted>());
    }

    [Fact]
    public async Task The_deadline_counts_from_the_recorded_start()
    {
        var time = Runs.Clock();
        time.Advance(TimeSpan.FromMinutes(16));

        var outcome = await Runs.RunAsync(Runs.Request(new ScriptedModel(Says("ok")), [Runs.Skill("a")]), _log, time);

        Assert.Equal(RunEnd.TimedOut, outcome.End);
    }

    [Fact]
    public async Task A_pause_before_a_retry_ends_with_the_run()
    {
        using var caller = new CancellationTokenSource();
        var log = new ListLog { Before = e => _ = e is StepRetryScheduled ? Cancel(caller) : 0 };
        var skill = Runs.Skill("a") with { ErrorStrategy = StepErrorStrategy.Retry };

        var outcome = await new AgentRunner(Runs.Clock()).RunAsync(
            Runs.Request(new ScriptedModel(Throws(new IOException("cut"))), [skill]), log, caller.Token);

        Assert.Equal(RunEnd.Cancelled, outcome.End);
        Assert.Equal(StepOutcome.Cancelled, Assert.Single(log.Of<StepFinished>()).Step.Outcome);
    }

    [Fact]
    public async Task Finished_steps_are_never_run_again()
    {
        var first = new ListLog();
        var skills = new[] { Runs.Skill("a"), Runs.Skill("b", 2) with { ErrorStrategy = StepErrorStrategy.Skip }, Runs.Skill("c", 3) };
        await Runs.RunAsync(Runs.Request(new ScriptedModel(Says("one"), Throws(new IOException("cut")), Says("three")), skills), first);
        StepRecord[] finished = [first.Of<StepFinished>()[0].Step, first.Of<StepSkipped>()[0].Step];
        var model = new ScriptedModel(Says("again"));

        var outcome = await Runs.RunAsync(Runs.Request(model, skills) with { FinishedSteps = finished }, _log);

        Assert.Single(model.Asked);
        Assert.Equal((RunEnd.Succeeded, true), (outcome.End, outcome.Partial));
        Assert.Equal(("c", """{"text":"one"}"""), (_log.Of<StepStarted>()[0].Skill, _log.Of<StepStarted>()[0].Input.ToJsonString()));
    }

    [Fact]
    public async Task A_run_whose_last_step_had_failed_before_a_crash_ends_the_same_way()
    {
        var first = new ListLog();
        var skills = new[] { Runs.Skill("a"), Runs.Skill("b", 2) };
        var before = await Runs.RunAsync(Runs.Request(new ScriptedModel(Throws(new IOException("cut"))), skills), first);

        var after = await Runs.RunAsync(Runs.Request(new ScriptedModel(), skills) with { FinishedSteps = [first.Of<StepFinished>()[0].Step] }, _log);

        Assert.Equal((before.End, before.StopReason, before.Failure), (after.End, after.StopReason, after.Failure));
        Assert.Equal("StepSkipped", _log.Kinds);
    }

    [Fact]
    public async Task A_run_that_was_stopped_with_its_server_goes_on_where_it_was()
    {
        using var server = new CancellationTokenSource();
        var first = new ListLog();
        var skills = new[] { Runs.Skill("a"), Runs.Skill("b", 2), Runs.Skill("c", 3) };
        var stopping = new ScriptedModel(Says("one"), Says("never"))
        {
            Before = async (turn, cancellationToken) =>
            {
                if (turn == 2)
                {
                    await server.CancelAsync();
                    cancellationToken.ThrowIfCancellationRequested();
                }
            },
        };
        await new AgentRunner(Runs.Clock()).RunAsync(Runs.Request(stopping, skills), first, server.Token);
        StepRecord[] records = [.. first.Of<StepFinished>().Select(s => s.Step), .. first.Of<StepSkipped>().Select(s => s.Step)];
        Assert.Equal(3, records.Length);

        var outcome = await Runs.RunAsync(Runs.Request(new ScriptedModel(Says("two"), Says("three")), skills) with { FinishedSteps = records }, _log);

        Assert.Equal((RunEnd.Succeeded, false), (outcome.End, outcome.Partial));
        Assert.Equal(["b", "c"], _log.Of<StepStarted>().Select(s => s.Skill));
    }

    [Theory]
    [InlineData("""{"limit":1.50,"b":[{"y":1,"x":2}],"big":9007199254740993}""", """{"b":[{"x":2.0,"y":1e0}],"big":9007199254740993,"limit":1.5}""")]
    [InlineData("""{"a":0.10,"n":null,"t":"1.50"}""", """{"t":"1.50","n":null,"a":1e-1}""")]
    public void Arguments_are_the_same_whatever_their_order_and_the_form_of_their_numbers(string one, string other)
        => Assert.Equal(RunJson.Canonical(Runs.Json(one)), RunJson.Canonical(Runs.Json(other)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Committed_calls_are_replayed_and_not_made_again(bool argumentsKnown)
    {
        var first = new ListLog();
        var script = Calls("post", ("text", "hi"));
        var fetch = Calls("Read", ("file_path", "a"));
        var post = FakeTool.Answering("post", ToolClass.Write, FakeTool.Value("""{"id":"m1"}"""));
        var read = FakeTool.Answering("Read", ToolClass.Read, FakeTool.Value("{}"));
        await Runs.RunAsync(
            Runs.Request(new ScriptedModel(script, Throws(new IOException("crash"))), [Runs.Skill("a")], post, read), first);
        var committed = first.Of<ToolFinished>().ToDictionary(c => c.CallId, c => argumentsKnown ? c : c with { Arguments = null });
        var model = argumentsKnown ? new ScriptedModel(fetch, Says("ok")) : new ScriptedModel(script, fetch, Says("ok"));

        var outcome = await Runs.RunAsync(Runs.Request(model, [Runs.Skill("a")], post, read) with { FinishedCalls = committed }, _log);

        Assert.Equal(RunEnd.Succeeded, outcome.End);
        Assert.Single(post.Calls);
        Assert.Equal(["1:2"], _log.Of<ToolFinished>().Select(c => c.CallId));
        Assert.Contains(
            model.Asked[^1].SelectMany(m => m.Contents).OfType<Microsoft.Extensions.AI.FunctionResultContent>(),
            c => c.Inside() == """{"id":"m1"}""");
    }

    [Fact]
    public async Task Skills_of_one_order_get_the_same_input_and_are_joined_by_key()
    {
        var model = new SkillModel((skill, _, _, _) => Task.FromResult(SkillModel.Text($"said by {skill}")));

        await Runs.RunAsync(
            Runs.Request(model, [Runs.Skill("a"), Runs.Skill("b"), Runs.Skill("c", 2)]) with { Input = Runs.Json("""{"x":1}""") }, _log);

        Assert.Equal(
            ["""{"x":1}""", """{"x":1}""", """{"a":{"text":"said by a"},"b":{"text":"said by b"}}"""],
            _log.Of<StepStarted>().Select(s => s.Input.ToJsonString()));
    }

    private static int Cancel(CancellationTokenSource source)
    {
        source.Cancel();
        return 0;
    }

    /// <summary>A model whose first turn lasts until the clock has moved on and then never ends.</summary>
    private static ScriptedModel Hanging(
        Microsoft.Extensions.Time.Testing.FakeTimeProvider time,
        TimeSpan span,
        params Func<IReadOnlyList<Microsoft.Extensions.AI.ChatMessage>, IEnumerable<Microsoft.Extensions.AI.ChatResponseUpdate>>[] later)
        => new([.. later])
        {
            Before = (turn, cancellationToken) =>
            {
                if (turn > 1)
                {
                    return Task.CompletedTask;
                }

                time.Advance(span);
                return Task.Delay(Timeout.Infinite, cancellationToken);
            },
        };
}

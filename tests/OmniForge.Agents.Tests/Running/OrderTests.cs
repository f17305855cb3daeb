using Microsoft.Extensions.AI;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tools;
using OmniForge.TestKit;

namespace OmniForge.Agents.Tests.Running;

/// <summary>Steps of one order, conditions and input mappings.</summary>
public sealed class OrderTests
{
    private readonly ListLog _log = new();

    [Fact]
    public async Task Steps_of_one_order_work_at_the_same_time_and_their_results_are_merged_by_key()
    {
        var meeting = new Meeting(3);
        var model = new SkillModel(async (skill, _, asked, cancellationToken) =>
        {
            if (skill != "sum")
            {
                await meeting.ComeAsync(cancellationToken);
            }

            return SkillModel.Text(skill == "sum" ? SeenData.Inside(asked[^1].Text) : $$"""{"by":"{{skill}}"}""");
        });

        var outcome = await Runs.RunAsync(Runs.Request(model, [Runs.Skill("a"), Runs.Skill("b"), Runs.Skill("c"), Runs.Skill("sum", 2)]), _log);

        Assert.Equal(RunEnd.Succeeded, outcome.End);
        Assert.Equal("""{"a":{"by":"a"},"b":{"by":"b"},"c":{"by":"c"}}""", outcome.Result!.ToJsonString());
        Assert.Equal(["1", "2", "3", "4"], _log.Of<StepFinished>().Select(s => s.StepPath).Order());
        Assert.Equal("4", _log.Of<StepStarted>()[^1].StepPath);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public async Task No_more_than_the_agreed_number_work_at_once(int most)
    {
        var (now, seen) = (0, 0);
        var model = new SkillModel(async (_, _, _, _) =>
        {
            var mine = Interlocked.Increment(ref now);
            InterlockedMax(ref seen, mine);
            await Task.Yield();
            Interlocked.Decrement(ref now);
            return SkillModel.Text("ok");
        });
        var request = Runs.Request(model, [.. Enumerable.Range(0, 8).Select(i => Runs.Skill($"s{i}"))]);

        var outcome = await Runs.RunAsync(request with { Plan = request.Plan with { Limits = new RunLimits { MaxParallel = most } } }, _log);

        Assert.Equal((RunEnd.Succeeded, 8), (outcome.End, outcome.Result!.Count));
        Assert.InRange(seen, 1, most);
    }

    [Fact]
    public async Task A_step_that_ends_the_run_lets_those_beside_it_end_and_starts_no_other()
    {
        var failed = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var model = new SkillModel(async (skill, _, _, cancellationToken) =>
        {
            if (skill == "bad")
            {
                await begun.Task.WaitAsync(cancellationToken);
                return SkillModel.Text("");
            }

            begun.TrySetResult();
            await failed.Task.WaitAsync(cancellationToken);
            return SkillModel.Text("done all the same");
        });
        var log = new ListLog { After = happened => _ = happened is StepFinished { Step.Skill: "bad" } && failed.TrySetResult() };
        var request = Runs.Request(model, [Runs.Skill("bad"), Runs.Skill("slow"), Runs.Skill("late"), Runs.Skill("next", 2)]);

        var outcome = await Runs.RunAsync(request with { Plan = request.Plan with { Limits = new RunLimits { MaxParallel = 2 } } }, log);

        Assert.Equal((RunEnd.Failed, "STEP_FAILED", "MODEL_ANSWER_EMPTY"), (outcome.End, outcome.StopReason, outcome.Failure!.Reason));
        Assert.Equal(
            [("bad", StepOutcome.Failed), ("slow", StepOutcome.Succeeded)],
            log.Of<StepFinished>().Select(s => (s.Step.Skill, s.Step.Outcome)));
        Assert.Equal(
            [("late", "EARLIER_STOP"), ("next", "EARLIER_STOP")],
            log.Of<StepSkipped>().Select(s => (s.Step.Skill, s.Reason)));
    }

    [Fact]
    public async Task What_was_done_before_a_crash_is_not_done_again_on_either_side()
    {
        var read = FakeTool.Answering("Read", ToolClass.Read, FakeTool.Value("""{"fresh":true}"""));
        var asked = new List<string>();
        var model = new SkillModel((skill, _, messages, _) =>
        {
            lock (asked)
            {
                asked.Add(skill);
            }

            var got = messages.SelectMany(m => m.Contents).OfType<FunctionResultContent>().Select(r => r.Inside()).LastOrDefault();
            return Task.FromResult(got is null ? SkillModel.Call("Read") : SkillModel.Text(got));
        });
        var done = new StepRecord
        {
            Path = "1",
            Key = "a",
            Skill = "a",
            Digest = "d",
            Order = 1,
            Attempt = 1,
            Outcome = StepOutcome.Succeeded,
            Output = Runs.Json("""{"old":1}"""),
        };
        Dictionary<string, ToolFinished> calls = new()
        {
            ["2:1"] = new("2:1", "Read", Runs.Json("""{"kept":2}"""), null, false, default, false) { Arguments = [] },
            ["3:1"] = new("3:1", "Read", Runs.Json("""{"kept":3}"""), null, false, default, false) { Arguments = [] },
        };

        var outcome = await Runs.RunAsync(
            Runs.Request(model, [Runs.Skill("a"), Runs.Skill("b"), Runs.Skill("c"), Runs.Skill("d")], read) with { FinishedSteps = [done], FinishedCalls = calls },
            _log);

        Assert.Equal("""{"a":{"old":1},"b":{"kept":2},"c":{"kept":3},"d":{"fresh":true}}""", outcome.Result!.ToJsonString());
        Assert.DoesNotContain("a", asked);
        Assert.Equal("e1:4:1", Assert.Single(read.Calls).Key);
    }

    [Fact]
    public async Task A_step_whose_condition_is_not_met_is_skipped_with_its_text()
    {
        var model = new SkillModel((skill, _, asked, _) => Task.FromResult(SkillModel.Text(skill == "count" ? """{"n":2}""" : $$"""{"by":"{{skill}}"}""")));
        const string many = "steps.count.output.n > 5";

        var outcome = await Runs.RunAsync(
            Runs.Request(model,
            [
                Runs.Skill("count"),
                Runs.Skill("many", 2) with { Condition = many },
                Runs.Skill("few", 2) with { Condition = "steps.count.output.n <= 5" },
                Runs.Skill("after", 3) with { Condition = "steps.many.status == 'SKIPPED' && has(steps.few.output.by)" },
            ]),
            _log);

        Assert.Equal((RunEnd.Succeeded, false), (outcome.End, outcome.Partial));
        Assert.Equal(["count", "few", "after"], _log.Of<StepStarted>().Select(s => s.Skill));
        var skipped = Assert.Single(_log.Of<StepSkipped>());
        Assert.Equal(("2", "CONDITION_FALSE", many), (skipped.StepPath, skipped.Reason, skipped.Condition));
        Assert.Equal((0, "CONDITION_FALSE"), (skipped.Step.Attempt, skipped.Step.SkipReason));
        Assert.Equal("""{"few":{"by":"few"}}""", _log.Of<StepStarted>()[^1].Input.ToJsonString());
    }

    [Fact]
    public async Task A_skipped_step_stays_skipped_after_a_crash()
    {
        var record = new StepRecord
        {
            Path = "1",
            Key = "a",
            Skill = "a",
            Digest = "d",
            Order = 1,
            Attempt = 0,
            Outcome = StepOutcome.Skipped,
            SkipReason = "CONDITION_FALSE",
        };
        var model = new SkillModel((_, _, _, _) => Task.FromResult(SkillModel.Text("ok")));

        await Runs.RunAsync(
            Runs.Request(model, [Runs.Skill("a") with { Condition = "input.x" }, Runs.Skill("b", 2)]) with { FinishedSteps = [record] }, _log);

        Assert.Empty(_log.Of<StepSkipped>());
        Assert.Equal(["b"], _log.Of<StepStarted>().Select(s => s.Skill));
    }

    [Fact]
    public async Task A_step_gets_exactly_the_fields_that_its_inputs_name()
    {
        var model = new SkillModel((skill, _, _, _) => Task.FromResult(SkillModel.Text(skill == "fetch" ? """{"rows":[{"id":4}],"n":1}""" : "ok")));
        var mapped = Runs.Skill("send", 2) with
        {
            Inputs = new Dictionary<string, string>
            {
                ["first"] = "steps.fetch.output.rows[0].id",
                ["all"] = "steps.fetch.rows",
                ["week"] = "input.week",
                ["gone"] = "steps.fetch.output.missing",
                ["empty"] = "input.none",
            },
        };

        await Runs.RunAsync(Runs.Request(model, [Runs.Skill("fetch"), mapped]) with { Input = Runs.Json("""{"week":7,"none":null}""") }, _log);

        Assert.Equal("""{"first":4,"all":[{"id":4}],"week":7,"empty":null}""", _log.Of<StepStarted>()[1].Input.ToJsonString());
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }

    /// <summary>Lets nobody go before all are there.</summary>
    private sealed class Meeting(int expected)
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _there;

        public Task ComeAsync(CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _there) == expected)
            {
                _all.SetResult();
            }

            return _all.Task.WaitAsync(Patience.Limit, cancellationToken);
        }
    }
}

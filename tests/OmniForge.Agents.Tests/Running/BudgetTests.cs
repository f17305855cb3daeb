using Microsoft.Extensions.Time.Testing;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tools;
using static OmniForge.Agents.Tests.Running.ScriptedModel;

namespace OmniForge.Agents.Tests.Running;

public sealed class BudgetTests
{
    private readonly ListLog _log = new();

    [Fact]
    public async Task Four_fifths_of_a_limit_are_told_once()
    {
        var limits = new RunLimits { MaxTokens = 100 };

        await RunAsync(limits, new ScriptedModel(Uses(70, 9, "a"), Uses(0, 1, "b"), Uses(5, 5, "c")), [Runs.Skill("a"), Runs.Skill("b", 2), Runs.Skill("c", 3)]);

        var warned = Assert.Single(_log.Of<BudgetWarned>());
        Assert.Equal(("tokens", 80, 100, "2"), (warned.Scope, warned.Used, warned.Limit, warned.StepPath));
    }

    [Fact]
    public async Task It_is_not_told_again_after_a_crash()
    {
        await RunAsync(
            new RunLimits { MaxTokens = 100 }, new ScriptedModel(Uses(1, 1, "a")), [Runs.Skill("a")],
            request => request with { UsageSoFar = new RunUsage { InputTokens = 85 } });

        Assert.Empty(_log.Of<BudgetWarned>());
    }

    [Fact]
    public async Task Calls_changes_time_and_turns_have_limits_of_their_own()
    {
        var time = Runs.Clock();
        var post = new FakeTool("post", ToolClass.Write, """{"type":"object"}""", (_, _, _) =>
        {
            time.Advance(TimeSpan.FromSeconds(25));
            return Task.FromResult(FakeTool.Value("{}"));
        });
        var turns = Enumerable.Range(0, 4).Select(i => Calls("post", ("n", i))).Append(Says("ok"));
        var limits = new RunLimits { MaxToolCalls = 5, MaxWrites = 5, MaxIterations = 6, Deadline = TimeSpan.FromSeconds(125) };

        await RunAsync(limits, new ScriptedModel([.. turns]), [Runs.Skill("a")], time: time, tools: post);

        Assert.Equal(
            [("iterations", 5, 6), ("tool_calls", 4, 5), ("wall_time", 100, 125), ("writes", 4, 5)],
            _log.Of<BudgetWarned>().Select(w => (w.Scope, (int)w.Used, (int)w.Limit)).Order());
    }

    [Theory]
    [InlineData(-7_200, 900, false)]
    [InlineData(0, 179, true)]
    [InlineData(0, 181, false)]
    public async Task What_counts_against_the_time_is_what_the_deadline_counts(int startedAfter, int deadlineAfter, bool near)
    {
        var time = Runs.Clock();
        await RunAsync(
            new RunLimits { Deadline = TimeSpan.FromSeconds(900) }, new ScriptedModel(Says("ok")), [Runs.Skill("a")],
            request => request with { StartedAt = Runs.Start.AddSeconds(startedAfter), Deadline = new(time, TimeSpan.FromSeconds(deadlineAfter)) },
            time);

        Assert.Equal(near ? ["wall_time"] : [], _log.Of<BudgetWarned>().Select(warned => warned.Scope));
    }

    [Fact]
    public async Task Setting_the_clock_takes_no_time_from_a_run()
    {
        var time = new SetClock();
        var model = new ScriptedModel(Says("one"), Says("two"))
        {
            Before = (_, _) =>
            {
                time.Shift += TimeSpan.FromHours(1);
                return Task.CompletedTask;
            },
        };

        var outcome = await RunAsync(
            new RunLimits { Deadline = TimeSpan.FromSeconds(900) }, model, [Runs.Skill("a"), Runs.Skill("b", 2)], time: time);

        Assert.Equal(RunEnd.Succeeded, outcome.End);
        Assert.Empty(_log.Of<BudgetWarned>());
    }

    [Fact]
    public async Task Money_is_limited_where_the_price_is_known()
    {
        var outcome = await RunAsync(
            new RunLimits { MaxCostMicros = 1_000 },
            new ScriptedModel(Uses(100, 60, "a"), Uses(1, 1, "never")),
            [Runs.Skill("a"), Runs.Skill("b", 2)],
            request => request with { Price = new ModelPrice(3_000_000, 15_000_000) });

        Assert.Equal(("BUDGET", 1_200), (outcome.StopReason, outcome.Usage.CostMicros));
        Assert.Contains("US dollars", outcome.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal("cost_micros", Assert.Single(_log.Of<BudgetWarned>()).Scope);
    }

    [Theory]
    [InlineData(1, 0, 3)]
    [InlineData(1_000_000, 0, 3_000_000)]
    [InlineData(0, 2, 30)]
    public void A_cost_follows_from_the_tokens(long input, long output, long micros)
        => Assert.Equal(micros, new ModelPrice(3_000_000, 15_000_000).CostOf(input, output));

    [Fact]
    public void A_cost_is_rounded_up() => Assert.Equal(1, new ModelPrice(1_000, 0).CostOf(1, 0));

    [Fact]
    public async Task Changes_made_before_a_crash_count()
    {
        var post = FakeTool.Answering("post", ToolClass.Write, FakeTool.Value("{}"));

        var outcome = await RunAsync(
            new RunLimits { MaxWrites = 3 }, new ScriptedModel(Calls("post", ("n", 1)), Calls("post", ("n", 2))), [Runs.Skill("a")],
            request => request with { WritesSoFar = 2 }, tools: post);

        Assert.Equal("BUDGET", outcome.StopReason);
        Assert.Single(post.Calls);
    }

    /// <summary>Shows another time when it is set, and runs on as it did.</summary>
    private sealed class SetClock() : FakeTimeProvider(Runs.Start)
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;
    }

    private async Task<RunOutcome> RunAsync(
        RunLimits limits,
        ScriptedModel model,
        IReadOnlyList<PlannedSkill> skills,
        Func<RunRequest, RunRequest>? adjust = null,
        TimeProvider? time = null,
        params ITool[] tools)
    {
        var request = Runs.Request(model, skills, tools);
        request = request with { Plan = request.Plan with { Limits = limits } };
        return await Runs.RunAsync(adjust?.Invoke(request) ?? request, _log, time);
    }
}

using OmniForge.Agents.Scheduling;
using OmniForge.Server.Schedules;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Schedules;

public sealed class SlotRulesTests
{
    private static readonly DateTimeOffset Now = ScheduleStage.At("2035-03-05T12:00Z");

    [Theory]
    [InlineData(MissedPolicy.RunLatest, "0", "Fired")]
    [InlineData(MissedPolicy.RunLatest, "10", "Fired")]
    [InlineData(MissedPolicy.RunLatest, "11", "Fired/CatchUp")]
    [InlineData(MissedPolicy.RunLatest, "3600", "Fired/CatchUp")]
    [InlineData(MissedPolicy.RunLatest, "3601", "MissedWindow")]
    [InlineData(MissedPolicy.RunLatest, "7200 1800 900", "MissedWindow MissedCollapsed Fired/CatchUp")]
    [InlineData(MissedPolicy.RunLatest, "1800 0", "MissedCollapsed Fired")]
    [InlineData(MissedPolicy.RunLatest, "9000 7200", "MissedWindow MissedWindow")]
    [InlineData(MissedPolicy.Skip, "0", "Fired")]
    [InlineData(MissedPolicy.Skip, "1800 60 5", "MissedWindow MissedWindow Fired")]
    [InlineData(MissedPolicy.RunAll, "7200 1800 900", "MissedWindow Fired/CatchUp Fired/CatchUp")]
    [InlineData(MissedPolicy.RunAll, "500 400 300 200 100", "MissedCollapsed MissedCollapsed Fired/CatchUp Fired/CatchUp Fired/CatchUp")]
    [InlineData(MissedPolicy.RunAll, "400 300 200 100 0", "MissedCollapsed Fired/CatchUp Fired/CatchUp Fired/CatchUp Fired")]
    public void Missed_times_are_judged_by_policy_window_and_limit(MissedPolicy policy, string secondsLate, string expected)
        => Assert.Equal(expected, Judge(secondsLate, policy, OverlapPolicy.Skip, 0));

    [Theory]
    [InlineData(OverlapPolicy.CancelOther)]
    [InlineData(OverlapPolicy.TerminateOther)]
    public void Where_a_later_run_would_cancel_an_earlier_one_only_the_latest_runs(OverlapPolicy overlap)
        => Assert.Equal("MissedCollapsed MissedCollapsed Fired/CatchUp", Judge("300 200 100", MissedPolicy.RunAll, overlap, 0));

    [Theory]
    [InlineData(MissedPolicy.RunLatest, 1, "MissedCollapsed MissedCollapsed")]
    [InlineData(MissedPolicy.RunAll, 1, "Fired/CatchUp Fired/CatchUp")]
    [InlineData(MissedPolicy.RunAll, 2, "MissedCollapsed Fired/CatchUp")]
    [InlineData(MissedPolicy.RunAll, 101, "MissedCollapsed MissedCollapsed")]
    public void Times_left_for_the_next_look_count_as_later_ones(MissedPolicy policy, int later, string expected)
        => Assert.Equal(expected, Judge("200 100", policy, OverlapPolicy.Skip, later));

    [Fact]
    public void A_time_that_the_clock_skips_runs_nothing_and_hides_nothing()
    {
        CronTime[] due = [Time(20), new(Now.AddSeconds(-5), Now.DateTime, Dropped: true)];
        var judged = SlotRules.Judge(due, [.. due.Select(time => time.At)], Now, new(MissedPolicy.RunLatest, TimeSpan.FromHours(1), 10), OverlapPolicy.Skip);
        Assert.Equal([FiringOutcome.Fired, FiringOutcome.SkippedDst], judged.Select(one => one.Outcome));
    }

    private static string Judge(string secondsLate, MissedPolicy policy, OverlapPolicy overlap, int later)
    {
        var due = secondsLate.Split(' ').Select(text => Time(int.Parse(text, null))).ToList();
        var judged = SlotRules.Judge(due, [.. due.Select(time => time.At)], Now, new(policy, TimeSpan.FromHours(1), 3), overlap, later);
        return string.Join(' ', judged.Select(one => one.Origin == FiringOrigin.Cron ? $"{one.Outcome}" : $"{one.Outcome}/{one.Origin}"));
    }

    private static CronTime Time(int secondsLate) => new(Now.AddSeconds(-secondsLate), Now.AddSeconds(-secondsLate).DateTime, Dropped: false);
}

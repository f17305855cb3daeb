using OmniForge.Server.Schedules;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Schedules;

public sealed class ScheduleCalendarTests
{
    [Fact]
    public void Excluded_dates_are_local_ones()
    {
        var calendar = ScheduleCalendar.Of(Row("30 0 * * *", "Asia/Tokyo", row => row.ExcludedDates = "[\"2035-03-06\"]"));
        Assert.Equal(
            ["2035-03-04 15:30", "2035-03-06 15:30"],
            calendar.Upcoming(ScheduleStage.At("2035-03-04T15:00Z"), 2).Select(at => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm")));
    }

    [Fact]
    public void Nothing_lies_before_the_start_or_after_the_end_and_both_count_themselves()
    {
        var calendar = ScheduleCalendar.Of(Row("0 * * * *", "UTC", row =>
        {
            row.StartAt = ScheduleStage.At("2035-03-05T10:00Z");
            row.EndAt = ScheduleStage.At("2035-03-05T12:00Z");
        }));
        Assert.Equal([10, 11, 12], calendar.Upcoming(ScheduleStage.Begin, 9).Select(at => at.Hour));
        Assert.Null(calendar.Next(ScheduleStage.At("2035-03-05T12:00Z")));
    }

    [Fact]
    public void A_rule_whose_every_day_is_excluded_ends()
        => Assert.Null(ScheduleCalendar.Of(Row("0 8 1 1 *", "UTC", row =>
        {
            row.ExcludedDates = "[\"2036-01-01\"]";
            row.EndAt = ScheduleStage.At("2036-06-01T00:00Z");
        })).Next(ScheduleStage.Begin));

    [Fact]
    public void Jitter_follows_from_the_time_and_never_reaches_the_next_one()
    {
        var (one, again) = (ScheduleCalendar.Of(Row("* * * * *", "UTC", Jittered)), ScheduleCalendar.Of(Row("* * * * *", "UTC", Jittered)));
        var other = ScheduleCalendar.Of(Row("* * * * *", "UTC", Jittered, "other"));
        var times = one.Upcoming(ScheduleStage.Begin, 200);
        var delays = times.Select(due => one.WakeAt(due) - due).ToList();
        Assert.Equal(delays, times.Select(due => again.WakeAt(due) - due));
        Assert.NotEqual(delays, times.Select(due => other.WakeAt(due) - due));
        Assert.All(delays, delay => Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromMinutes(1)));
        Assert.True(delays.Distinct().Count() > 190 && delays.Max() > TimeSpan.FromSeconds(50) && delays.Min() < TimeSpan.FromSeconds(10));

        static void Jittered(ScheduleRow row) => row.JitterMs = 3_600_000;
    }

    [Theory]
    [InlineData(DstGapPolicy.FireAfter, DstFoldPolicy.First, "03-25T01:00 03-26T00:30 10-28T00:30 10-29T01:30")]
    [InlineData(DstGapPolicy.Skip, DstFoldPolicy.Both, "03-26T00:30 03-27T00:30 10-28T00:30 10-28T01:30")]
    public void The_two_changes_of_the_clock_follow_their_policies(DstGapPolicy gap, DstFoldPolicy fold, string expected)
    {
        var calendar = ScheduleCalendar.Of(Row("30 2 * * *", "Europe/Berlin", row => (row.GapPolicy, row.FoldPolicy) = (gap, fold)));
        var spring = calendar.Upcoming(ScheduleStage.At("2035-03-24T12:00Z"), 2);
        var autumn = calendar.Upcoming(ScheduleStage.At("2035-10-27T12:00Z"), 2);
        Assert.Equal(expected, string.Join(' ', spring.Concat(autumn).Select(at => at.UtcDateTime.ToString("MM-dd'T'HH:mm"))));
    }

    private static ScheduleRow Row(string cron, string zone, Action<ScheduleRow> adjust, string id = "one")
    {
        var row = new ScheduleRow { Id = id, TenantId = "t", AgentId = "a", Cron = cron, TimeZone = zone };
        adjust(row);
        return row;
    }
}

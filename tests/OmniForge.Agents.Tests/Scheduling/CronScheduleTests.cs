using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Tests.Scheduling;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("0 8 * * MON", "2026-11-23 08:00")]
    [InlineData("0 8 * * 7", "2026-11-29 08:00")]
    [InlineData("0 8 * * 0", "2026-11-29 08:00")]
    [InlineData("30 22-2 * * *", "2026-11-22 22:30")]
    [InlineData("0 17 L * *", "2026-11-30 17:00")]
    [InlineData("0 17 LW * *", "2026-11-30 17:00")]
    [InlineData("0 17 L-1 * *", "2026-11-29 17:00")]
    [InlineData("0 7 1W * *", "2026-12-01 07:00")]
    [InlineData("0 7 15W 8 *", "2027-08-16 07:00")]
    [InlineData("0 10 * * MON#1", "2026-12-07 10:00")]
    [InlineData("0 12 * * FRIL", "2026-11-27 12:00")]
    [InlineData("0 9 * * MON#1,MON#4", "2026-11-23 09:00")]
    [InlineData("0 9 * * mon#1,fril", "2026-11-27 09:00")]
    [InlineData("0 9 * * TUE,FRIL,WED#4", "2026-11-24 09:00")]
    [InlineData("0 9 15,L * *", "2026-11-30 09:00")]
    [InlineData("0 9 1W,23,LW * *", "2026-11-23 09:00")]
    [InlineData("0 9 L * MON#1,WED#4", "2026-11-25 09:00")]
    [InlineData("@daily", "2026-11-23 00:00")]
    [InlineData("@weekly", "2026-11-29 00:00")]
    [InlineData("*/20 8-11 * * *", "2026-11-23 08:00")]
    [InlineData("0 9 13 * FRI", "2026-11-27 09:00")]
    [InlineData("0 9 25 * FRI", "2026-11-25 09:00")]
    [InlineData("0 9 ? * TUE,THU", "2026-11-24 09:00")]
    [InlineData("0 9 * jan,Jul mon-fri", "2027-01-01 09:00")]
    public void The_dialect_is_read(string cron, string expected)
    {
        Assert.True(CronSchedule.TryParse(cron, out var schedule, out var problem), problem);
        var next = schedule!.Next(new(2026, 11, 22, 19, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc);
        Assert.Equal(expected, next?.ToString("yyyy-MM-dd HH:mm", null));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("0 8 * *", "not 4")]
    [InlineData("0 0 8 * * MON", "not 6")]
    [InlineData("60 8 * * *", "minute")]
    [InlineData("0 24 * * *", "hour")]
    [InlineData("0 8 32 * *", "day-of-month")]
    [InlineData("0 8 * 13 *", "month")]
    [InlineData("0 8 * * FUNDAY", "day-of-week")]
    [InlineData("0 8 * * MON#6", "day-of-week")]
    [InlineData("0 8 * * MON#1,MON#6", "day-of-week")]
    [InlineData("0 8 * * MON#1,", "day-of-week")]
    [InlineData("0 8 15,32,L * *", "day-of-month")]
    [InlineData("@sometimes", "not known")]
    [InlineData("@every_second", "not known")]
    [InlineData("H 8 * * *", "minute")]
    [InlineData("every monday", "five parts")]
    public void A_bad_line_gives_a_sentence_that_names_the_part(string cron, string expected)
    {
        Assert.False(CronSchedule.TryParse(cron, out var schedule, out var problem));
        Assert.Null(schedule);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_that_no_month_has_never_fires()
    {
        Assert.True(CronSchedule.TryParse("0 0 30 2 *", out var schedule, out _));
        Assert.Null(schedule!.Next(new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc));
    }

    [Fact]
    public void The_next_time_lies_strictly_after()
    {
        Assert.True(CronSchedule.TryParse("0 8 * * *", out var schedule, out _));
        var first = schedule!.Next(new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc)!.Value;
        Assert.Equal(first.AddDays(1), schedule.Next(first, TimeZoneInfo.Utc));
    }
}

using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Tests.Scheduling;

public sealed class DaylightSavingTests
{
    [Theory]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00Z", "2026-03-29T01:00Z 2026-03-30T00:30Z")]
    [InlineData("30 2 * * *", "America/New_York", "2026-03-07T12:00Z", "2026-03-08T07:00Z 2026-03-09T06:30Z")]
    [InlineData("30 2 * * *", "Australia/Sydney", "2026-10-03T00:00Z", "2026-10-03T16:00Z 2026-10-04T15:30Z")]
    [InlineData("15 2 * * *", "Australia/Lord_Howe", "2026-10-03T00:00Z", "2026-10-03T15:30Z 2026-10-04T15:15Z")]
    [InlineData("0 2,3 29 3 *", "Europe/Berlin", "2026-03-28T12:00Z", "2026-03-29T01:00Z 2027-03-29T00:00Z")]
    public void A_time_the_clock_skips_fires_right_after_the_gap(string cron, string zone, string after, string expected)
        => Check(cron, zone, after, expected);

    [Theory]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00Z", "2026-10-25T00:30Z 2026-10-26T01:30Z")]
    [InlineData("*/30 2 * * *", "Europe/Berlin", "2026-10-24T12:00Z", "2026-10-25T00:00Z 2026-10-25T00:30Z 2026-10-26T01:00Z")]
    [InlineData("*/30 * * * *", "Europe/Berlin", "2026-10-25T00:10Z", "2026-10-25T00:30Z 2026-10-25T02:00Z")]
    [InlineData("30 1 * * *", "America/New_York", "2026-10-31T12:00Z", "2026-11-01T05:30Z 2026-11-02T06:30Z")]
    [InlineData("0 * * * *", "America/New_York", "2026-11-01T04:30Z", "2026-11-01T05:00Z 2026-11-01T07:00Z")]
    [InlineData("30 2 * * *", "Australia/Sydney", "2026-04-03T20:00Z", "2026-04-04T15:30Z 2026-04-05T16:30Z")]
    [InlineData("*/20 1-2 * * *", "Australia/Lord_Howe", "2026-04-04T14:30Z", "2026-04-04T14:40Z 2026-04-04T15:30Z")]
    [InlineData("45 1 * * *", "Australia/Lord_Howe", "2026-04-03T20:00Z", "2026-04-04T14:45Z 2026-04-05T15:15Z")]
    public void A_time_that_comes_twice_fires_at_its_first_pass(string cron, string zone, string after, string expected)
        => Check(cron, zone, after, expected);

    [Theory]
    [InlineData("America/New_York", 2026)]
    [InlineData("Europe/Berlin", 2027)]
    [InlineData("Australia/Sydney", 2026)]
    public void Eight_in_the_morning_stays_eight_in_the_morning_all_year(string zoneId, int year)
    {
        Assert.True(TimeZones.TryFind(zoneId, out var zone));
        Assert.True(CronSchedule.TryParse("0 8 * * MON", out var schedule, out _));
        var times = schedule!.NextTimes(new(year, 1, 1, 0, 0, 0, TimeSpan.Zero), zone!, 52);
        Assert.Equal(52, times.Count);
        Assert.All(times, time =>
        {
            var local = TimeZoneInfo.ConvertTime(time, zone!);
            Assert.Equal((DayOfWeek.Monday, 8, 0), (local.DayOfWeek, local.Hour, local.Minute));
        });
        Assert.True(times.Select(time => time.UtcDateTime.Hour).Distinct().Count() > 1);
    }

    private static void Check(string cron, string zoneId, string after, string expected)
    {
        Assert.True(CronSchedule.TryParse(cron, out var schedule, out var problem), problem);
        Assert.True(TimeZones.TryFind(zoneId, out var zone));
        var wanted = expected.Split(' ');
        var times = schedule!.NextTimes(DateTimeOffset.Parse(after, null), zone!, wanted.Length);
        Assert.Equal(wanted, times.Select(time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", null)));
    }
}

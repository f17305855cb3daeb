using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Tests.Scheduling;

/// <summary>The schedule against a walk over every minute of 400 days that knows nothing of cron libraries.</summary>
public sealed class CronOracleTests
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0 8 * * 1", "Europe/Berlin")]
    [InlineData("*/20 8-11 * * *", "America/New_York")]
    [InlineData("15,45 22-2 * * 1-5", "UTC")]
    [InlineData("0 9 13 * 5", "UTC")]
    [InlineData("30 4 1,15 1-6 0,6", "Asia/Tokyo")]
    [InlineData("0 */6 * * *", "Australia/Sydney")]
    [InlineData("7 12 31 * *", "America/Sao_Paulo")]
    [InlineData("0 0 29 2 *", "UTC")]
    [InlineData("*/15 * * * *", "Europe/Berlin")]
    [InlineData("*/10 1-3 * * 0", "America/New_York")]
    [InlineData("5 4-22/3 * 3,4,10,11 *", "Australia/Lord_Howe")]
    [InlineData("0 18 * * 5-1", "Asia/Kolkata")]
    public void The_schedule_fires_when_the_minute_matches(string cron, string zoneId)
    {
        Assert.True(TimeZones.TryFind(zoneId, out var zone));
        Assert.True(CronSchedule.TryParse(cron, out var schedule, out var problem), problem);
        var until = From.AddDays(400);
        var expected = Walk(cron, zone!, until);
        var actual = new List<DateTimeOffset>();
        for (var next = schedule!.Next(From, zone!); next is { } time && time < until; next = schedule.Next(time, zone!))
        {
            actual.Add(time.ToUniversalTime());
        }

        Assert.Equal(expected, actual);
        Assert.Equal(expected.Take(50), schedule.NextTimes(From, zone!, 50).Select(time => time.ToUniversalTime()).Take(expected.Count));
    }

    private static List<DateTimeOffset> Walk(string cron, TimeZoneInfo zone, DateTimeOffset until)
    {
        var fields = cron.Split(' ');
        var (minutes, hours) = (Set(fields[0], 0, 59), Set(fields[1], 0, 23));
        var (monthDays, months, weekdays) = (Set(fields[2], 1, 31), Set(fields[3], 1, 12), Set(fields[4], 0, 6));
        var both = fields[2] != "*" && fields[4] != "*";
        var found = new List<DateTimeOffset>();
        var shown = new HashSet<DateTime>();
        for (var instant = From.AddHours(-3); instant < until; instant = instant.AddMinutes(1))
        {
            var local = TimeZoneInfo.ConvertTime(instant, zone).DateTime;
            var days = both
                ? monthDays.Contains(local.Day) || weekdays.Contains((int)local.DayOfWeek)
                : monthDays.Contains(local.Day) && weekdays.Contains((int)local.DayOfWeek);
            var first = shown.Add(local);
            if (instant > From && first && days && months.Contains(local.Month) && hours.Contains(local.Hour)
                && minutes.Contains(local.Minute))
            {
                found.Add(instant);
            }
        }

        return found;
    }

    private static HashSet<int> Set(string field, int first, int last)
    {
        var set = new HashSet<int>();
        foreach (var part in field.Split(','))
        {
            var step = part.Contains('/', StringComparison.Ordinal) ? int.Parse(part[(part.IndexOf('/') + 1)..], null) : 1;
            var range = part.Split('/')[0];
            var ends = range == "*" ? [first, last] : range.Split('-').Select(text => int.Parse(text, null)).ToArray();
            var (from, to) = (ends[0], ends[^1]);
            for (int value = from, count = 0; ; value = value == last ? first : value + 1, count++)
            {
                if (count % step == 0)
                {
                    set.Add(value);
                }

                if (value == to)
                {
                    break;
                }
            }
        }

        return set;
    }
}

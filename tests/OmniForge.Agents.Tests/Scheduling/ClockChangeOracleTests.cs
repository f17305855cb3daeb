using OmniForge.Agents.Scheduling;
using OmniForge.TestKit;

namespace OmniForge.Agents.Tests.Scheduling;

/// <summary>
/// Every jump of the clock from 2000 to 2040, in zones that jump in all known ways, against the oracle: a seeded sample on every
/// change, everything with OMNIFORGE_NIGHTLY=1.
/// </summary>
public sealed class ClockChangeOracleTests
{
    private static readonly int Seed = Nightly.IsOn ? 20_260_401 : 7;

    private static readonly string[] Always =
    [
        "30 2 * * *", "0 2,3 * * *", "15 0 * * *", "0 0 * * *", "30 1 * * *", "*/15 * * * *", "*/20 1-3 * * *", "0 * * * *", "45 0-2 * * *",
        "0 12 L * *", "30 2 * * SUN", "10 2 1-15 * MON", "59 23 * * *", "0 1 15W * *", "0 2 * MAR,OCT 0#2", "5 2 * * 7L", "30 22-3 * * *",
    ];

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("Europe/London")]
    [InlineData("Europe/Moscow")]
    [InlineData("America/New_York")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("America/Caracas")]
    [InlineData("America/St_Johns")]
    [InlineData("America/Havana")]
    [InlineData("Africa/Cairo")]
    [InlineData("Africa/Casablanca")]
    [InlineData("Antarctica/Troll")]
    [InlineData("Asia/Gaza")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("Asia/Pyongyang")]
    [InlineData("Asia/Tehran")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Australia/Sydney")]
    [InlineData("Pacific/Apia")]
    [InlineData("Pacific/Chatham")]
    [InlineData("UTC")]
    public void A_line_fires_as_a_walk_over_every_local_minute_says(string zoneId)
    {
        Assert.True(TimeZones.TryFind(zoneId, out var zone));
        var random = new Random(Seed);
        var jumps = Jumps(zone!);
        foreach (var jump in Nightly.IsOn ? jumps : Sample(random, jumps, 4))
        {
            var (from, until) = (jump.AddHours(-random.Next(30, 50)), jump.AddHours(random.Next(30, 50)));
            var oracle = new LocalCalendarOracle(zone!, from, until);
            foreach (var cron in Always.Concat(Enumerable.Range(0, Nightly.Times(6, 20)).Select(_ => AnyLine(random))))
            {
                Check(oracle, cron, zone!, from, until, new((SkippedTime)random.Next(2), (RepeatedTime)random.Next(2)));
                Check(oracle, cron, zone!, from, until, ClockChanges.Default);
            }
        }
    }

    private static void Check(LocalCalendarOracle oracle, string cron, TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset until, ClockChanges changes)
    {
        Assert.True(CronSchedule.TryParse(cron, out var schedule, out var problem), problem);
        var actual = new List<(DateTimeOffset At, bool Dropped)>();
        for (var next = schedule!.NextTime(from, zone, changes); next is { } time && time.At < until; next = schedule.NextTime(time.At, zone, changes))
        {
            actual.Add((time.At, time.Dropped));
        }

        var expected = oracle.Times(cron, changes);
        Assert.True(
            expected.Select(time => (time.At.UtcDateTime, time.Dropped)).SequenceEqual(actual.Select(time => (time.At.UtcDateTime, time.Dropped))),
            $"seed {Seed}, \"{cron}\" in {zone.Id}, {changes}, after {from:u}:\nexpected {Written(expected)}\nactual   {Written(actual)}");
    }

    private static string Written(IEnumerable<(DateTimeOffset At, bool Dropped)> times)
        => string.Join(' ', times.Select(time => time.At.UtcDateTime.ToString("dd'T'HH:mm", null) + (time.Dropped ? "(dropped)" : "")));

    /// <summary>The hours in which the offset changes; a zone that never jumps gives two ordinary instants.</summary>
    private static List<DateTimeOffset> Jumps(TimeZoneInfo zone)
    {
        var found = new List<DateTimeOffset>();
        var start = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var hour = start; hour.Year <= 2040; hour = hour.AddHours(1))
        {
            if (zone.GetUtcOffset(hour) != zone.GetUtcOffset(hour.AddHours(1)))
            {
                found.Add(hour.AddHours(1));
            }
        }

        return found.Count > 0 ? found : [start.AddYears(4).AddDays(59), start.AddYears(33)];
    }

    private static IEnumerable<DateTimeOffset> Sample(Random random, List<DateTimeOffset> jumps, int count)
        => jumps.OrderBy(_ => random.Next()).Take(count);

    private static string AnyLine(Random random) => string.Join(
        ' ',
        Pick(random, "0", "30", "15,45", "*/10", "*/7", "5-50/15", "59", "20-10/10"),
        Pick(random, "*", "0", "1", "2", "3", "0-3", "1,2,3", "*/2", "23", "22-2", "2-4"),
        Pick(random, "*", "*", "*", "1-10", "25-31", "L", "*/3", "14"),
        Pick(random, "*", "*", "*", "3,4", "OCT-APR", "*/2"),
        Pick(random, "*", "*", "*", "SUN", "6-1", "1-5", "MON#1", "0L"));

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];
}

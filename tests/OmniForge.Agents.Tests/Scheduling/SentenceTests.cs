using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Tests.Scheduling;

public sealed class SentenceTests
{
    [Theory]
    [InlineData("0 8 * * MON @America/New_York", "every Monday at 8:00 in the morning, New York time")]
    [InlineData("30 8 * * 1 @America/New_York", "every Monday at 8:30 in the morning, New York time")]
    [InlineData("0 18 * * * @Europe/Berlin", "every day at 6:00 in the evening, Berlin time")]
    [InlineData("0 9 * * MON-FRI @UTC", "every weekday at 9:00 in the morning, UTC")]
    [InlineData("0 12 * * 6,0 @Etc/GMT-3", "every Saturday and Sunday at noon, UTC+3")]
    [InlineData("0 9,17 * * * @Europe/Berlin", "every day at 9:00 in the morning and 5:00 in the afternoon, Berlin time")]
    [InlineData("*/20 8-11 * * * @Europe/Berlin + 0 12 * * * @Europe/Berlin",
        "every 20 minutes from 8:00 in the morning to noon, Berlin time")]
    [InlineData("0 9-17 * * MON-FRI @Europe/Berlin",
        "every weekday, every hour from 9:00 in the morning to 5:00 in the afternoon, Berlin time")]
    [InlineData("0 22-23,0-4 * * * @Europe/Berlin", "every hour from 10:00 at night to 4:00 in the morning, Berlin time")]
    [InlineData("0 17 L * * @Europe/Berlin", "on the last day of every month at 5:00 in the afternoon, Berlin time")]
    [InlineData("0 10 * * MON#1 @Europe/Berlin", "on the first Monday of every month at 10:00 in the morning, Berlin time")]
    [InlineData("0 10 * * MON#1,MON#3 @Europe/Berlin", "on the first Monday and third Monday of every month at 10:00 in the morning, Berlin time")]
    [InlineData("0 10 15 * FRIL @Europe/Berlin", "on the 15th of every month and on the last Friday of every month at 10:00 in the morning, Berlin time")]
    [InlineData("0 12 15 1 * @Europe/Berlin", "every year on January 15 at noon, Berlin time")]
    [InlineData("0 7 1,15 * * @Europe/Berlin", "on the 1st and 15th of every month at 7:00 in the morning, Berlin time")]
    [InlineData("*/15 * * * * @Europe/Berlin", "every 15 minutes, Berlin time")]
    [InlineData(
        "0 9 * * MON-FRI @America/New_York + 0 9 * * MON-FRI @Europe/London",
        "every weekday at 9:00 in the morning, New York time and every weekday at 9:00 in the morning, London time")]
    public void Rules_are_told_in_plain_words(string rules, string expected)
    {
        var list = rules.Split(" + ").Select(text => text.Split('@')).Select(parts => new ScheduleRule(parts[0].Trim(), parts[1])).ToList();
        Assert.Equal(expected, ScheduleSentence.Describe(list));
    }

    [Theory]
    [InlineData("2026-11-30T13:00Z", "America/New_York", "Monday 30 November 2026, 8:00 in the morning")]
    [InlineData("2026-07-01T10:05Z", "Europe/Berlin", "Wednesday 1 July 2026, 12:05 in the afternoon")]
    [InlineData("2026-12-31T23:30Z", "Europe/Berlin", "Friday 1 January 2027, 12:30 at night")]
    [InlineData("2026-12-31T11:00Z", "Europe/Berlin", "Thursday 31 December 2026, noon")]
    public void An_instant_is_told_as_the_clock_shows_it(string instant, string zone, string expected)
    {
        Assert.True(TimeZones.TryFind(zone, out var found));
        Assert.Equal(expected, ScheduleSentence.Moment(DateTimeOffset.Parse(instant, null), found!));
    }

    /// <summary>No range of days is taken for a day that is found by counting, whatever letters its names end on.</summary>
    [Fact]
    public void Every_range_of_days_is_told_as_days_of_the_week()
    {
        string[] days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
        foreach (var (first, last) in days.SelectMany((first, at) => days.Skip(at + 1).Select(last => (first, last))))
        {
            var told = ScheduleSentence.Describe([new($"0 8 * * {first}-{last}", "Europe/Berlin")]);
            Assert.DoesNotContain("of every month", told, StringComparison.Ordinal);
            Assert.StartsWith("every ", told, StringComparison.Ordinal);
        }
    }
}

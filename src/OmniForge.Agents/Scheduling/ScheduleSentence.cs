using System.Globalization;

namespace OmniForge.Agents.Scheduling;

/// <summary>Schedules and instants in plain words for people.</summary>
public static class ScheduleSentence
{
    /// <summary>One sentence part for a set of rules, without cron text or zone ids.</summary>
    public static string Describe(IReadOnlyList<ScheduleRule> rules) => "";

    /// <summary>An instant as the clock of a zone shows it: "Monday 30 November 2026, 8:00 in the morning".</summary>
    public static string Moment(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        return local.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture) + ", " + ClockWords.Say(local.Hour, local.Minute);
    }
}

using System.Globalization;
using OmniForge.Agents.Scheduling.Phrases;

namespace OmniForge.Agents.Scheduling;

/// <summary>Schedules and instants in plain words for people.</summary>
public static class ScheduleSentence
{
    /// <summary>A set of rules as part of a sentence, without cron text or zone ids. Empty when there are none.</summary>
    public static string Describe(IReadOnlyList<ScheduleRule> rules)
    {
        var groups = new List<Firing>();
        foreach (var rule in rules)
        {
            if (CronModel.Read(rule.Cron) is not { } model)
            {
                continue;
            }

            var same = groups.Find(group => group.Days == model.Days && group.Zone == rule.TimeZone);
            if (same is null)
            {
                groups.Add(new(model.Days, rule.TimeZone, [.. model.Minutes]));
            }
            else
            {
                same.Minutes.UnionWith(model.Minutes);
            }
        }

        var oneZone = groups.Select(group => group.Zone).Distinct().Count() == 1;
        var parts = groups.Select(group => oneZone ? Say(group) : $"{Say(group)}, {ZoneWords.Say(group.Zone)}").ToList();
        return TimeWords.Join(parts) + (oneZone ? ", " + ZoneWords.Say(groups[0].Zone) : "");
    }

    /// <summary>An instant as the clock of a zone shows it: "Monday 30 November 2026, 8:00 in the morning".</summary>
    public static string Moment(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        return local.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture) + ", "
            + (local is { Hour: 0, Minute: 0 } ? "midnight at the start of the day" : ClockWords.Say(local.Hour, local.Minute));
    }

    private static string Say(Firing group)
    {
        var times = TimeWords.Say(group.Minutes, group.Days);
        var steps = times.StartsWith("every", StringComparison.Ordinal);
        return group.Days == DayKey.EveryDay && steps ? times : DayWords.Say(group.Days) + (steps ? ", " : " ") + times;
    }
}

using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Building.Talking;

/// <summary>Times in plain words.</summary>
internal static class WhenWords
{
    public static string Sentence(WhenWish when, DateTimeOffset now)
    {
        if (when is { OnDemand: true, Event: not null })
        {
            return when.Sentence;
        }

        if (when.OnDemand)
        {
            return "only when you ask for it";
        }

        var assumed = when.Assumed.Count == 0 ? "" : $" ({Say.And(when.Assumed)} {(when.Assumed.Count == 1 ? "was" : "were")} my "
            + $"assumption)";
        return Next(when, now, 1) is [var first] ? $"{when.Sentence}{assumed}. First time: {first}" : when.Sentence + assumed;
    }

    /// <summary>The next times of all rules together, in words.</summary>
    public static IReadOnlyList<string> Next(WhenWish when, DateTimeOffset now, int count)
    {
        var times = new List<(DateTimeOffset At, TimeZoneInfo Zone)>();
        foreach (var rule in when.Rules)
        {
            if (TimeZoneInfo.TryFindSystemTimeZoneById(rule.TimeZone, out var zone) && CronSchedule.TryParse(rule.Cron, out var schedule,
                out _))
            {
                times.AddRange(schedule!.NextTimes(now, zone, count).Select(at => (at, zone)));
            }
        }

        return [.. times.OrderBy(time => time.At).DistinctBy(time => time.At).Take(count).Select(time => ScheduleSentence.Moment(time.At,
            time.Zone))];
    }

    /// <summary>Stored instants in the zone of the schedule.</summary>
    public static IReadOnlyList<string> Moments(IReadOnlyList<DateTimeOffset> instants, WhenWish? when, string? profileZone)
    {
        var id = when?.Rules is [var rule, ..] ? rule.TimeZone : profileZone ?? "UTC";
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(id, out var found) ? found : TimeZoneInfo.Utc;
        return [.. instants.Select(at => ScheduleSentence.Moment(at, zone))];
    }

    public static string Assumed(string part) => part switch
    {
        ScheduleAssumptions.Time => "the time of day",
        ScheduleAssumptions.HalfOfDay => "the half of the day",
        ScheduleAssumptions.Day => "the days",
        _ => part,
    };
}

namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>Times of a day in plain words: "at 8:30 in the morning", "every 20 minutes from 8:00 in the morning to noon".</summary>
internal static class TimeWords
{
    private const int Day = 24 * 60;

    public static string Say(IReadOnlyCollection<int> minutes) => Say(minutes, DayKey.EveryDay);

    /// <summary>With days of their own, midnight needs its side told.</summary>
    public static string Say(IReadOnlyCollection<int> minutes, DayKey days)
    {
        var times = minutes.Select(minute => minute % Day).Distinct().Order().ToList();
        var side = days != DayKey.EveryDay;
        return Steps(times) ?? "at " + Join([.. times.Select(minute => minute == 0 && side ? "midnight at the start of the day"
            : Clock(minute))]);
    }

    /// <summary>"a, b and c".</summary>
    public static string Join(IReadOnlyList<string> parts)
        => parts.Count < 2 ? string.Concat(parts) : string.Join(", ", parts.Take(parts.Count - 1)) + " and " + parts[^1];

    private static string Clock(int minute) => ClockWords.Say(minute / 60, minute % 60);

    private static string? Steps(List<int> times)
    {
        if (times.Count < 3)
        {
            return null;
        }

        // Over midnight the list is a circle; the one gap that differs is where it starts.
        var gaps = times.Select((time, at) => (times[(at + 1) % times.Count] - time + Day) % Day).ToList();
        var step = gaps.GroupBy(gap => gap).MaxBy(group => group.Count())!.Key;
        var breaks = Enumerable.Range(0, gaps.Count).Where(at => gaps[at] != step).ToList();
        if (breaks.Count > 1 || (times.Count == 3 && step > 60) || (step >= 60 && step % 60 != 0) || (step < 60 && 60 % step != 0))
        {
            return null;
        }

        var every = step == 60 ? "every hour" : step == 1 ? "every minute" : step < 60 ? $"every {step} minutes"
            : $"every {step / 60} hours";
        if (breaks.Count == 1)
        {
            return $"{every} from {Clock(times[(breaks[0] + 1) % times.Count])} to {Clock(times[breaks[0]])}";
        }

        var first = times[0];
        return first == 0 ? every : step == 60 ? $"every hour at {first} minutes past the hour" : $"{every} starting at {Clock(first)}";
    }
}

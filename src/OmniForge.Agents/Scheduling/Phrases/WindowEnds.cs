namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>The minutes between which a step runs. Both ends belong to it; an end before its start lies on the next day.</summary>
internal static class WindowEnds
{
    private const int Day = 24 * 60;
    private const int Half = 12 * 60;

    public static (int From, int To, Doubt? Doubt) Resolve(WindowItem window, StepItem? step, HashSet<string> assumed)
    {
        if (window.From is null)
        {
            return (0, 0, DoubtTexts.WindowStart(window));
        }

        if (new[] { window.From, window.To }.FirstOrDefault(end => end?.Vague is not null) is { } vague)
        {
            return (0, 0, DoubtTexts.Vague(vague, vague.Vague!, vague.Minute));
        }

        var (from, doubt) = Start(window, assumed);
        if (doubt is not null)
        {
            return (0, 0, doubt);
        }

        if (window.To is null)
        {
            // "every 4 hours starting at 6": around the clock from there.
            return (from, from + Day - (step?.Minutes ?? 1), null);
        }

        var (to, open) = Finish(window, from, assumed);
        return (from, to <= from ? to + Day : to, open);
    }

    /// <summary>"starting at 8am … until 8pm" is one window.</summary>
    public static IReadOnlyList<WindowItem> Join(IReadOnlyList<WindowItem> windows)
        => windows is [{ From: { }, To: null } first, { From: null, To: { } } last]
            ? [first with { To = last.To, ToPart = last.ToPart }]
            : windows;

    private static (int From, Doubt? Doubt) Start(WindowItem window, HashSet<string> assumed)
    {
        var from = window.From!;
        if (window.FromPart is { } part)
        {
            return DayParts.Fit(from.Minute, from.Bare, part) is { } fit ? (fit, null) : (0, DoubtTexts.PartClash(from));
        }

        if (!from.Bare)
        {
            return (from.Minute, null);
        }

        // "1 to 5pm", "8 to 10 in the morning": the half told at the end counts for both when it leaves them in order.
        var hour = from.Minute / 60;
        if (window.To is { } to && (!to.Bare || window.ToPart is not null))
        {
            var end = window.ToPart is { } last ? DayParts.Fit(to.Minute, to.Bare, last) ?? to.Minute : to.Minute;
            if (end < Half && from.Minute % Half < end)
            {
                return (from.Minute % Half, null);
            }

            if (end > Half && (from.Minute % Half) + Half < end)
            {
                return hour is >= 7 and <= 11 ? (0, DoubtTexts.AmOrPm(from)) : ((from.Minute % Half) + Half, null);
            }
        }

        if (hour is >= 1 and <= 6)
        {
            return (0, DoubtTexts.AmOrPm(from));
        }

        assumed.Add(ScheduleAssumptions.HalfOfDay);
        return (from.Minute, null);
    }

    private static (int To, Doubt? Doubt) Finish(WindowItem window, int from, HashSet<string> assumed)
    {
        var to = window.To!;
        if (window.ToPart is { } part)
        {
            return DayParts.Fit(to.Minute, to.Bare, part) is { } fit ? (fit, null) : (0, DoubtTexts.PartClash(to));
        }

        if (!to.Bare)
        {
            return (to.Minute, null);
        }

        // The next time the dial shows it: "9 to 5" ends at 17, "10pm to 4" at 4.
        assumed.Add(ScheduleAssumptions.HalfOfDay);
        var early = to.Minute % Half;
        return (early > from ? early : early + Half > from ? early + Half : early, null);
    }
}

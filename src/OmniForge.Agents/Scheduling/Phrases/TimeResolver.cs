namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>
/// Turns what a clause says about times into minutes of the day by zone, or into a doubt. Minutes from 1440 on fall on the next day.
/// </summary>
internal sealed class TimeResolver(Exclusions excluded, string? profileZone)
{
    public const int Day = 24 * 60;

    /// <summary>What was filled in, of <see cref="ScheduleAssumptions"/>.</summary>
    public HashSet<string> Assumed { get; } = [];

    public (IReadOnlyDictionary<string, SortedSet<int>> Minutes, Doubt? Doubt) Resolve(Clause clause, bool dayNamed, ZoneItem? zone)
    {
        var found = new Dictionary<string, SortedSet<int>>();
        var steps = clause.Whens.Where(when => when.Item is StepItem).ToList();
        var windows = clause.Whens.Where(when => when.Item is WindowItem { Always: false }).ToList();
        if (FirstProblem(clause, steps, windows) is { } problem)
        {
            return (found, problem);
        }

        foreach (var when in clause.Whens.Where(when => when.Item is TimeItem or TimesItem or PartItem))
        {
            var (minutes, doubt) = Single(when, dayNamed);
            if (doubt is not null)
            {
                return (found, doubt);
            }

            Add(found, when.Zone ?? zone, minutes);
        }

        foreach (var step in steps)
        {
            var (minutes, doubt) = Stepped((StepItem)step.Item, windows);
            if (doubt is not null)
            {
                return (found, doubt);
            }

            Add(found, step.Zone ?? zone, minutes);
        }

        if (found.Count == 0)
        {
            Assumed.Add(ScheduleAssumptions.Time);
            Add(found, zone, [9 * 60]);
        }

        return Exclude(found, clause);
    }

    private static Doubt? FirstProblem(Clause clause, List<When> steps, List<When> windows)
    {
        if (clause.Whens.Select(when => when.Item).OfType<ProblemItem>().FirstOrDefault() is { } problem)
        {
            return DoubtTexts.OfProblem(problem);
        }

        if (steps.Count == 0 && (windows.Count > 0 || clause.Whens.Any(when => when.Item is WindowItem)))
        {
            return DoubtTexts.HowOften(clause.Whens.Select(when => when.Item).Where(item => item is WindowItem).ToList());
        }

        var times = clause.Whens.Where(when => when.Item is TimeItem or PartItem).Select(when => when.Item).ToList();
        return steps.Count > 0 && times.Count > 0 ? DoubtTexts.StepOrTimes([.. times, .. steps.Select(step => step.Item)]) : null;
    }

    private (IReadOnlyList<int> Minutes, Doubt? Doubt) Single(When when, bool dayNamed)
    {
        switch (when.Item)
        {
            case TimesItem times:
                return (times.Minutes, null);
            case PartItem { Vague: { } words } part:
                return ([], DoubtTexts.Vague(part, words, DayParts.DefaultMinute(part.Part)));
            case PartItem { Part: DayPart.Am or DayPart.Pm } half:
                return ([], DoubtTexts.Vague(half, half.Part == DayPart.Am ? "am" : "pm", DayParts.DefaultMinute(half.Part)));
            case PartItem part:
                Assumed.Add(ScheduleAssumptions.Time);
                return ([DayParts.DefaultMinute(part.Part)], null);
            case TimeItem { Midnight: true, NextDay: false } midnight when dayNamed:
                return ([], DoubtTexts.MidnightSide(midnight));
            case TimeItem { Vague: { } vague } time:
                return ([], DoubtTexts.Vague(time, vague, Likely(time, when.Part)));
            case TimeItem time:
                var (minute, doubt) = Exact(time, when.Part);
                return ([time.NextDay ? minute + Day : minute], doubt);
            default:
                return ([], null);
        }
    }

    private (int Minute, Doubt? Doubt) Exact(TimeItem time, DayPart? part)
    {
        if (part is not null)
        {
            return DayParts.Fit(time.Minute, time.Bare, part.Value) is { } fit ? (fit, null) : (0, DoubtTexts.PartClash(time));
        }

        var hour = time.Minute / 60;
        if (!time.Bare)
        {
            return (time.Minute, null);
        }

        if (hour is >= 1 and <= 6)
        {
            return (0, DoubtTexts.AmOrPm(time));
        }

        Assumed.Add(ScheduleAssumptions.HalfOfDay);
        return (time.Minute, null);
    }

    /// <summary>The time to show as an example for a vague one.</summary>
    private static int Likely(TimeItem time, DayPart? part)
        => part is not null && DayParts.Fit(time.Minute, time.Bare, part.Value) is { } fit ? fit
            : time.Bare && time.Minute / 60 is >= 1 and <= 6 ? time.Minute + (12 * 60) : time.Minute;

    private (IReadOnlyList<int> Minutes, Doubt? Doubt) Stepped(StepItem step, List<When> windows)
    {
        var minutes = new List<int>();
        foreach (var window in WindowEnds.Join([.. windows.Select(when => (WindowItem)when.Item)]))
        {
            var (from, to, doubt) = WindowEnds.Resolve(window, step, Assumed);
            if (doubt is not null)
            {
                return ([], doubt);
            }

            var first = step.Past is { } past ? from + ((past - (from % 60) + 60) % 60) : from;
            for (var minute = first; minute <= to; minute += step.Minutes)
            {
                minutes.Add(minute);
            }
        }

        if (windows.Count == 0)
        {
            minutes.AddRange(Enumerable.Range(0, Day / step.Minutes).Select(at => (at * step.Minutes) + (step.Past ?? 0)));
        }

        return (minutes, null);
    }

    private (IReadOnlyDictionary<string, SortedSet<int>> Minutes, Doubt? Doubt) Exclude(Dictionary<string, SortedSet<int>> found,
        Clause clause)
    {
        foreach (var item in excluded.Times)
        {
            var gone = item switch
            {
                TimeItem time => Exact(time, null) is (var minute, null) ? minute..minute : default(Range?),
                WindowItem window => WindowEnds.Resolve(window, null, Assumed) is (var from, var to, null) ? from..to : null,
                _ => null,
            };
            if (gone is not { } range)
            {
                return (found, DoubtTexts.StepOrTimes([item]));
            }

            foreach (var set in found.Values)
            {
                set.RemoveWhere(minute => minute % Day >= range.Start.Value && minute % Day <= range.End.Value);
            }
        }

        return found.Values.Any(set => set.Count == 0) ? (found, DoubtTexts.NothingLeft([.. clause.Items])) : (found, null);
    }

    private void Add(Dictionary<string, SortedSet<int>> found, ZoneItem? zone, IEnumerable<int> minutes)
    {
        // An empty id stands for "nobody said": the question about the zone comes when all else is clear.
        var id = zone?.Id ?? profileZone ?? "";
        if (!found.TryGetValue(id, out var set))
        {
            found[id] = set = [];
        }

        set.UnionWith(minutes);
    }
}

namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>What a phrase takes out: "except Sundays", "but not in August".</summary>
internal sealed record Exclusions
{
    public int Weekdays { get; init; }

    public IReadOnlyList<string> MonthDays { get; init; } = [];

    public IReadOnlyList<int> Months { get; init; } = [];

    public IReadOnlyList<Item> Times { get; init; } = [];

    public bool Any => Weekdays != 0 || MonthDays.Count + Months.Count + Times.Count > 0;
}

/// <summary>Takes corrections and exceptions out of a list of items, so that what is left says only what counts.</summary>
internal static class Rewrites
{
    /// <summary>Small words between two parts that belong together: "Friday at 10".</summary>
    public const int MostBetween = 2;

    public static (IReadOnlyList<Item> Items, Exclusions Out) Apply(IReadOnlyList<Item> items)
    {
        var list = new List<Item>(items.Where(item => item is not SignItem { Sign: Sign.Filter or Sign.Filler }));
        Correct(list);
        Instead(list);
        Overrides.Apply(list);
        var excluded = Except(list);
        excluded = excluded.Weekdays == WeekdaysItem.All && list.Exists(item => item is WeekdaysItem) ? excluded with { Weekdays = 0 } : excluded;
        OneComma(list);
        JoinParts(list);
        Exact(list);
        StartMonths(list);
        return (list, excluded);
    }

    /// <summary>"Thursdays rather than Fridays": what is named right behind it does not count; "20 instead of 10, and run it at 7am" says a time all the same.</summary>
    private static void Instead(List<Item> list)
    {
        for (var at = list.FindIndex(item => item is SignItem { Sign: Sign.InsteadOf }); at >= 0; at = list.FindIndex(item => item is SignItem { Sign: Sign.InsteadOf }))
        {
            var before = list.Take(at).Select(item => item.GetType()).ToHashSet();
            var gone = 0;
            for (var next = at + 1; next < list.Count && list[next] is not SignItem && list[next].Start - list[next - 1].End <= MostBetween; next++)
            {
                if (gone > 0 && !before.Contains(list[next].GetType()))
                {
                    break;
                }

                gone++;
            }

            list.RemoveRange(at, gone + 1);
        }
    }

    /// <summary>"Mondays at 9, no, 10am": what follows takes the place of the last item of its kind before.</summary>
    private static void Correct(List<Item> list)
    {
        for (var at = 0; at < list.Count; at++)
        {
            if (list[at] is not SignItem { Sign: Sign.Correction })
            {
                continue;
            }

            list.RemoveAt(at);
            var next = at;
            while (next < list.Count && list[next] is not SignItem { Sign: Sign.And or Sign.Or or Sign.Correction or Sign.Except })
            {
                var old = list[next].Slot == Slot.None ? -1 : LastLike(list, at, list[next]);
                if (old < 0)
                {
                    next++;
                    continue;
                }

                list[old] = Inherit(list[next], list[old]);
                list.RemoveAt(next);
            }

            at--;
        }
    }

    private static int LastLike(List<Item> list, int before, Item item)
    {
        for (var at = before - 1; at >= 0; at--)
        {
            var same = item.Slot == Slot.When
                ? list[at].GetType() == item.GetType() || (list[at] is StepItem or TimeItem or ProblemItem && item is StepItem or TimeItem)
                : true;
            if (list[at].Slot == item.Slot && same)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>"every Tuesday, no, Wednesday" is every Wednesday.</summary>
    private static Item Inherit(Item item, Item old) => (item, old) switch
    {
        (WeekdaysItem days, WeekdaysItem { Repeats: true }) => days with { Repeats = true },
        (MonthDaysItem days, MonthDaysItem { Repeats: true }) => days with { Repeats = true },
        (NthItem days, NthItem { Repeats: true }) => days with { Repeats = true },
        (PartItem part, PartItem { Repeats: true }) => part with { Repeats = true },
        _ => item,
    };

    private static Exclusions Except(List<Item> list)
    {
        var found = new Exclusions();
        for (var at = 0; at < list.Count; at++)
        {
            if (list[at] is not SignItem { Sign: Sign.Except })
            {
                continue;
            }

            list.RemoveAt(at);
            var first = true;
            while (at < list.Count && Take(list[at], first, ref found))
            {
                var kind = list[at].GetType();
                list.RemoveAt(at);
                first = false;
                // A list of exceptions goes on over "and"; anything else behind it belongs to the schedule again.
                // "not Monday, Tuesday at 9": what stands behind the comma is what is meant when nothing was said before.
                var opens = !list.Take(at).Any(item => item.Slot != Slot.None);
                var more = at < list.Count && list[at] is SignItem { Sign: Sign.And or Sign.Or or Sign.Comma } sign && !(opens && sign.Sign == Sign.Comma) ? at + 1 : at;
                // "except August, on the 3rd": behind a comma only more of the same is left out.
                var other = more > at && more < list.Count && list[at] is SignItem { Sign: Sign.Comma } && list[more].GetType() != kind && list[more] is MonthDaysItem;
                if (more > at && more < list.Count && !other && Takes(list[more]) && !(more + 1 < list.Count && list[more + 1] is TimeItem
                    && list.Take(at).Any(item => item.Slot == Slot.When)))
                {
                    list.RemoveAt(at);
                }
                else if (more > at || at >= list.Count || list[at] is not MonthsItem)
                {
                    break;
                }
            }

            // "weekdays at 9 but Fridays at 8" says two things about Friday.
            if (at < list.Count && !first && list[at] is TimeItem time && list.Take(at).Any(item => item.Slot == Slot.When))
            {
                list[at] = new ProblemItem(ScheduleReasons.WhichTimes, Slot.None, "") { Start = time.Start, End = time.End };
            }

            at--;
        }

        return found;
    }

    private static bool Takes(Item item) => item is WeekdaysItem or MonthDaysItem or MonthsItem;

    private static bool Take(Item item, bool first, ref Exclusions found)
    {
        switch (item)
        {
            case WeekdaysItem days:
                found = found with { Weekdays = found.Weekdays | days.Days };
                return true;
            case MonthDaysItem days:
                found = found with { MonthDays = [.. found.MonthDays, .. days.Days] };
                return true;
            case MonthsItem months:
                found = found with { Months = [.. found.Months, .. months.Months] };
                return true;
            case TimeItem or WindowItem or PartItem when first:
                found = found with { Times = [.. found.Times, item] };
                return true;
            default:
                return false;
        }
    }

    /// <summary>"every 3 months starting in February": with a start it comes out even, when it divides the year.</summary>
    private static void StartMonths(List<Item> list)
    {
        var problem = list.FindIndex(item => item is ProblemItem { Reason: ScheduleReasons.WhichStart });
        var start = list.FindIndex(item => item is MonthsItem { Months.Count: 1 });
        if (problem < 0 || start < 0)
        {
            return;
        }

        var step = ((ProblemItem)list[problem]).EveryMonths;
        if (12 % step != 0 || step == 12)
        {
            list[problem] = (ProblemItem)list[problem] with { Reason = ScheduleReasons.UnevenInterval };
            return;
        }

        var first = ((MonthsItem)list[start]).Months[0];
        list[problem] = new MonthsItem([.. Enumerable.Range(0, 12 / step).Select(at
            => ((first - 1 + (at * step)) % 12) + 1).Order()])
        { Repeats = true };
        list.RemoveAt(start);
    }

    /// <summary>Where an exception was taken out, two commas stand side by side.</summary>
    private static void OneComma(List<Item> list)
    {
        for (var at = list.Count - 1; at > 0; at--)
        {
            if (list[at] is SignItem { Sign: Sign.Comma } && list[at - 1] is SignItem { Sign: Sign.Comma })
            {
                list.RemoveAt(at);
            }
        }
    }

    /// <summary>"first thing on Tuesdays, at 7am": the one exact time says what the vague part means, unless "and" makes it a second one.</summary>
    private static void Exact(List<Item> list)
    {
        var vague = list.FindIndex(item => item is PartItem { Vague: not null });
        var time = list.FindIndex(item => item is TimeItem { Vague: null });
        if (vague < 0 || time < 0 || list.Count(item => item is TimeItem or PartItem { Vague: not null }) != 2
            || list.Take(Math.Max(vague, time)).Skip(Math.Min(vague, time)).Any(item => item is SignItem { Sign: Sign.And or Sign.Or }))
        {
            return;
        }

        list.RemoveAt(vague);
    }

    /// <summary>"every morning, at 8": the comma does not part a time from its part of the day.</summary>
    private static void JoinParts(List<Item> list)
    {
        for (var at = 1; at + 1 < list.Count; at++)
        {
            var alone = at < 2 || list[at - 2] is not TimeItem;
            var followed = at + 2 < list.Count && list[at + 2] is PartItem;
            if (list[at] is SignItem { Sign: Sign.Comma } && list[at - 1] is PartItem && list[at + 1] is TimeItem && alone && !followed)
            {
                list.RemoveAt(at);
            }
        }
    }
}

using System.Globalization;

namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>Turns what a clause says about days into cron days, or into a doubt.</summary>
internal sealed class DayResolver(Exclusions excluded)
{
    /// <summary>Set when a day was filled in that nobody named.</summary>
    public bool Assumed { get; private set; }

    public (IReadOnlyList<DayKey> Keys, Doubt? Doubt) Resolve(Clause clause)
    {
        var items = clause.Days;
        if (items.OfType<ProblemItem>().FirstOrDefault() is { } problem)
        {
            return ([], DoubtTexts.OfProblem(problem));
        }

        if (BadDay(items) is { } bad)
        {
            return ([], bad);
        }

        var weekdays = Weekdays(clause);
        var monthDays = items.OfType<MonthDaysItem>().SelectMany(item => item.Days).Distinct().ToList();
        var months = items.OfType<MonthsItem>().SelectMany(item => item.Months).Distinct().Order().ToList();
        var nths = items.OfType<NthItem>().ToList();
        if (weekdays == 0 && monthDays.Count == 0 && nths.Count == 0 && items.Exists(item => item is WeekdaysItem))
        {
            // All its days were taken out; other clauses may be left.
            return ([], null);
        }

        var open = OpenFrequency(items, weekdays, monthDays.Count > 0 || nths.Count > 0, months.Count > 0);
        if (open is not null)
        {
            return ([], open);
        }

        if (items.Any(item => item is FrequencyItem { Unit: Unit.Quarter }) && months.Count == 0)
        {
            Assumed |= monthDays is not ["L"] and not ["LW"];
            months = monthDays is ["L"] or ["LW"] ? [3, 6, 9, 12] : [1, 4, 7, 10];
            monthDays = monthDays.Count == 0 && nths.Count == 0 && weekdays is 0 or WeekdaysItem.All ? ["1"] : monthDays;
        }

        if (weekdays == 0 && monthDays.Count == 0 && nths.Count == 0)
        {
            var steps = clause.Whens.Any(when => when.Item is StepItem);
            if (!steps || months.Count > 0 && !steps)
            {
                return ([], DoubtTexts.WhichDay(items));
            }

            weekdays = Exclude(WeekdaysItem.All);
        }

        return Combine(items, weekdays, monthDays, months, nths);
    }

    private (IReadOnlyList<DayKey> Keys, Doubt? Doubt) Combine(
        List<Item> items, int weekdays, List<string> monthDays, List<int> months, List<NthItem> nths)
    {
        // "Friday the 13th" is the one thing no rule says: both must match.
        var single = items.OfType<WeekdaysItem>().FirstOrDefault(item => Words.CountDays(item.Days) == 1);
        if (single is not null && items.OfType<MonthDaysItem>().Any(days => days.Start == single.End && days.End > 0))
        {
            return ([], DoubtTexts.BothDays(items));
        }

        var named = monthDays.Count > 0 || nths.Count > 0;
        weekdays = named && weekdays == WeekdaysItem.All ? 0 : weekdays;
        var kept = Months(months);
        if (kept is null || (!named && weekdays == 0))
        {
            return ([], DoubtTexts.NothingLeft(items));
        }

        var keys = new List<DayKey>();
        if (monthDays.Count > 0 || weekdays != 0)
        {
            var days = monthDays.Except(excluded.MonthDays).ToList();
            var list = monthDays.Count > 0 ? DayList(days) : excluded.MonthDays.Count > 0 ? AllBut(excluded.MonthDays) : "*";
            if (monthDays.Count == 0 && excluded.MonthDays.Count > 0 && weekdays != WeekdaysItem.All)
            {
                return ([], DoubtTexts.BothDays(items));
            }

            keys.AddRange(Split(new(monthDays.Count == 0 && list != "*" ? 0 : weekdays, list, kept, "")));
        }

        foreach (var nth in nths)
        {
            var names = from day in Enumerable.Range(0, 7)
                        where (nth.Days & (1 << day)) != 0
                        from which in nth.Which
                        select DayKey.ShortName(day) + (which < 0 ? "L" : "#" + which.ToString(CultureInfo.InvariantCulture));
            keys.AddRange(names.Select(name => new DayKey(0, "*", kept, name)));
        }

        return (keys, null);
    }

    /// <summary>`L` and `W` stand alone in a cron field: "15th and last day" are two rules.</summary>
    private static IEnumerable<DayKey> Split(DayKey key)
    {
        var parts = key.MonthDays.Split(',');
        var words = parts.Where(part => part.AsSpan().ContainsAny('L', 'W')).ToList();
        var numbers = parts.Except(words).ToList();
        if (words.Count == 0 || parts.Length == 1)
        {
            return [key];
        }

        var first = numbers.Count > 0 ? string.Join(',', numbers) : words[0];
        return [key with { MonthDays = first }, .. words.Where(word => word != first).Select(word => key with { Weekdays = 0,
            MonthDays = word })];
    }

    private int Weekdays(Clause clause)
    {
        var all = clause.Days.OfType<WeekdaysItem>().ToList();
        var narrow = all.Where(item => item.Days != WeekdaysItem.All).ToList();
        var weekdays = (narrow.Count > 0 ? narrow : all).Aggregate(0, (days, item) => days | item.Days);
        var other = clause.Days.Exists(item => item is MonthDaysItem or NthItem or FrequencyItem);
        if (weekdays == 0 && clause.Whens.Any(when => when.Item is WindowItem { Business: true }) && !other)
        {
            weekdays = WeekdaysItem.MondayToFriday;
        }

        return weekdays == 0 && excluded.Weekdays != 0 && !other ? Exclude(WeekdaysItem.All) : Exclude(weekdays);
    }

    private int Exclude(int weekdays) => weekdays & ~excluded.Weekdays;

    private string? Months(List<int> months)
    {
        if (excluded.Months.Count == 0)
        {
            return months.Count is 0 or 12 ? "*" : NumberList.Write(months);
        }

        var kept = (months.Count == 0 ? Enumerable.Range(1, 12) : months).Except(excluded.Months).ToList();
        return kept.Count == 0 ? null : NumberList.Write(kept);
    }

    /// <summary>"weekly" wants a day of the week, "monthly" one of the month, "yearly" a date.</summary>
    private static Doubt? OpenFrequency(List<Item> items, int weekdays, bool dayOfMonth, bool months)
    {
        var named = weekdays is not 0 and not WeekdaysItem.All;
        foreach (var unit in items.OfType<FrequencyItem>().Select(item => item.Unit))
        {
            var clear = unit switch
            {
                Unit.Week => named,
                Unit.Month => dayOfMonth,
                Unit.Year => dayOfMonth && months,
                _ => !named || dayOfMonth,
            };
            if (!clear)
            {
                return DoubtTexts.WhichDay(items);
            }
        }

        return null;
    }

    private static Doubt? BadDay(List<Item> items)
    {
        var months = items.OfType<MonthsItem>().SelectMany(item => item.Months).ToList();
        foreach (var item in items.OfType<MonthDaysItem>())
        {
            foreach (var text in item.Days)
            {
                if (!int.TryParse(text, out var day))
                {
                    continue;
                }

                var longest = months.Count == 0 ? 31 : months.Max(month => DateTime.DaysInMonth(2024, month));
                var shortest = months.Count == 0 ? 28 : months.Min(month => DateTime.DaysInMonth(2023, month));
                if (day < 1 || day > longest)
                {
                    return DoubtTexts.NoSuchDay(item, text);
                }

                if (day > shortest && !item.ShortMonthsSkipped)
                {
                    return DoubtTexts.MonthEnd(item, day);
                }
            }
        }

        return items.OfType<NthItem>().FirstOrDefault(item => item.Which.Contains(5) && !item.ShortMonthsSkipped) is { } fifth
            ? DoubtTexts.FifthWeek(fifth) : null;
    }

    private static string DayList(IReadOnlyList<string> days)
        => string.Join(',', days.OrderBy(day => int.TryParse(day, out var number) ? number : 99));

    private static string AllBut(IReadOnlyList<string> days)
        => NumberList.Write(Enumerable.Range(1, 31).Where(day => !days.Contains(day.ToString(CultureInfo.InvariantCulture))).ToList());
}

namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>Rules as the items a person could have said them with, so that a change is merged like an answer.</summary>
internal static class RuleItems
{
    public static IReadOnlyList<Item> Of(IReadOnlyList<ScheduleRule> rules)
    {
        var groups = rules.Select(rule => (rule.TimeZone, Model: CronModel.Read(rule.Cron))).Where(rule => rule.Model is not null)
            .GroupBy(rule => (rule.TimeZone, rule.Model!.Days), rule => rule.Model!.Minutes);
        var items = new List<Item>();
        foreach (var group in groups)
        {
            if (items.Count > 0)
            {
                items.Add(new SignItem(Sign.And));
            }

            items.AddRange(Days(group.Key.Days));
            items.Add(new TimesItem([.. group.SelectMany(minutes => minutes).Distinct().Order()]));
            items.Add(new ZoneItem(group.Key.TimeZone, ZoneWords.Say(group.Key.TimeZone)));
        }

        return items;
    }

    private static IEnumerable<Item> Days(DayKey days)
    {
        foreach (var nth in days.Nth.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var last = nth.EndsWith('L');
            yield return new NthItem([last ? -1 : nth[^1] - '0'], 1 << (DayKey.Day(last ? nth[..^1] : nth[..^2]) ?? 0))
            {
                Repeats = true,
                ShortMonthsSkipped = true
            };
        }

        if (days.MonthDays != "*")
        {
            yield return new MonthDaysItem([.. Spread(days.MonthDays)]) { Repeats = true, ShortMonthsSkipped = true };
        }

        if (days.Weekdays != 0)
        {
            yield return new WeekdaysItem(days.Weekdays) { Repeats = true };
        }

        if (days.Months != "*")
        {
            yield return new MonthsItem([.. Spread(days.Months).Select(month => int.Parse(month, null))]) { Repeats = true };
        }
    }

    private static IEnumerable<string> Spread(string list)
    {
        foreach (var part in list.Split(','))
        {
            var ends = part.Split('-');
            if (ends.Length == 2 && int.TryParse(ends[0], out var first) && int.TryParse(ends[1], out var last))
            {
                foreach (var day in Enumerable.Range(first, Math.Max(0, last - first + 1)))
                {
                    yield return day.ToString(null as IFormatProvider);
                }
            }
            else
            {
                yield return part;
            }
        }
    }
}

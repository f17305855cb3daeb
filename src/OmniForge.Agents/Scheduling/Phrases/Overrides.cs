namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>"weekdays at 9 but Fridays at 8", "daily at 7, on Sundays only at 10": some of the days get a time of their own.</summary>
internal static class Overrides
{
    public static void Apply(List<Item> list)
    {
        for (var at = 1; at < list.Count; at++)
        {
            if (list[at] is not SignItem { Sign: Sign.But or Sign.Except or Sign.And or Sign.Comma } sign)
            {
                continue;
            }

            var before = list.GetRange(0, at);
            var own = list.Skip(at + 1).TakeWhile(item => item is not SignItem { Sign: Sign.And or Sign.Comma or Sign.Or or Sign.But or Sign.Except }).ToList();
            var contrasts = sign.Sign == Sign.But || (sign.Sign == Sign.Except && sign.Word is "except" or "but" or "apart" or "save" or "excluding")
                || own.Exists(item => item is SignItem { Sign: Sign.Only });
            if (contrasts && Takes(before, own) is { } days)
            {
                var rest = list.Skip(at + 1 + own.Count).ToList();
                list.Clear();
                list.AddRange([.. Give(before, sign, own, days), .. rest]);
            }
            else if (sign.Sign == Sign.Except && Again(list, at, before))
            {
                at--;
            }
            else if (sign.Sign == Sign.But && Opens(own))
            {
                list[at] = new SignItem(Sign.And) { Start = sign.Start, End = sign.End };
            }
            else if (sign.Sign == Sign.But)
            {
                list.RemoveAt(at--);
            }
        }
    }

    /// <summary>The days that both sides name, when both sides tell times; null when nothing of the kind is said.</summary>
    private static int? Takes(List<Item> before, List<Item> own)
    {
        var named = own.OfType<WeekdaysItem>().Aggregate(0, (days, item) => days | item.Days);
        var every = before.Exists(item => item is PartItem { Repeats: true }) && !before.Exists(item => item is WeekdaysItem);
        var covered = every ? WeekdaysItem.All : before.OfType<WeekdaysItem>().Aggregate(0, (days, item) => days | item.Days);
        var both = Timed(own) && Timed(before) && own.TrueForAll(item => item is WeekdaysItem or TimeItem or PartItem or SignItem { Sign: Sign.Only } or ZoneItem);
        return both && named != 0 && (named & covered) == named && named != covered ? named : null;
    }

    private static bool Timed(List<Item> items) => items.Exists(item => item is TimeItem or PartItem);

    /// <summary>The days leave what was said before; the sign joins what is left with their own time.</summary>
    private static List<Item> Give(List<Item> before, SignItem sign, List<Item> own, int days)
    {
        var left = before.ConvertAll(item => item is WeekdaysItem week ? week with { Days = week.Days & ~days, Repeats = true } : item);
        left.RemoveAll(item => item is WeekdaysItem { Days: 0 });
        if (!left.Exists(item => item is WeekdaysItem))
        {
            left.Insert(0, new WeekdaysItem(WeekdaysItem.All & ~days) { Start = left[0].Start, End = left[0].Start, Repeats = true });
        }

        var now = own.Where(item => item is not SignItem).Select(item => item is WeekdaysItem week ? week with { Repeats = true } : item);
        return [.. left, new SignItem(Sign.And) { Start = sign.Start, End = sign.End }, .. now];
    }

    /// <summary>"every day except Sunday at 8 and every Sunday at 10": a day that comes back with its own time is only taken from what stands before.</summary>
    private static bool Again(List<Item> list, int at, List<Item> before)
    {
        if (at + 1 >= list.Count || list[at + 1] is not WeekdaysItem gone || !before.Exists(item => item is WeekdaysItem))
        {
            return false;
        }

        var next = list.FindIndex(at + 2, item => item is SignItem { Sign: Sign.And or Sign.Comma or Sign.But });
        var own = next < 0 ? [] : list.Skip(next + 1).TakeWhile(item => item is not SignItem).ToList();
        if (!Timed(own) || !own.Exists(item => item is WeekdaysItem days && (days.Days & ~gone.Days) == 0))
        {
            return false;
        }

        for (var place = 0; place < at; place++)
        {
            list[place] = list[place] is WeekdaysItem week ? week with { Days = week.Days & ~gone.Days, Repeats = true } : list[place];
        }

        list.RemoveRange(at, 2);
        return true;
    }

    /// <summary>What a "but" opens is a clause when it tells a time of other days, else a limit of what was said.</summary>
    private static bool Opens(List<Item> own) => Timed(own) && own.Exists(item => item is WeekdaysItem or MonthDaysItem or NthItem);
}

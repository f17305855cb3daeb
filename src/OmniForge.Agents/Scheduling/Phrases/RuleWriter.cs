using System.Globalization;

namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>Days, zone and the minutes of the day they share; minutes from 1440 on fall on the next day.</summary>
internal sealed record Firing(DayKey Days, string Zone, SortedSet<int> Minutes);

/// <summary>Writes firings as the fewest cron rules that never fire twice at one instant.</summary>
internal static class RuleWriter
{
    /// <summary>Null when a window passes midnight on days that have no next-day rule.</summary>
    public static IReadOnlyList<ScheduleRule>? Write(IReadOnlyList<Firing> firings)
    {
        if (Fold(firings) is not { } folded)
        {
            return null;
        }

        var rules = new List<ScheduleRule>();
        foreach (var firing in Merge(Apart(folded)))
        {
            rules.AddRange(Hours(firing.Minutes).Select(times => new ScheduleRule($"{times} {firing.Days.Fields}", firing.Zone)));
        }

        return [.. rules.Distinct()];
    }

    /// <summary>Puts minutes after midnight on the day they fall on, and firings of the same days together.</summary>
    private static List<Firing>? Fold(IReadOnlyList<Firing> firings)
    {
        var folded = new List<Firing>();
        foreach (var firing in firings)
        {
            var late = firing.Minutes.Where(minute => minute >= TimeResolver.Day).Select(minute => minute - TimeResolver.Day).ToList();
            var next = late.Count > 0 ? firing.Days.Shift() : firing.Days;
            if (next is null)
            {
                return null;
            }

            Put(folded, firing.Days, firing.Zone, firing.Minutes.Where(minute => minute < TimeResolver.Day));
            Put(folded, next, firing.Zone, late);
        }

        return folded;
    }

    private static void Put(List<Firing> folded, DayKey days, string zone, IEnumerable<int> minutes)
    {
        var list = minutes.ToList();
        var same = folded.Find(firing => firing.Days == days && firing.Zone == zone);
        if (same is not null)
        {
            same.Minutes.UnionWith(list);
        }
        else if (list.Count > 0)
        {
            folded.Add(new(days, zone, [.. list]));
        }
    }

    /// <summary>Two rules that share a weekday and a minute would fire twice: such days are told one by one.</summary>
    private static List<Firing> Apart(List<Firing> firings)
    {
        var result = new List<Firing>();
        foreach (var group in firings.GroupBy(firing => (firing.Zone, firing.Days.Months, Plain: firing.Days.OnlyWeekdays)))
        {
            var list = group.ToList();
            if (!group.Key.Plain || !Overlap(list))
            {
                result.AddRange(list);
                continue;
            }

            foreach (var day in Enumerable.Range(1, 7).Select(day => day % 7))
            {
                var minutes = list.Where(firing => (firing.Days.Weekdays & (1 << day)) != 0).SelectMany(firing => firing.Minutes);
                Put(result, new(1 << day, "*", group.Key.Months, ""), group.Key.Zone, minutes);
            }
        }

        return result;
    }

    private static bool Overlap(List<Firing> list)
        => list.Where((one, at) => list.Skip(at + 1).Any(
            other => (one.Days.Weekdays & other.Days.Weekdays) != 0 && one.Minutes.Overlaps(other.Minutes))).Any();

    /// <summary>Weekdays with the same times become one rule.</summary>
    private static List<Firing> Merge(List<Firing> firings)
    {
        var merged = new List<Firing>();
        foreach (var firing in firings)
        {
            var same = merged.FindIndex(other => firing.Days.OnlyWeekdays && other.Days.OnlyWeekdays && other.Zone == firing.Zone
                && other.Days.Months == firing.Days.Months && other.Minutes.SetEquals(firing.Minutes));
            if (same >= 0)
            {
                var days = merged[same].Days;
                merged[same] = merged[same] with { Days = days with { Weekdays = days.Weekdays | firing.Days.Weekdays } };
            }
            else
            {
                merged.Add(firing);
            }
        }

        return merged;
    }

    /// <summary>Minute and hour fields: hours that share their minutes go together.</summary>
    private static IEnumerable<string> Hours(SortedSet<int> minutes)
        => from hour in minutes.GroupBy(minute => minute / 60, minute => minute % 60)
           group hour.Key by string.Join(',', hour.Select(minute => minute.ToString(CultureInfo.InvariantCulture))) into hours
           let list = hours.Key.Split(',').Select(minute => int.Parse(minute, CultureInfo.InvariantCulture)).ToList()
           select $"{NumberList.WriteSteps(list, 60)} {NumberList.WriteSteps([.. hours], 24)}";
}

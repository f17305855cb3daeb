using System.Text.RegularExpressions;

namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>Merges a wish for change into the items of the present rules: only what the wish names is touched.</summary>
internal static class Changes
{
    /// <summary>"Fridays can be skipped".</summary>
    private static readonly Regex Left = new(
        @"^(?<days>.+?)\s+(?:(?:can|could|may|should) be (?:skipped|left out|dropped|omitted)|(?:is|are) not needed)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static IReadOnlyList<Item> Apply(IReadOnlyList<Item> current, string change)
    {
        change = Left.Match(change) is { Success: true } left ? "except " + left.Groups["days"].Value : change;
        var tokens = Tokenizer.Split(change);
        var reach = tokens.Count <= 5 ? ZoneReach.Alone : ZoneReach.Told;
        var scanned = Scanner.Scan(tokens, reach).Where(item => item is not SignItem { Sign: Sign.Filter }).ToList();
        var adds = scanned.Exists(item => item is SignItem { Sign: Sign.Also }) || (scanned.Count > 0
            && scanned[0] is SignItem { Sign: Sign.And, Start: 0 } && !(scanned.Count > 1 && scanned[1] is SignItem { Sign: Sign.Only } order && order.End - order.Start > 1));
        var said = scanned.Where(item => item is not SignItem { Sign: Sign.Also or Sign.Only }).Select(Answers.Repeating).ToList();
        while (said.Count > 0 && said[0] is SignItem { Sign: Sign.And or Sign.Comma or Sign.Correction })
        {
            said.RemoveAt(0);
        }

        if (said.OfType<WishItem>().FirstOrDefault() is { } wish)
        {
            return [wish];
        }

        if (said.Exists(item => item is SignItem { Sign: Sign.InsteadOf }))
        {
            return InsteadOf(current, said);
        }

        if (Exchange(tokens, said) is { } exchange)
        {
            return InsteadOf(current, exchange);
        }

        var cut = said.FindIndex(item => item is SignItem { Sign: Sign.Except });
        if (cut == 0 && Contrast(current, said) is { } contrast)
        {
            return contrast;
        }

        if (cut > 0 && InPlace(current, said.GetRange(0, cut), said.GetRange(cut + 1, said.Count - cut - 1)) is { } turned)
        {
            return turned;
        }

        var head = cut < 0 ? said : said.GetRange(0, cut);
        var tail = cut < 0 ? [] : said.GetRange(cut, said.Count - cut);
        // "pm, not am" takes nothing out of what is there: it only says it twice.
        tail = Of(head, Slot.When).Count > 0 && tail.Count > 1 && tail[1].Slot == Slot.When ? [] : tail;
        IReadOnlyList<Item> changed = adds ? Add(current, head) : Replace(current, head);
        return changed.Count == 0 ? [] : [.. changed, .. tail];
    }

    /// <summary>"swap Thursday for Friday", "move Tuesday to Monday": what comes, the sign, what goes; null when nothing of the kind is said.</summary>
    private static List<Item>? Exchange(TokenList tokens, List<Item> said)
    {
        var days = said.OfType<WeekdaysItem>().ToList();
        var verb = days.Count == 2 && said.TrueForAll(item => item is WeekdaysItem or SignItem or ZoneItem)
            && Enumerable.Range(0, days[0].Start).Any(at => tokens[at].IsAny("swap", "replace", "exchange", "trade", "move", "change", "switch", "shift"));
        if (said is [WindowItem { From: not null, To: { } to }] && tokens[0].IsAny("swap", "replace", "exchange", "trade", "move", "change", "switch", "shift"))
        {
            return [to, new SignItem(Sign.InsteadOf)];
        }

        var joint = verb && Enumerable.Range(days[0].End, Math.Max(0, days[1].Start - days[0].End)).Any(at => tokens[at].IsAny("for", "with", "to", "by", "into"));
        return joint ? [days[1], new SignItem(Sign.InsteadOf), days[0]] : null;
    }

    /// <summary>"Mondays, not Tuesdays": the one takes the place of the other, further days stay.</summary>
    private static IReadOnlyList<Item>? InPlace(IReadOnlyList<Item> current, List<Item> given, List<Item> gone)
    {
        static int Days(IEnumerable<Item> items) => items.OfType<WeekdaysItem>().Aggregate(0, (days, item) => days | item.Days);
        var (has, now, old) = (Days(current), Days(given), Days(gone));
        var only = given.TrueForAll(item => item is WeekdaysItem or SignItem) && gone.TrueForAll(item => item is WeekdaysItem or SignItem);
        return only && now != 0 && old != 0 && (old & ~has) == 0 && (now & has) == 0 ? InsteadOf(current, [.. given, new SignItem(Sign.InsteadOf), .. gone]) : null;
    }

    /// <summary>"not Friday, Thursday": a day that the schedule has goes, and one that it has not comes in its place; null when all days are taken out.</summary>
    private static IReadOnlyList<Item>? Contrast(IReadOnlyList<Item> current, List<Item> said)
    {
        var has = current.OfType<WeekdaysItem>().Aggregate(0, (days, item) => days | item.Days);
        var gone = said.Skip(1).TakeWhile(item => item is WeekdaysItem days && (days.Days & ~has) == 0).ToList();
        var rest = said.Skip(1 + gone.Count).SkipWhile(item => item is SignItem).ToList();
        var comes = rest.OfType<WeekdaysItem>().Any(days => (days.Days & has) == 0);
        return gone.Count > 0 && comes ? InsteadOf(current, [.. rest, new SignItem(Sign.InsteadOf), .. gone]) : null;
    }

    private static IReadOnlyList<Item> Replace(IReadOnlyList<Item> current, List<Item> said)
    {
        if (said.OfType<ShiftItem>().FirstOrDefault() is { } shift)
        {
            current = [.. current.Select(item => item is TimesItem times ? Shift(times, shift) : item)];
            if (!said.Exists(item => item.Slot == Slot.Day))
            {
                return current;
            }

            said = [.. said.Where(item => item is not ShiftItem && item.Slot != Slot.When)];
        }

        said = said.Exists(item => item is WeekdaysItem)
            ? [.. said.Where(item => item is not (FrequencyItem { Unit: Unit.Week } or CountItem { Times: 1, Per: Unit.Week }))]
            : said;
        var (days, whens, zones) = (Of(said, Slot.Day), Of(said, Slot.When), Of(said, Slot.Zone));
        if (days.Count > 0 && whens.Count > 0)
        {
            return [.. said, .. zones.Count > 0 ? [] : current.OfType<ZoneItem>().Take(1)];
        }

        IEnumerable<Item> items = current;
        if (days.Count > 0)
        {
            items = Each(items, Slot.Day, Part(said, Slot.Day));
        }

        if (whens.Count > 0)
        {
            items = whens is [PartItem { Vague: null, Part: not (DayPart.Am or DayPart.Pm) } kept]
                && items.OfType<TimesItem>().Any(times => Within(times, kept.Part) is var some && some > 0 && some < times.Minutes.Count)
                ? items.Select(item => item is TimesItem times ? new TimesItem([.. times.Minutes.Where(minute => DayParts.Fit(minute, false, kept.Part) is not null)]) : item)
                : whens is [PartItem { Part: DayPart.Am or DayPart.Pm } half]
                ? items.Select(item => item is TimesItem times ? Turn(times, half.Part) : item)
                : whens is [WindowItem { Always: false } window] && items.OfType<TimesItem>().Any(times => times.Minutes.Count > 2)
                    ? items.Select(item => item is TimesItem times ? Limit(times, window) : item)
                    : Each(items, Slot.When, Part(said, Slot.When));
        }

        if (zones.Count > 0)
        {
            items = Each(items, Slot.Zone, zones);
        }

        return days.Count + whens.Count + zones.Count > 0 ? [.. items] : said.Count == 0 || said.TrueForAll(item => item is SignItem)
            ? current : [.. current, .. said];
    }

    private static List<Item> Add(IReadOnlyList<Item> current, List<Item> said)
    {
        var (days, whens, zones) = (Of(said, Slot.Day), Of(said, Slot.When), Of(said, Slot.Zone));
        if (days.Count == 0 && whens.Count == 0)
        {
            var copies = zones.SelectMany(zone => current.TakeWhile(item => item is not SignItem).Where(item
                => item is not ZoneItem).Append(zone).Prepend(new SignItem(Sign.And)));
            return [.. current, .. copies, .. said.Where(item => item.Slot == Slot.None && item is not SignItem)];
        }

        if (days.Count == 0)
        {
            return [.. current.SelectMany(item => item is TimesItem ? [item, .. whens] : new[] { item })];
        }

        var list = new List<Item>(current) { new SignItem(Sign.And) };
        list.AddRange(said);
        var times = current.OfType<TimesItem>().ToList();
        var same = times.Count > 0 && times.TrueForAll(other => other.Minutes.SequenceEqual(times[0].Minutes));
        if (whens.Count == 0 && same)
        {
            list.Add(times[0]);
        }

        return list;
    }

    /// <summary>"Tuesday instead of Monday": takes one out and puts the other in its place.</summary>
    private static IReadOnlyList<Item> InsteadOf(IReadOnlyList<Item> current, List<Item> said)
    {
        var cut = said.FindIndex(item => item is SignItem { Sign: Sign.InsteadOf });
        var behind = Behind(said, cut);
        var gone = said.GetRange(cut + 1, behind);
        List<Item> given = [.. said.GetRange(0, cut), .. said.Skip(cut + 1 + behind)];
        var oldDays = gone.OfType<WeekdaysItem>().Aggregate(0, (days, item) => days | item.Days);
        var newDays = given.OfType<WeekdaysItem>().Aggregate(0, (days, item) => days | item.Days);
        if (oldDays != 0 && newDays != 0 && given.TrueForAll(item => item is WeekdaysItem or SignItem))
        {
            return [.. current.Select(item => item is WeekdaysItem days && (days.Days & oldDays) != 0
                ? days with { Days = (days.Days & ~oldDays) | newDays }
                : item)];
        }

        if (gone is [MonthDaysItem oldDates] && given is [MonthDaysItem newDates] && current.OfType<MonthDaysItem>().Any(dates => oldDates.Days.All(dates.Days.Contains)))
        {
            return [.. current.Select(item => item is MonthDaysItem dates && oldDates.Days.All(dates.Days.Contains)
                ? dates with { Days = [.. dates.Days.Except(oldDates.Days).Union(newDates.Days)] }
                : item)];
        }

        // Nothing of time stands before it: it was about another number, and only what follows that one is a time.
        return Replace(current, given.TrueForAll(item => item is SignItem) ? [.. gone.Where(item => item is not SignItem).Skip(1)] : given);
    }

    /// <summary>How many items stand right behind "instead of": "20 instead of 10, and run it at 7am" takes no time out.</summary>
    private static int Behind(List<Item> said, int cut)
    {
        var count = 0;
        for (var next = cut + 1; next < said.Count && (said[cut].End == 0 || said[next].Start - said[next - 1].End <= Rewrites.MostBetween); next++)
        {
            count++;
        }

        return count;
    }

    private static List<Item> Of(List<Item> said, Slot slot) => [.. said.Where(item => item.Slot == slot)];

    /// <summary>The items of a slot and the signs between them.</summary>
    private static List<Item> Part(List<Item> said, Slot slot)
    {
        var first = said.FindIndex(item => item.Slot == slot);
        var last = said.FindLastIndex(item => item.Slot == slot);
        return [.. said.GetRange(first, last - first + 1).Where(item => item.Slot == slot || item is SignItem)];
    }

    /// <summary>Puts items in the place of a slot, in each of the present rules.</summary>
    private static IEnumerable<Item> Each(IEnumerable<Item> items, Slot slot, List<Item> given)
    {
        var open = true;
        foreach (var item in items)
        {
            open |= item is SignItem;
            if (item.Slot != slot)
            {
                yield return item;
            }
            else if (open)
            {
                open = false;
                foreach (var other in given)
                {
                    yield return other;
                }
            }
        }
    }

    private static int Within(TimesItem times, DayPart part) => times.Minutes.Count(minute => DayParts.Fit(minute, false, part) is not null);

    private static Item Shift(TimesItem times, ShiftItem shift)
    {
        var moved = times.Minutes.Select(minute => minute + shift.Minutes).ToList();
        return moved.TrueForAll(minute => minute is >= 0 and < TimeResolver.Day)
            ? new TimesItem(moved)
            : new ProblemItem(ScheduleReasons.MidnightSide, Slot.When, "past midnight");
    }

    private static TimesItem Turn(TimesItem times, DayPart half)
        => new([.. times.Minutes.Select(minute => (minute % (12 * 60)) + (half == DayPart.Pm ? 12 * 60 : 0)).Distinct().Order()]);

    private static Item Limit(TimesItem times, WindowItem window)
    {
        var (from, to, doubt) = WindowEnds.Resolve(window, null, []);
        return doubt is not null
            ? window
            : new TimesItem([.. times.Minutes.Where(minute => (minute >= from && minute <= to) || (minute + TimeResolver.Day >= from
            && minute + TimeResolver.Day <= to))]);
    }
}

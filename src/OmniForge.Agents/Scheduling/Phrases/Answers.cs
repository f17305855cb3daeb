namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>Merges an answer into the items its question was about; all that was clear before stays.</summary>
internal static class Answers
{
    public static IReadOnlyList<Item> Merge(IReadOnlyList<Item> items, Doubt doubt, string answer)
    {
        var tokens = Tokenizer.Split(answer);
        var said = Scanner.Scan(tokens, ZoneReach.Alone).Where(item => item is not SignItem { Sign: Sign.Filter or Sign.Correction })
            .Select(Repeating).ToList();
        var list = items.ToList();
        if (said.Exists(item => item is WishItem))
        {
            return [.. said.Where(item => item is WishItem)];
        }

        var done = doubt.Reason switch
        {
            ScheduleReasons.AmOrPm or ScheduleReasons.Impossible => Half(list, doubt, said),
            ScheduleReasons.VagueTime => Agreed(list, doubt, said, tokens),
            ScheduleReasons.MonthEnd => MonthEnd(list, doubt, tokens),
            ScheduleReasons.MidnightSide => Midnight(list, doubt, said, tokens),
            ScheduleReasons.Holidays => Holidays(list, doubt, tokens),
            ScheduleReasons.OnceOrRepeating => Repeated(list, doubt, said, tokens),
            ScheduleReasons.WhichDay => WhichOne(list, said, tokens),
            ScheduleReasons.WhichStart => Started(list, said),
            ScheduleReasons.WhichTimes => Stepped(list, doubt, said),
            _ => false,
        };
        Replace(list, doubt, done ? [.. said.Where(item => item.Slot == Slot.Zone)] : said);
        list.RemoveAll(item => item is SignItem { Sign: Sign.Or });

        return list;
    }

    /// <summary>A day that answers a question about a schedule repeats.</summary>
    public static Item Repeating(Item item) => item switch
    {
        WeekdaysItem days => days with { Repeats = true },
        MonthDaysItem days => days with { Repeats = true },
        NthItem nth => nth with { Repeats = true },
        MonthsItem months => months with { Repeats = true },
        _ => item,
    };

    private static bool Half(List<Item> list, Doubt doubt, List<Item> said)
    {
        if (said.Exists(item => item is TimeItem) || said.OfType<PartItem>().FirstOrDefault() is not { } part)
        {
            return false;
        }

        foreach (var time in doubt.About.OfType<TimeItem>().Where(time => time.Bare))
        {
            if (DayParts.Fit(time.Minute, true, part.Part) is not { } minute)
            {
                return false;
            }

            Swap(list, time, new TimeItem(minute) { Start = time.Start, End = time.End, NextDay = time.NextDay });
        }

        return doubt.About.OfType<TimeItem>().Any(time => time.Bare);
    }

    private static bool Agreed(List<Item> list, Doubt doubt, List<Item> said, TokenList tokens)
    {
        if (said.Exists(item => item.Slot == Slot.When) || !Signs.Says(tokens, Sign.Yes) || tokens[0].Is("no"))
        {
            return false;
        }

        foreach (var item in doubt.About)
        {
            Swap(list, item, item is TimeItem time ? time with { Vague = null } : item is PartItem part ? part with { Vague = null }
                : item);
        }

        return doubt.About.Count > 0;
    }

    private static bool MonthEnd(List<Item> list, Doubt doubt, TokenList tokens)
    {
        var last = Enumerable.Range(0, tokens.Count).Any(at => tokens[at].IsAny("last", "end", "final"));
        var skip = Enumerable.Range(0, tokens.Count).Any(at => tokens[at].IsAny("skip", "leave", "omit", "ignore", "without", "skipped"));
        foreach (var item in doubt.About)
        {
            switch (item)
            {
                case MonthDaysItem days when skip || last:
                    var kept = days.Days.Select(day => int.TryParse(day, out var number) && number > 28 && !skip ? "L"
                        : day).Distinct().ToList();
                    Swap(list, item, days with { Days = kept, ShortMonthsSkipped = true });
                    break;
                case NthItem nth when skip || last:
                    Swap(list, item, nth with
                    {
                        Which = [.. nth.Which.Select(which => which == 5 && !skip ? -1 : which)],
                        ShortMonthsSkipped = true
                    });
                    break;
            }
        }

        return last || skip;
    }

    private static bool Midnight(List<Item> list, Doubt doubt, List<Item> said, TokenList tokens)
    {
        if (said.Exists(item => item is TimeItem { Midnight: false }) || doubt.About[0] is not TimeItem time)
        {
            return false;
        }

        var named = list.OfType<WeekdaysItem>().Aggregate(0, (days, item) => days | item.Days);
        var told = said.OfType<WeekdaysItem>().Aggregate(0, (days, item) => days | item.Days);
        var night = said.Exists(item => item is PartItem { Part: DayPart.Night or DayPart.Evening });
        var eve = told != 0 && (((told << 1) | (told >> 6)) & WeekdaysItem.All) == named;
        var start = Signs.Says(tokens, Sign.PreviousDay) || eve;
        var end = Signs.Says(tokens, Sign.NextDay) || (told == named && told != 0 && night);
        if (start == end)
        {
            return false;
        }

        Swap(list, time, time with { Midnight = false, NextDay = end });
        return true;
    }

    private static bool Holidays(List<Item> list, Doubt doubt, TokenList tokens)
    {
        var refuses = tokens[0].IsAny("no", "never", "nope") && !Enumerable.Range(0, tokens.Count).Any(at => tokens[at].IsAny("matter",
            "problem", "mind"));
        if (!refuses)
        {
            var at = list.FindIndex(doubt.About.Contains);
            list.RemoveRange(at, 1);
            if (at > 0 && list[at - 1] is SignItem { Sign: Sign.Except })
            {
                list.RemoveAt(at - 1);
            }
        }

        return true;
    }

    private static bool Repeated(List<Item> list, Doubt doubt, List<Item> said, TokenList tokens)
    {
        if (said.Exists(item => item.Slot == Slot.Day && item is not FrequencyItem { Unit: Unit.Week })
            || !(Signs.Says(tokens, Sign.Repeat) || Signs.Says(tokens, Sign.Yes) || said.Exists(item => item is FrequencyItem))
            || Signs.Says(tokens, Sign.Once))
        {
            return false;
        }

        foreach (var item in doubt.About)
        {
            var named = item is ProblemItem problem
                ? LastDay(problem.Words)
                : null;
            Swap(list, item, Repeating(named ?? item));
        }

        return true;
    }

    /// <summary>The Monday of "next Monday".</summary>
    private static WeekdaysItem? LastDay(string words)
        => Scanner.Scan(Tokenizer.Split(words[(words.LastIndexOf(' ') + 1)..]), ZoneReach.Named).OfType<WeekdaysItem>().FirstOrDefault();

    /// <summary>"the first one" for "monthly on a Monday".</summary>
    private static bool WhichOne(List<Item> list, List<Item> said, TokenList tokens)
    {
        var monthly = list.Exists(item => item is FrequencyItem { Unit: Unit.Month });
        var day = list.FindIndex(item => item is WeekdaysItem { Days: not WeekdaysItem.All });
        var which = Enumerable.Range(0, tokens.Count).Select(at => Words.Ordinal(tokens[at])).FirstOrDefault(number => number is not null);
        if (!monthly || day < 0 || which is null or > 4 or 0 || said.Exists(item => item is WeekdaysItem or NthItem))
        {
            return false;
        }

        list[day] = new NthItem([which.Value], ((WeekdaysItem)list[day]).Days) { Repeats = true };
        return true;
    }

    /// <summary>"in January, on the 1st" completes "every 3 months".</summary>
    private static bool Started(List<Item> list, List<Item> said)
    {
        if (!said.Exists(item => item is MonthsItem))
        {
            return false;
        }

        list.RemoveAll(item => item is MonthDaysItem or NthItem && said.Exists(other => other is MonthDaysItem or NthItem));
        list.InsertRange(0, said.Where(item => item.Slot == Slot.Day));
        list.AddRange(said.Where(item => item.Slot == Slot.When));
        return true;
    }

    /// <summary>"every hour" completes "weekdays 9 to 5".</summary>
    private static bool Stepped(List<Item> list, Doubt doubt, List<Item> said)
    {
        if (doubt.About.Count == 0 || !doubt.About.All(item => item is WindowItem)
            || said.OfType<StepItem>().FirstOrDefault() is not { } step)
        {
            return false;
        }

        var windows = said.Where(item => item is WindowItem).ToList();
        var at = list.FindIndex(item => item is WindowItem);
        list.InsertRange(at, [step, .. windows]);
        if (windows.Count > 0)
        {
            list.RemoveAll(item => doubt.About.Contains(item));
        }

        return true;
    }

    private static void Replace(List<Item> list, Doubt doubt, List<Item> said)
    {
        foreach (var count in list.OfType<CountItem>().ToList())
        {
            Uncount(list, count, said);
        }

        foreach (var slot in new[] { Slot.When, Slot.Day, Slot.Zone })
        {
            var given = said.Where(item => item.Slot == slot).ToList();
            if (given.Count == 0)
            {
                continue;
            }

            var old = doubt.About.Where(item => item.Slot == slot && item is not FrequencyItem).ToList();
            old = old.Count > 0 ? old : [.. list.Where(item => item.Slot == slot && item is not FrequencyItem and not MonthsItem)];
            if (slot == Slot.When && given.Exists(item => item is PartItem))
            {
                old.AddRange(list.Where(item => item is PartItem { Repeats: false } && !old.Contains(item)));
            }

            Put(list, slot, old, Between(said, slot));
        }
    }

    /// <summary>"twice a day" is done with when its times are told.</summary>
    private static void Uncount(List<Item> list, CountItem count, List<Item> said)
    {
        var answered = count.Per == Unit.Day ? said.Exists(item => item.Slot == Slot.When) : said.Exists(item => item.Slot == Slot.Day);
        if (!answered)
        {
            return;
        }

        var at = list.IndexOf(count);
        list.RemoveAt(at);
        if (count.Per == Unit.Day && !list.Exists(item => item.Slot == Slot.Day))
        {
            list.Insert(at, new WeekdaysItem(WeekdaysItem.All) { Repeats = true });
        }
    }

    /// <summary>The items of a slot with the "and"s between them.</summary>
    private static List<Item> Between(List<Item> said, Slot slot)
    {
        var found = new List<Item>();
        foreach (var item in said.Where(item => item.Slot == slot))
        {
            var joined = item is PartItem || found.Count == 0 || found[^1] is StepItem or MonthsItem || item is WindowItem or MonthsItem;
            if (!joined)
            {
                found.Add(new SignItem(Sign.And));
            }

            found.Add(item);
        }

        return found;
    }

    private static void Put(List<Item> list, Slot slot, List<Item> old, List<Item> given)
    {
        var at = list.FindIndex(old.Contains);
        if (at >= 0)
        {
            list[at] = given[0];
            list.RemoveAll(item => old.Contains(item));
            list.InsertRange(Math.Min(list.IndexOf(given[0]) + 1, list.Count), given.Skip(1));
            return;
        }

        var inside = list.FindIndex(item => item is WindowItem window && (old.Contains(window.From!) || old.Contains(window.To!)));
        if (inside >= 0 && given[0] is TimeItem)
        {
            Swap(list, old[0], given[0]);
        }
        else
        {
            list.InsertRange(slot == Slot.Day ? 0 : list.Count, given);
        }
    }

    /// <summary>Puts one item in another's place, also as an end of a window.</summary>
    private static void Swap(List<Item> list, Item old, Item item)
    {
        for (var at = 0; at < list.Count; at++)
        {
            if (ReferenceEquals(list[at], old))
            {
                list[at] = item;
            }
            else if (list[at] is WindowItem window && item is TimeItem time)
            {
                list[at] = window with
                {
                    From = ReferenceEquals(window.From, old) ? time : window.From,
                    To = ReferenceEquals(window.To, old) ? time : window.To,
                };
            }
        }
    }
}

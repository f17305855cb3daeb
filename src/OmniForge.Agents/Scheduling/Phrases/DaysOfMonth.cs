namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>
/// "the 15th", "1st and 15th of each month", "last working day of the month", "January 15", "second Tuesday of the month".
/// </summary>
internal static class DaysOfMonth
{
    public static IReadOnlyList<Item>? Match(TokenList tokens, int at)
        => Unclear(tokens, at) ?? Nth(tokens, at) ?? NamedDay(tokens, at) ?? Date(tokens, at) ?? Numbered(tokens, at);

    /// <summary>"middle of the month", "second to last Friday": clear to nobody, or to no calendar rule.</summary>
    private static ProblemItem[]? Unclear(TokenList tokens, int at)
    {
        var start = tokens.AfterAny(at, "on the", "at the", "in the", "the", "on", "at", "by the", "by", "around the", "towards the",
            "near the");
        var edge = tokens.AfterAny(
            start, "end", "start", "beginning", "middle", "mid", "ends", "close", "second half", "first half", "first week", "last week",
            "second week", "third week", "fourth week", "first few days", "last few days", "first weekend", "last weekend", "first days");
        if (edge > start)
        {
            var end = Math.Max(
                Math.Max(Words.AfterOfMonth(tokens, edge), Words.AfterOfQuarter(tokens, edge)), Words.AfterOfYear(tokens, edge));
            end = end == edge && tokens[start].Is("mid") ? tokens.AfterAny(edge, "month", "year", "quarter") : end;
            if (end > edge)
            {
                return [Problem(tokens, at, end)];
            }
        }

        var season = tokens.AfterAny(at, "in summer", "in winter", "in spring", "in autumn", "in fall", "in the summer", "in the winter",
            "in the spring", "in the autumn", "in the fall", "in advent", "in high season", "in low season", "during term");
        if (season > at)
        {
            return [Problem(tokens, at, season)];
        }

        var late = tokens.AfterAny(
            start, "second to last", "second last", "next to last", "penultimate", "third to last", "last but one", "antepenultimate");
        if (late > start)
        {
            var day = Words.Day(tokens[late]) is not null || tokens[late].IsAny("day", "weekday", "workday") ? late + 1 : late;
            day = tokens.Follow(late, "working day", out var working) || tokens.Follow(late, "business day", out working) ? working : day;
            return [Problem(tokens, at, Words.AfterOfMonth(tokens, day))];
        }

        return null;
    }

    /// <summary>"first and third Monday", "last Friday of every month".</summary>
    private static Item[]? Nth(TokenList tokens, int at)
    {
        var lead = tokens.AfterAny(at, "on the", "the", "on");
        var start = Words.AfterEvery(tokens, lead);
        var (which, end) = Ordinals(tokens, start);
        if (which.Count == 0 || DayAfter(tokens, end) is not { } named)
        {
            return null;
        }

        var (days, plural, next) = named;
        if (Words.AfterOfQuarter(tokens, next) is var quarter && quarter > next)
        {
            int[]? inMonths = which is [1] ? [1, 4, 7, 10] : which is [-1] ? [3, 6, 9, 12] : null;
            return inMonths is null
                ? [Problem(tokens, at, quarter)]
                : [
                    new NthItem(which, days) { Start = at, End = next, Repeats = true },
                    new MonthsItem(inMonths) { Start = next, End = quarter, Repeats = true },
                ];
        }

        var of = Words.AfterOfMonth(tokens, next);
        var months = of == next ? Months.After(tokens, next) : null;
        var repeats = of > next || plural || months is { Repeats: true };
        if (start > lead && of == next && months is null)
        {
            // "every second Friday" is a rhythm, "every first Friday" and "every last Friday" are days of the month.
            if (which is not ([1] or [-1]))
            {
                return null;
            }

            repeats = true;
        }

        var told = months?.End ?? of;
        var stop = Words.AfterThatHasOne(tokens, told);
        if (which.Any(number => number is 0 or > 5))
        {
            return [new ProblemItem(ScheduleReasons.Impossible, Slot.Day, tokens.Words(at, stop)) { Start = at, End = stop }];
        }

        var item = new NthItem(which, days) { Start = at, End = stop, Repeats = repeats, ShortMonthsSkipped = stop > told };
        return months is null ? [item] : [item, months];
    }

    /// <summary>"last day", "first working day", with the month or quarter they belong to.</summary>
    private static Item[]? NamedDay(TokenList tokens, int at)
    {
        var lead = tokens.AfterAny(at, "on the", "the", "on");
        var start = Words.AfterEvery(tokens, lead);
        var (which, listed) = Ordinals(tokens, start);
        if (which.Count == 0)
        {
            return null;
        }

        if (which.Count > 1)
        {
            return SeveralDays(tokens, at, which, listed);
        }

        var number = which[0];
        var end = tokens.AfterAny(start + 1, "day", "calendar day");
        var working = tokens.AfterAny(
            start + 1, "working day", "workday", "weekday", "business day", "work day", "week day", "working days", "business days",
                "weekdays");
        if (Math.Max(end, working) == start + 1)
        {
            return null;
        }

        var stop = Math.Max(end, working);
        var day = (number, working > start + 1) switch
        {
            (-1, false) => "L",
            (-1, true) => "LW",
            (1, true) => "1W",
            (_, true) => null,
            _ => number is >= 1 and <= 31 ? number.ToString(null as IFormatProvider) : null,
        };
        var month = Words.AfterOfMonth(tokens, stop);
        var quarter = Words.AfterOfQuarter(tokens, stop);
        var year = Words.AfterOfYear(tokens, stop);
        var months = Math.Max(month, Math.Max(quarter, year)) == stop ? Months.After(tokens, stop) : null;
        if (Math.Max(month, Math.Max(quarter, year)) == stop && months is null && start == lead && !tokens[at].Is("on"))
        {
            return null;
        }

        var after = months?.End ?? Math.Max(month, Math.Max(quarter, year));
        if (start > lead && after == stop && months is null && number > 1)
        {
            return [new ProblemItem(ScheduleReasons.UnevenInterval, Slot.Day, tokens.Words(at, stop)) { Start = at, End = stop }];
        }

        if (day is null)
        {
            return [Problem(tokens, at, after)];
        }

        var repeats = months?.Repeats ?? (after > stop || start > lead);
        var item = new MonthDaysItem([day]) { Start = at, End = months?.Start ?? after, Repeats = repeats };
        int[]? of = quarter > stop ? (number < 0 ? [3, 6, 9, 12] : [1, 4, 7, 10]) : year > stop ? (number < 0 ? [12] : [1]) : null;
        var set = of is null ? months : new MonthsItem(of) { Start = stop, End = after, Repeats = true };
        return set is null ? [item] : [item, set];
    }

    /// <summary>"first and last day of each month".</summary>
    private static Item[]? SeveralDays(TokenList tokens, int at, List<int> which, int end)
    {
        var day = tokens.AfterAny(end, "day", "days", "calendar day", "calendar days");
        var of = Words.AfterOfMonth(tokens, day);
        return day == end || of == day
            ? null
            : [new MonthDaysItem([.. which.Select(number => number < 0 ? "L" : number.ToString(null as IFormatProvider))])
            {
                Start = at,
                End = of,
                Repeats = true,
            }];
    }

    /// <summary>"January 15", "15th of January": a day and its month.</summary>
    private static Item[]? Date(TokenList tokens, int at)
    {
        var lead = tokens.AfterAny(at, "on the", "the", "on");
        var start = Words.AfterEvery(tokens, lead);
        var repeats = start > lead;
        MonthsItem? months;
        List<int> days;
        int end;
        if (Words.Month(tokens[start]) is { } first)
        {
            months = new([first]);
            var name = tokens[start + 1].Is(".") ? start + 2 : start + 1;
            (days, end) = Numbers(tokens, tokens.AfterAny(name, "the", "on the"));
            if (days.Count == 0 || tokens[end].IsAny(":", "am", "pm", "oclock", "h") || (tokens[end].Is(".") && tokens[end + 1].IsNumber))
            {
                return null;
            }
        }
        else
        {
            (days, end) = Numbers(tokens, start);
            end = tokens.AfterAny(end, "day of", "of", "of every", "of each", "in", "every", "each") is var of && of > end ? of : end;
            months = days.Count > 0 && Words.Month(tokens[end]) is not null ? Months.Match(tokens, tokens[end - 1].Is("of") ? end - 1
                : end) : null;
            if (months is null)
            {
                return null;
            }

            repeats |= tokens[end - 1].IsAny("every", "each") || months.Months.Count > 1;
            end = months.End;
        }

        var year = tokens[end].Is(",") ? end + 1 : end;
        if (tokens[year].IsNumber && tokens[year].Value is >= 2000 and <= 2200 && !tokens[year + 1].IsAny("h", "hours"))
        {
            return [new ProblemItem(ScheduleReasons.OnceOrRepeating, Slot.Day, tokens.Words(at, year + 1)) { Start = at, End = year + 1 }];
        }

        var yearly = Words.AfterOfYear(tokens, end);
        var skip = Words.AfterThatHasOne(tokens, yearly);
        var names = days.Select(day => day.ToString(null as IFormatProvider)).ToArray();
        return
        [
            new MonthDaysItem(names) { Start = at, End = end, Repeats = repeats || yearly > end, ShortMonthsSkipped = skip > yearly },
            months with { Start = end, End = skip, Repeats = repeats || yearly > end },
        ];
    }

    /// <summary>"the 15th", "1st and 15th of each month", "day 5 of every month".</summary>
    private static Item[]? Numbered(TokenList tokens, int at)
    {
        var lead = tokens.AfterAny(at, "on the", "the", "on");
        var every = Words.AfterEvery(tokens, lead);
        var start = tokens.AfterAny(every, "day", "days");
        var (days, end) = Numbers(tokens, start);
        if (days.Count == 0)
        {
            return null;
        }

        end = tokens.AfterAny(end, "day", "days", "calendar day") is var word && word > end && start == every ? word : end;
        var of = Words.AfterOfMonth(tokens, end);
        if (of == end && every > lead && start > every)
        {
            return null;
        }

        var ordinal = tokens[start].Ordinal || tokens[start].IsAny("last");
        if (of == end && !ordinal && start == every)
        {
            return null;
        }

        // "the first report", "every second": a noun after the number takes it away.
        if (of == end && ordinal && tokens[end].IsWord && !Signs.IsFunctionWord(tokens, end))
        {
            return null;
        }

        // "every 3rd Thursday" is a rhythm.
        if (of == end && every > lead && Words.Day(tokens[end]) is not null)
        {
            return null;
        }

        if (of == end && every > lead && start == every && days.Count == 1 && days[0] > 1 && tokens[end - 1].IsAny("day", "days"))
        {
            return [new ProblemItem(ScheduleReasons.UnevenInterval, Slot.Day, tokens.Words(at, end)) { Start = at, End = end }];
        }

        // "put the late ones first" counts nothing.
        if (of == end && tokens[start].Spelled && (start > every || every == at))
        {
            return null;
        }

        var names = days.Select(day => day == -1 ? "L" : day.ToString(null as IFormatProvider)).ToArray();
        var skip = Words.AfterThatHasOne(tokens, of);
        return [new MonthDaysItem(names) { Start = at, End = skip, Repeats = of > end || every > lead, ShortMonthsSkipped = skip > of }];
    }

    private static (List<int> Which, int End) Ordinals(TokenList tokens, int at)
    {
        var which = new List<int>();
        var end = at;
        while (Words.Ordinal(tokens[end]) is { } number)
        {
            which.Add(number);
            end++;
            var more = tokens.AfterAny(end, ",", "and", "&", "and the", ", and", ", the", "/", "plus");
            if (more == end || Words.Ordinal(tokens[more]) is null)
            {
                return (which, end);
            }

            end = more;
        }

        return (which, end);
    }

    private static (int Days, bool Plural, int End)? DayAfter(TokenList tokens, int at)
    {
        if (Words.Day(tokens[at]) is not { } first)
        {
            return null;
        }

        var more = tokens.AfterAny(at + 1, "and", "&", "/");
        return more > at + 1 && Words.Day(tokens[more]) is { } second && Words.AfterOfMonth(tokens, more + 1) > more + 1
            ? ((1 << first.Day) | (1 << second.Day), true, more + 1)
            : (1 << first.Day, first.Plural, at + 1);
    }

    /// <summary>A list of day numbers, "last" as -1. Plain numbers and ordinals do not mix with clock times.</summary>
    private static (List<int> Days, int End) Numbers(TokenList tokens, int at)
    {
        var days = new List<int>();
        var end = at;
        while (DayNumber(tokens, end) is { } day)
        {
            var last = Through(tokens, end) ?? end;
            days.AddRange(last > end ? Enumerable.Range(day, tokens[last].Value - day + 1) : [day]);
            end = last + 1;
            var more = tokens.AfterAny(end, ",", "and", "&", "and the", ", and", ", the", ", and the", "/", "plus the", "and on the",
                "or the");
            if (more == end || DayNumber(tokens, more) is null || tokens[more].Ordinal != tokens[at].Ordinal)
            {
                return (days, end);
            }

            end = more;
        }

        return (days, end);
    }

    /// <summary>"the 1st to the 5th": where the last day of a range stands.</summary>
    private static int? Through(TokenList tokens, int at)
    {
        var to = tokens.AfterAny(at + 1, "to", "to the", "through", "through the", "until", "until the", "-", "- the", "up to the", "till the", "till");
        return tokens[at] is { IsNumber: true, Ordinal: true } first && to > at + 1
            && tokens[to] is { IsNumber: true, Ordinal: true, Value: <= 31 } last && last.Value > first.Value
            ? to : null;
    }

    private static int? DayNumber(TokenList tokens, int at)
    {
        var token = tokens[at];
        if (token.Is("last") && tokens[at + 1].IsAny("of", "and", ","))
        {
            return -1;
        }

        if (token.Is("second") && (tokens[at + 1].IsAny("of", "and") || Words.Month(tokens[at + 1]) is not null))
        {
            return 2;
        }

        return token.IsNumber && token.Value is >= 1 and <= 999 && !tokens[at + 1].IsAny(":", "am", "pm", "oclock", "h") ? token.Value
            : null;
    }

    private static ProblemItem Problem(TokenList tokens, int at, int end)
        => new(ScheduleReasons.WhichDay, Slot.Day, tokens.Words(at, end)) { Start = at, End = end };
}

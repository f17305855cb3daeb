namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>"every 20 minutes", "hourly", "every other Friday", "monthly", "every 3 days".</summary>
internal static class Intervals
{
    public static Item? Match(TokenList tokens, int at)
        => Alternate(tokens, at) ?? PastTheHour(tokens, at) ?? Adverb(tokens, at) ?? Every(tokens, at);

    /// <summary>"alternate Fridays", "on alternating weeks".</summary>
    private static ProblemItem? Alternate(TokenList tokens, int at)
    {
        var end = tokens.AfterAny(at, "alternate", "alternating", "on alternate", "on alternating");
        return end > at && (Words.Day(tokens[end]) is not null || Words.UnitOf(tokens[end]) is not null
            || tokens[end].IsAny("weekdays", "weekends", "mornings", "evenings", "nights"))
            ? Uneven(tokens, at, end + 1)
            : null;
    }

    private static Item? Adverb(TokenList tokens, int at)
    {
        var lead = tokens.AfterAny(at, "on a", "on an");
        var word = tokens[lead];
        Item? item = word.Text switch
        {
            "hourly" => new StepItem(60),
            "weekly" => new FrequencyItem(Unit.Week),
            "monthly" => new FrequencyItem(Unit.Month),
            "quarterly" => new FrequencyItem(Unit.Quarter),
            "yearly" or "annually" => new FrequencyItem(Unit.Year),
            "biweekly" or "fortnightly" or "bimonthly" or "biannually" or "semiannually" or "semimonthly" or "semiweekly" or "biennially"
                or "alternately" => Uneven(tokens, lead, lead + 1),
            "minutely" => new StepItem(1),
            _ => null,
        };
        var end = lead + 1;
        if (item is null && word.IsAny("bi", "semi", "half", "twice") && tokens[lead + 1].Is("-"))
        {
            var adverb = tokens[lead + 2].IsAny("weekly", "monthly", "annually", "yearly");
            item = adverb ? Uneven(tokens, lead, lead + 3)
                : word.Is("half") && tokens[lead + 2].Is("hourly") ? new StepItem(30) : null;
            end = lead + 3;
        }

        if (item is null || !word.IsWord)
        {
            return null;
        }

        end = tokens[end].Is("basis") && lead > at ? end + 1 : end;
        return item with { Start = at, End = end };
    }

    /// <summary>"at 15 past every hour", "every hour at :30", "hourly on the half hour".</summary>
    private static StepItem? PastTheHour(TokenList tokens, int at)
    {
        if (tokens.AfterAny(at, "on the hour", "on every hour", "on each hour", "on each full hour", "on every full hour") is var sharply && sharply > at)
        {
            return new(60) { Start = at, End = sharply, Past = 0 };
        }

        var top = tokens.AfterAny(at, "at the top of", "on the top of", "top of", "at the start of", "at the beginning of", "at the stroke of");
        if (tokens.AfterAny(top, "every hour", "each hour", "the hour every hour", "the hour each hour", "the hour") is var full && top > at && full > top)
        {
            return new(60) { Start = at, End = full, Past = 0 };
        }

        var start = tokens.AfterAny(at, "at");
        if (tokens[start].IsNumber && tokens[start].Value < 60 || tokens[start].IsAny("half", "quarter"))
        {
            var past = tokens.AfterAny(start + 1, "past", "minutes past", "minutes after", "after", "mins past", "to", "minutes to", "before", "minutes before");
            var hour = tokens.AfterAny(past, "every hour", "each hour", "the hour every hour", "the hour", "every full hour");
            if (past > start + 1 && hour > past)
            {
                var minutes = tokens[start].IsNumber ? tokens[start].Value : tokens[start].Is("half") ? 30 : 15;
                var before = tokens[past - 1].IsAny("to", "before");
                return new(60) { Start = at, End = hour, Past = before ? (60 - minutes) % 60 : minutes };
            }
        }

        var each = tokens.AfterAny(at, "every hour", "each hour", "hourly", "once an hour", "once per hour");
        if (each == at)
        {
            return null;
        }

        each = tokens[each].Is(",") ? each + 1 : each;
        var on = tokens.AfterAny(each, "at the", "on the", "at");
        if (tokens.AfterAny(on, "half hour", "half") is var half && on > each && half > on)
        {
            return new(60) { Start = at, End = half, Past = 30 };
        }

        if (on > each && tokens.AfterAny(on, "hour", "top of the hour", "full hour", "start of the hour") is var sharp && sharp > on)
        {
            return new(60) { Start = at, End = sharp, Past = 0 };
        }

        if (on > each && Beside(tokens, on) is { } beside)
        {
            return new(60) { Start = at, End = beside.End, Past = beside.Minute };
        }

        var colon = tokens.AfterAny(on, ":", "minute");
        var minute = colon > on ? tokens[colon] : tokens[on];
        var tail = tokens.AfterAny(colon + 1, "minutes past the hour", "minutes past", "past", "past the hour", "after the hour");
        return on > each && minute is { IsNumber: true, Value: < 60, Ordinal: false } && (colon > on || tail > colon + 1)
            ? new(60) { Start = at, End = tail, Past = minute.Value }
            : null;
    }

    /// <summary>"quarter past", "ten to", "20 minutes past the hour": a minute of every hour.</summary>
    private static (int Minute, int End)? Beside(TokenList tokens, int at)
    {
        var start = tokens[at].IsAny("a", "the") ? at + 1 : at;
        int? minutes = tokens[start].Is("half") ? 30 : tokens[start].Is("quarter") ? 15 : tokens[start] is { IsNumber: true, Ordinal: false, Value: > 0 and < 60 } number ? number.Value : null;
        var unit = tokens.AfterAny(start + 1, "minutes", "minute", "mins", "min");
        var side = tokens.AfterAny(unit, "past", "after", "to", "before");
        if (minutes is null || side == unit || tokens[side].IsNumber)
        {
            return null;
        }

        return (tokens[side - 1].IsAny("to", "before") ? 60 - minutes.Value : minutes.Value, tokens.AfterAny(side, "the hour", "each hour", "every hour", "the full hour", "it"));
    }

    private static Item? Every(TokenList tokens, int at)
    {
        var start = tokens.AfterAny(at, "every single", "each single", "each and every", "every", "each", "once every", "once per", "once each", "once in every", "once a", "once an",
            "1x per", "one time per");
        if (start == at)
        {
            return null;
        }

        if (tokens.AfterAny(start, "half minute", "half a minute", "half second", "half a second", "few seconds", "couple of seconds") is var short_ && short_ > start)
        {
            return new ProblemItem(ScheduleReasons.TooFrequent, Slot.When, tokens.Words(at, short_)) { Start = at, End = short_ };
        }

        if (tokens.AfterAny(start, "half year", "half a year", "half - year") is var semester && semester > start)
        {
            return new ProblemItem(ScheduleReasons.WhichStart, Slot.Day, tokens.Words(at, semester)) { Start = at, End = semester, EveryMonths = 6 };
        }

        if (tokens.AfterAny(start, "half hour", "half an hour", "half a hour", "1/2 hour") is var half && half > start)
        {
            return new StepItem(30) { Start = at, End = half };
        }

        if (tokens.AfterAny(start, "quarter of an hour", "quarter hour", "quarter of hour") is var quarter && quarter > start)
        {
            return new StepItem(15) { Start = at, End = quarter };
        }

        var (count, unitAt) = Count(tokens, start);
        var day = count > 1 ? Words.Day(tokens[unitAt]) : null;
        if (day is not null || (count > 1 && tokens[unitAt].IsAny("weekday", "weekdays", "workday", "workdays", "weekend", "weekends",
            "evening",
            "morning", "night", "afternoon", "evenings", "mornings", "nights", "working", "business", "fortnight")))
        {
            return Uneven(tokens, at, unitAt + 1);
        }

        if (tokens[unitAt].Is("fortnight"))
        {
            return Uneven(tokens, at, unitAt + 1);
        }

        if (Words.UnitOf(tokens[unitAt]) is not { } unit)
        {
            return tokens[unitAt].Is("m") && count > 0 && tokens.Touch(unitAt - 1) ? Step(tokens, at, unitAt + 1, count.Value) : null;
        }

        var end = unitAt + 1;
        if (count is null || tokens.AfterAny(end, "and a half", "or so", "or two", "or more") is var more && more > end)
        {
            var stop = Math.Max(end, tokens.AfterAny(end, "and a half", "or so", "or two", "or more"));
            var reason = unit is Unit.Hour or Unit.Minute || count is not null ? ScheduleReasons.UnevenInterval
                : ScheduleReasons.WhichTimes;
            return new ProblemItem(reason, SlotOf(unit), tokens.Words(at, stop)) { Start = at, End = stop };
        }

        return Make(tokens, at, end, count.Value, unit);
    }

    /// <summary>How many units; null when only "a few".</summary>
    private static (int? Count, int End) Count(TokenList tokens, int at)
    {
        if (tokens[at].IsNumber)
        {
            var range = tokens[at + 1].IsAny("-", "to", "or", ".", "/") && tokens[at + 2].IsNumber;
            return range ? (null, at + 3) : (tokens[at].Value, at + 1);
        }

        if (tokens.AfterAny(at, "other", "second", "alternate", "alternating", "two") is var other && other > at)
        {
            var isUnit = tokens[at].Is("second") && Words.UnitOf(tokens[other]) is null && Words.Day(tokens[other]) is null
                && !tokens[other].IsAny("weekday", "weekend", "evening", "morning", "night");
            return isUnit ? (1, at) : (2, other);
        }

        var few = tokens.AfterAny(at, "few", "couple of", "couple", "several", "some", "so many");
        return few > at ? (null, few) : (1, at);
    }

    private static Item Make(TokenList tokens, int at, int end, int count, Unit unit)
    {
        switch (unit)
        {
            case Unit.Second:
                return count % 60 == 0 && count > 0
                    ? Step(tokens, at, end, count / 60)
                    : new ProblemItem(ScheduleReasons.TooFrequent, Slot.When, tokens.Words(at, end)) { Start = at, End = end };
            case Unit.Minute:
                return Step(tokens, at, end, count);
            case Unit.Hour:
                return Step(tokens, at, end, count > 1000 ? 0 : count * 60);
            case Unit.Day when count == 1:
                return new WeekdaysItem(WeekdaysItem.All) { Start = at, End = end, Repeats = true };
            case Unit.Day when count == 7:
                return new FrequencyItem(Unit.Week) { Start = at, End = end };
            case Unit.Day or Unit.Week when count != 1:
                return Uneven(tokens, at, end);
            default:
                return count == 1 || (unit == Unit.Month && count == 12)
                    ? new FrequencyItem(count == 12 ? Unit.Year : unit) { Start = at, End = end }
                    : new ProblemItem(ScheduleReasons.WhichStart, Slot.Day, tokens.Words(at, end))
                    {
                        Start = at,
                        End = end,
                        EveryMonths = unit switch { Unit.Month => count, Unit.Quarter => 3 * count, _ => 12 * count },
                    };
        }
    }

    /// <summary>A step must come out even: minutes divide the hour, hours the day.</summary>
    private static Item Step(TokenList tokens, int at, int end, int minutes)
    {
        if (minutes == 24 * 60)
        {
            return new WeekdaysItem(WeekdaysItem.All) { Start = at, End = end, Repeats = true };
        }

        var even = minutes > 0 && (minutes < 60 ? 60 % minutes == 0 : minutes % 60 == 0 && minutes < 24 * 60 && 24 * 60 % minutes == 0);
        return even ? new StepItem(minutes) { Start = at, End = end } : Uneven(tokens, at, end) with { Of = Slot.When };
    }

    private static ProblemItem Uneven(TokenList tokens, int at, int end)
        => new(ScheduleReasons.UnevenInterval, Slot.Day, tokens.Words(at, end)) { Start = at, End = end };

    private static Slot SlotOf(Unit unit) => unit is Unit.Second or Unit.Minute or Unit.Hour ? Slot.When : Slot.Day;
}

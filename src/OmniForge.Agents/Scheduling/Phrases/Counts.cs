namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>"twice a day", "3x per week", "a few times a month": how many, to be told apart from when.</summary>
internal static class Counts
{
    public static Item? Match(TokenList tokens, int at)
    {
        if (tokens[at].IsAny("some", "certain", "several", "most", "many", "various", "random", "few") && tokens[at + 1].IsAny("mornings", "evenings",
            "afternoons", "nights", "weekdays", "weekends", "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"))
        {
            return new ProblemItem(ScheduleReasons.WhichDay, Slot.When, tokens.Words(at, at + 2)) { Start = at, End = at + 2 };
        }

        var (times, middle) = Times(tokens, at);
        if (times is null)
        {
            return null;
        }

        var to = tokens.AfterAny(middle, "a", "an", "per", "each", "every", "in a", "/", "in each", "in every", "during the", "a single");
        Unit? unit = to > middle ? Words.UnitOf(tokens[to]) : tokens[middle].Text switch
        {
            "daily" or "everyday" => Unit.Day,
            "weekly" => Unit.Week,
            "monthly" => Unit.Month,
            "quarterly" => Unit.Quarter,
            "yearly" or "annually" => Unit.Year,
            "hourly" => Unit.Hour,
            _ => null,
        };
        if (unit is null || unit == Unit.Second)
        {
            return null;
        }

        var end = to + 1;
        return (times.Value, unit.Value) switch
        {
            (1, Unit.Day) => new WeekdaysItem(WeekdaysItem.All) { Start = at, End = end, Repeats = true },
            (1, Unit.Hour) => new StepItem(60) { Start = at, End = end },
            (1, Unit.Minute) => new StepItem(1) { Start = at, End = end },
            (1, _) => new FrequencyItem(unit.Value) { Start = at, End = end },
            _ => new CountItem(times.Value, unit.Value) { Start = at, End = end },
        };
    }

    private static (int? Times, int End) Times(TokenList tokens, int at)
    {
        var start = tokens.AfterAny(at, "about", "around", "roughly", "at least", "up to");
        switch (tokens[start].Text)
        {
            case "once":
                return (1, start + 1);
            case "twice":
                return (2, start + 1);
            case "thrice":
                return (3, start + 1);
        }

        if (tokens.AfterAny(start, "a few times", "few times", "several times", "a couple of times", "a couple times", "multiple times",
            "many times", "some times", "a number of times", "a handful of times", "a bunch of times", "lots of times", "loads of times", "plenty of times", "various times", "countless times", "a good few times", "quite a few times", "one or two times", "once or twice", "two or three times", "a time or two", "a handful of days", "various days", "a few days", "several days", "a couple of days", "most days") is var few
            && few > start)
        {
            return (0, few);
        }

        var count = tokens[start];
        var unit = tokens[start + 1];
        if (!count.IsNumber || count.Ordinal || (count.Value == 7 && unit.Is("days")))
        {
            return (null, at);
        }

        // "3 or 4 times", "2-3 times"
        if (unit.IsAny("-", "to", "or") && tokens[start + 2].IsNumber && tokens[start + 3].IsAny("times", "x", "days"))
        {
            return (0, start + 4);
        }

        return unit.IsAny("times", "time", "x", "days", "mornings", "evenings", "afternoons", "nights", "runs") ? (count.Value,
            start + 2) : (null, at);
    }
}

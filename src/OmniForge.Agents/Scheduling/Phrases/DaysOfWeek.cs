namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>"every Monday", "Mon-Fri", "weekdays", "each weekend", "daily".</summary>
internal static class DaysOfWeek
{
    public static WeekdaysItem? Match(TokenList tokens, int at)
    {
        var lead = tokens.AfterAny(at, "on", "on the", "the");
        var every = Words.AfterEvery(tokens, lead);
        return EveryDay(tokens, at, lead, every) ?? Group(tokens, at, every, every > lead) ?? Named(tokens, at, every, every > lead);
    }

    private static WeekdaysItem? EveryDay(TokenList tokens, int at, int lead, int every)
    {
        var end = tokens.AfterAny(
            lead, "daily", "everyday", "every day", "each day", "every single day", "all days", "every day of the week",
                "every calendar day",
            "all week", "7 days a week", "seven days a week", "days a week", "each and every day", "per day", "a day", "day in day out",
            "on a daily basis", "every night and day");
        // "every midnight": the time behind it is read for itself.
        if (every > lead && tokens[every].IsAny("noon", "midday", "midnight"))
        {
            return new(WeekdaysItem.All) { Start = at, End = every, Repeats = true };
        }

        if (lead < tokens.Count && tokens[lead].Value == 7 && tokens.Follow(lead + 1, "days a week", out var week))
        {
            end = week;
        }
        else if (tokens[lead].IsAny("days", "a", "per"))
        {
            return null;
        }

        return end > lead && every >= lead ? new(WeekdaysItem.All) { Start = at, End = end, Repeats = true } : null;
    }

    private static WeekdaysItem? Group(TokenList tokens, int at, int start, bool repeats)
    {
        var end = tokens.AfterAny(
            start, "weekday", "weekdays", "workday", "workdays", "working day", "working days", "business day", "business days", "work day",
            "work days", "week day", "week days", "workweek", "m f");
        if (end > start)
        {
            return new(WeekdaysItem.MondayToFriday) { Start = at, End = end, Repeats = true };
        }

        end = tokens.AfterAny(start, "weekend", "weekends", "week end", "week ends", "weekend day", "weekend days");
        var before = tokens[at - 1].Is("the") ? tokens[at - 2] : tokens[at - 1];
        return end > start && !before.IsAny("before", "after") && (repeats || !tokens[at - 1].IsAny("this", "next", "last"))
            ? new(WeekdaysItem.Weekend) { Start = at, End = end, Repeats = true }
            : null;
    }

    private static WeekdaysItem? Named(TokenList tokens, int at, int start, bool repeats)
    {
        if (Words.Day(tokens[start]) is { } written && Words.IsPluralByMistake(tokens, start))
        {
            return new(1 << written.Day) { Start = at, End = start + 2, Repeats = true };
        }

        if (Words.Day(tokens[start]) is not { } first || tokens[start + 1].Is("'s"))
        {
            return null;
        }

        var end = start + 1;
        // "Mon." with the dot of an abbreviation.
        end = tokens[end].Is(".") && tokens[start].Text.Length <= 5 && tokens[end + 1].Kind != TokenKind.End ? end + 1 : end;
        var through = tokens.AfterAny(end, "-", "to", "through", "until", "up to", "up until");
        if (through > end && Words.Day(tokens[through]) is { } last)
        {
            return new(Range(first.Day, last.Day)) { Start = at, End = through + 1, Repeats = true };
        }

        return new(1 << first.Day) { Start = at, End = end, Repeats = repeats || first.Plural };
    }

    /// <summary>From one day through another, over the end of the week if need be.</summary>
    private static int Range(int first, int last)
    {
        var days = 0;
        for (var day = first; ; day = (day + 1) % 7)
        {
            days |= 1 << day;
            if (day == last)
            {
                return days;
            }
        }
    }
}

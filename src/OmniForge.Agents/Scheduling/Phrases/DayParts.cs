namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>"in the evening", "every morning", "nights", "end of day", "am" alone.</summary>
internal static class DayParts
{
    public static Item? Match(TokenList tokens, int at)
    {
        var lead = tokens.AfterAny(at, "in the", "at", "by", "in", "the", "during the", "of the", "on the", "at the");
        var every = Words.AfterEvery(tokens, lead);
        var start = every > lead ? every : lead;
        return EndOfDay(tokens, at, start, every > lead) ?? Vague(tokens, at, start) ?? Plain(tokens, at, start, every > lead);
    }

    /// <summary>What a part of the day means when no time is told.</summary>
    public static int DefaultMinute(DayPart part) => 60 * part switch
    {
        DayPart.Am or DayPart.Morning => 9,
        DayPart.Pm or DayPart.Afternoon => 14,
        DayPart.Evening => 18,
        DayPart.Night => 21,
        _ => 17,
    };

    /// <summary>The minute of the day that a bare time means in a part of the day; null when they do not go together.</summary>
    public static int? Fit(int minute, bool bare, DayPart part)
    {
        if (!bare)
        {
            return Holds(minute / 60, part) ? minute : null;
        }

        var (hour, rest) = (minute / 60 % 12, minute % 60);
        var early = (hour * 60) + rest;
        var late = early + (12 * 60);
        return part switch
        {
            DayPart.Am => early,
            DayPart.Pm => late,
            DayPart.Morning => hour == 0 ? null : early,
            DayPart.Afternoon => hour <= 7 ? late : null,
            DayPart.Evening => hour is >= 3 and <= 11 ? late : null,
            DayPart.Night => hour >= 6 ? late : early,
            _ => hour is >= 3 and <= 11 ? late : null,
        };
    }

    private static bool Holds(int hour, DayPart part) => part switch
    {
        DayPart.Am or DayPart.Morning => hour < 12,
        DayPart.Pm => hour >= 12,
        DayPart.Afternoon => hour is >= 12 and < 20,
        DayPart.Evening => hour >= 15,
        DayPart.Night => hour is >= 18 or < 6,
        _ => hour >= 12,
    };

    private static PartItem? EndOfDay(TokenList tokens, int at, int start, bool repeats)
    {
        var end = tokens.AfterAny(
            start, "eod", "cob", "end of day", "end of the day", "end of business", "close of business", "end of the workday",
                "close of play",
            "end of business day", "end of the business day", "end of the working day", "end of working day", "close of business day");
        if (end > start)
        {
            return new(DayPart.EndOfDay) { Start = at, End = end, Repeats = repeats };
        }

        // "end of every workday": the days follow and are read for themselves.
        var of = tokens.AfterAny(start, "end of", "close of");
        return of > start && tokens[of].IsAny("every", "each") && !Words.IsLongerThanADay(tokens[of + 1])
            ? new(DayPart.EndOfDay) { Start = at, End = of }
            : null;
    }

    private static PartItem? Vague(TokenList tokens, int at, int start)
    {
        var end = tokens.AfterAny(
            start, "lunchtime", "lunch", "lunch time", "breakfast", "dinner", "dinnertime", "dawn", "dusk", "sunrise", "sunset", "daytime",
            "first thing", "start of day", "start of the day", "beginning of the day", "tea time", "bedtime", "mid morning",
            "mid afternoon",
            "teatime", "tea", "supper", "suppertime", "supper time", "dinner time", "breakfast time", "brunch", "brunch time", "elevenses", "siesta", "happy hour", "closing time", "opening time", "rush hour", "wee hours", "small hours", "early hours", "daybreak", "nightfall", "twilight", "sunup", "sundown", "cockcrow", "bed time", "coffee time", "coffee break", "lunch break", "morning coffee", "mid day break", "nap time", "playtime", "the crack of dawn", "crack of dawn", "lunch hour", "after dinner", "before dinner", "after breakfast", "before breakfast", "before bed", "after school", "before school", "midmorning", "midafternoon", "mid evening", "after lunch", "after work", "before work", "before lunch", "after hours", "out of hours", "off hours");
        if (end == start || tokens[at].Is("of"))
        {
            return null;
        }

        var part = tokens.Follow(end, "in the morning", out var last) || tokens.Follow(end, "in the afternoon", out last) ? last : end;
        return new(DayPart.Morning) { Start = at, End = part, Vague = tokens.Words(start, part) };
    }

    private static PartItem? Plain(TokenList tokens, int at, int start, bool repeats)
    {
        var word = tokens[start];
        if (word.IsAny("am", "pm"))
        {
            return new(word.Is("am") ? DayPart.Am : DayPart.Pm) { Start = at, End = start + 1 };
        }

        if (word.IsAny("weeknight", "weeknights"))
        {
            return null;
        }

        DayPart? part = word.Text switch
        {
            "morning" or "mornings" or "forenoon" => DayPart.Morning,
            "afternoon" or "afternoons" => DayPart.Afternoon,
            "evening" or "evenings" => DayPart.Evening,
            "night" or "nights" or "nightly" or "nighttime" => DayPart.Night,
            _ => null,
        };
        return part is null || tokens[start + 1].Is("'s")
            ? null
            : new(part.Value) { Start = at, End = start + 1, Repeats = repeats || word.Text.EndsWith('s') || word.Is("nightly") };
    }
}

namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>Words about time that tell which data is meant, not when to run: "last 7 days", "this week's", "due on Friday".</summary>
internal static class DataFilters
{
    public static SignItem? Match(TokenList tokens, int at)
        => Period(tokens, at) ?? Possessive(tokens, at) ?? Since(tokens, at) ?? Grouping(tokens, at) ?? NounPhrase(tokens, at);

    /// <summary>"for each month show the total", "by weekday", "per week": how rows are put together.</summary>
    private static SignItem? Grouping(TokenList tokens, int at)
    {
        var each = tokens.AfterAny(at, "for each", "for every", "of each", "of every", "by", "per", "in each", "in every");
        return each > at && (Words.UnitOf(tokens[each]) is not null || tokens[each].IsAny("weekday", "weekend"))
            && !tokens[each + 1].IsAny("at", "@") && !tokens[each + 1].IsNumber
            ? Filter(at, each + 1)
            : null;
    }

    /// <summary>"this week", "the last 7 days", "previous quarter".</summary>
    private static SignItem? Period(TokenList tokens, int at)
    {
        var lead = tokens.AfterAny(at, "from the", "of the", "in the", "over the", "for the", "within the", "during the", "from", "of",
            "for", "in", "within", "the", "over");
        var start = tokens.AfterAny(lead, "last", "past", "previous", "this", "current", "coming", "next", "upcoming", "following",
            "preceding");
        if (start == lead)
        {
            return null;
        }

        var count = tokens[start].IsNumber && !tokens[start].Ordinal;
        var unit = count || tokens[start].IsAny("few", "couple") ? start + 1 : start;
        unit = tokens.AfterAny(unit, "of", "working", "business", "calendar", "full");
        if (Words.UnitOf(tokens[unit]) is not { } named || named == Unit.Second)
        {
            return Words.Day(tokens[start]) is not null && tokens[start + 1].Is("'s") ? Filter(at, start + 2) : null;
        }

        // "last day of the month" is a day, "next week" alone a single moment.
        var single = !count && tokens[lead].IsAny("last", "past", "next", "coming") && (lead == at || tokens[at].IsAny("the", "in"));
        if (single && (named == Unit.Day || tokens[lead].Is("next")) && !tokens[unit + 1].Is("'s") && !tokens[at].IsAny("from", "of",
            "for", "within", "over"))
        {
            return null;
        }

        return Filter(at, tokens[unit + 1].Is("'s") ? unit + 2 : unit + 1);
    }

    /// <summary>"today's", "Monday's", "the week's".</summary>
    private static SignItem? Possessive(TokenList tokens, int at)
    {
        var token = tokens[at];
        var timed = Words.Day(token) is not null || Words.UnitOf(token) is not null || Words.Month(token) is not null
            || token.IsAny("today", "tomorrow", "yesterday", "tonight", "weekend", "morning", "night", "evening");
        return timed && tokens[at + 1].Is("'s") && !(Words.Day(token) is not null && Words.IsPluralByMistake(tokens, at))
            ? Filter(at, at + 2)
            : token.Is("yesterday") ? Filter(at, at + 1) : null;
    }

    /// <summary>"due on Friday", "since Monday", "older than 30 days", "created this week", "3 days ago", "within 2 days".</summary>
    private static SignItem? Since(TokenList tokens, int at)
    {
        var start = tokens.AfterAny(
            at, "due", "overdue", "since", "older than", "newer than", "younger than", "more than", "less than", "longer than",
                "at least", "at most",
            "fewer than", "created", "updated", "changed", "modified", "closed", "opened", "added", "finished", "completed", "born",
            "dated",
            "within", "expiring", "expires", "ending", "scheduled for", "planned for", "deadline", "is due", "are due", "over");
        if (start > at)
        {
            var amount = tokens.AfterAny(start, "in", "by", "on", "before", "after", "until", "since", "within", "for", "the", "next",
                "in the next", "in the", "at");
            var end = Span(tokens, amount);
            return end > amount ? Filter(at, end) : null;
        }

        var unit = tokens[at].IsNumber && !tokens[at].Ordinal ? Words.UnitOf(tokens[at + 1]) : null;
        return unit is not null && tokens[at + 2].IsAny("ago", "overdue", "late", "old", "ahead", "left", "behind", "before", "after", "in")
            && !tokens[at + 3].IsAny("past", "hour") && !(unit is Unit.Minute or Unit.Hour && (tokens[at + 3].IsAny("noon", "midday", "midnight") || tokens[at + 3].IsNumber))
            ? Filter(at, at + 3)
            : null;
    }

    private static int Span(TokenList tokens, int at)
    {
        if (tokens[at].IsAny("today", "tomorrow", "yesterday", "tonight", "soon", "now") || Words.Day(tokens[at]) is not null)
        {
            return at + 1;
        }

        if (Words.UnitOf(tokens[at]) is not null && tokens[at - 1].IsAny("next", "this", "last", "the"))
        {
            return at + 1;
        }

        if (Words.Month(tokens[at]) is not null)
        {
            return tokens[at + 1].IsNumber ? at + 2 : at + 1;
        }

        if (tokens[at].IsNumber || tokens[at].IsAny("a", "an", "one"))
        {
            return Words.UnitOf(tokens[at + 1]) is not null ? at + 2 : at;
        }

        if (tokens[at].IsAny("this", "last", "next", "past", "coming") && (Words.UnitOf(tokens[at + 1]) is not null
            || Words.Day(tokens[at + 1]) is not null))
        {
            return at + 2;
        }

        return at;
    }

    /// <summary>"the Monday meeting", "our Friday list": a day that only names something.</summary>
    private static SignItem? NounPhrase(TokenList tokens, int at)
    {
        var start = tokens.AfterAny(at, "the", "our", "my", "a", "that", "their");
        return start > at && Words.Day(tokens[start]) is { Plural: false } && tokens[start + 1].IsWord && !Signs.IsFunctionWord(tokens,
            start + 1)
            && !tokens[start + 1].IsAny("of")
            ? Filter(at, start + 2)
            : null;
    }

    private static SignItem Filter(int start, int end) => new(Sign.Filter) { Start = start, End = end };
}

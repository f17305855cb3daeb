namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>Vague times, single dates and holidays: what must be asked about.</summary>
internal static class Loose
{
    private static readonly string[] About =
    [
        "around", "about", "like", "at like", "toward", "towards",
        "roughly", "approximately", "approx", "circa", "ca", "~", "sometime around", "some time around",
        "somewhere around",
        "early", "late", "before", "after", "by", "near", "close to", "no later than", "not later than", "shortly after",
        "shortly before", "just after",
        "just before", "sometime", "some time", "sometime after", "sometime before", "sometime in", "some time in", "sometime during",
        "early in", "late in", "more or less", "latest by", "mid", "at around", "at about", "at roughly", "sometime between",
        "somewhere between",
        "early to mid", "mid to late", "at approximately", "some point in", "at some point in", "between about", "or so",
    ];

    private static readonly string[] OftenWords =
    [
        "regularly", "often", "frequently", "occasionally", "sometimes", "from time to time", "now and then", "every now and then",
        "now and again",
        "every so often", "periodically", "as often as possible", "constantly", "continuously", "once in a while",
        "every once in a while", "real time",
    ];

    /// <summary>The place after words that make the time behind them vague; the same place when none stands here.</summary>
    public static int AfterAbout(TokenList tokens, int at)
    {
        var end = tokens.AfterAny(at, About);
        return end > at ? tokens.AfterAny(end, "at", "the", "in the", "in", "of") is var more && more > end ? more : end : at;
    }

    /// <summary>The place after "-ish", "or so", "at the latest" behind a time.</summary>
    public static int AfterIsh(TokenList tokens, int at) => tokens.AfterAny(
        at, "ish", "- ish", "or so", "or thereabouts", "more or less", "at the latest", "or later", "or earlier", "approx",
            "approximately", "or around then",
        "or about then", "give or take", "roughly", "or something", "latest", "at the earliest", "or whenever");

    public static ProblemItem? Match(TokenList tokens, int at) => Once(tokens, at) ?? Holiday(tokens, at) ?? Sometime(tokens, at)
        ?? Often(tokens, at);

    /// <summary>"tomorrow", "next Monday", "in 2 hours": a single moment.</summary>
    private static ProblemItem? Once(TokenList tokens, int at)
    {
        var end = tokens.AfterAny(
            at, "tomorrow", "tonight", "today", "the day after tomorrow", "day after tomorrow", "next weekend", "this weekend",
                "next week", "next month",
            "next year", "this afternoon", "this evening", "this morning", "just once", "only once", "one time only", "one time",
            "right now",
            "right away", "immediately", "asap", "as soon as possible", "later today", "later tonight", "a one off", "one off",
            "just this once", "straight away");
        if (end > at && !tokens[end].Is("'s"))
        {
            return Single(tokens, at, end);
        }

        var day = tokens.AfterAny(at, "next", "this", "coming", "this coming", "the coming", "the next", "on the next", "on next",
            "on this");
        if (day > at && Words.Day(tokens[day]) is { Plural: false } && !tokens[day + 1].Is("'s"))
        {
            return Single(tokens, at, day + 1);
        }

        var amount = tokens.AfterAny(at, "in");
        if (amount > at && (tokens[amount].IsNumber || tokens[amount].IsAny("a", "an", "half")))
        {
            var unit = tokens.AfterAny(amount + 1, "an", "a", "few", "couple of") is var more && more > amount + 1 ? more : amount + 1;
            return Words.UnitOf(tokens[unit]) is not null && !tokens[amount].Ordinal ? Single(tokens, at, unit + 1) : null;
        }

        var iso = tokens[at] is { IsNumber: true, Text.Length: 4 } && tokens[at + 1].Is("-") && tokens[at + 2].IsNumber
            && tokens[at + 3].Is("-");
        return iso && tokens[at + 4].IsNumber ? Single(tokens, at, at + 5) : null;
    }

    private static ProblemItem? Holiday(TokenList tokens, int at)
    {
        var start = tokens.AfterAny(at, "on", "bank", "public", "national", "the", "on bank", "on public", "federal", "on national",
            "us", "school", "company");
        var end = tokens.AfterAny(start, "holiday", "holidays", "vacation", "vacations", "days off", "day off", "christmas", "easter");
        return end > start ? new(ScheduleReasons.Holidays, Slot.None, tokens.Words(at, end)) { Start = at, End = end } : null;
    }

    private static ProblemItem? Sometime(TokenList tokens, int at)
    {
        var end = tokens.AfterAny(at, "sometime", "some time", "at some point", "whenever", "any time", "anytime", "at some time",
            "soon", "a bit later",
            "a little later", "later in the day", "earlier in the day", "a bit earlier", "a little earlier");
        if (tokens[at].IsAny("some", "most") && Words.Day(tokens[at + 1]) is not null)
        {
            return new(ScheduleReasons.WhichDay, Slot.Day, tokens.Words(at, at + 2)) { Start = at, End = at + 2 };
        }

        if (end == at && tokens[at].IsAny("early", "late") && (tokens[at + 1].IsAny("on", "every", "each", "in") || tokens[at + 1].Ends
            || Words.Day(tokens[at + 1]) is not null))
        {
            end = at + 1;
        }

        return end > at ? new(ScheduleReasons.VagueTime, Slot.When, tokens.Words(at, end)) { Start = at, End = end } : null;
    }

    private static ProblemItem? Often(TokenList tokens, int at)
    {
        var end = tokens.AfterAny(at, OftenWords);
        return end > at ? new(ScheduleReasons.WhichTimes, Slot.When, tokens.Words(at, end)) { Start = at, End = end } : null;
    }

    private static ProblemItem Single(TokenList tokens, int at, int end)
        => new(ScheduleReasons.OnceOrRepeating, Slot.Day, tokens.Words(at, end)) { Start = at, End = end };
}

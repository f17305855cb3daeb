namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>Words that join, remove, correct or limit; and which words may stand right after a finished time.</summary>
internal static class Signs
{
    private const string Function =
        " at on in to for from with of and or but by until through between except excluding please each every all before after during "
            + "starting about "
        + "around it me us them him her my our your their via as so if when only too also instead not no is are was should would "
        + "could can will "
        + "then plus sharp exactly thanks thx pls daily weekly monthly hourly yearly annually quarterly morning mornings afternoon "
        + "afternoons evening "
        + "evenings night nights noon midnight am pm time weekdays weekends weekday weekend i we you that this whenever because since "
        + "while which who "
        + "'s always just again now today tomorrow out the a an twice once starts beginning ";

    private const string BeforeTime =
        " any this same some first full each every what the in on real that part long short last next right local my our over spare "
            + "free one good "
        + "best due start end at of set fixed given certain which arrival response run exact clock more less no standard summer "
        + "daylight winter mean "
        + "waste wasting save saves saving wastes ";

    private static readonly (Sign Sign, string[] Words)[] Table =
    [
        (Sign.Except,
        [
            "except", "except for", "except on", "except in", "except at", "except the", "but not", "but not on", "but not in",
            "but not at", "excluding",
            "apart from", "other than", "without", "not on", "not in", "not at", "skip", "skipping", "skips", "never on", "never in",
            "never at", "minus",
            "save for", "barring", "omitting", "leaving out", "with the exception of", "excl", "not", "not including", "drop", "remove",
            "leave out",
            "but never on", "but skip", "just not on", "only not on", "unless its", "unless it is a", "unless it is", "unless its a",
            "except during",
            "but not during", "not during", "dont run on", "do not run on", "but not the", "aside from", "besides", "stop on", "no more",
        ]),
        (Sign.InsteadOf, ["instead of", "rather than", "in place of", "instead of on", "instead of at", "and not"]),
        (Sign.Correction,
        [
            "no wait", "wait", "actually", "i mean", "i meant", "sorry", "rather", "or rather", "make that", "scratch that", "correction",
            "no sorry", "oops", "lets say", "or better", "better", "wait no", "no make it", "no make that", "i meant to say",
            "on second thought",
            "on second thoughts", "no actually", "or actually", "no i mean", "no i meant", "sorry i meant", "sorry i mean", "well actually",
            "no wait i mean", "hang on", "hmm no", "no rather", "no lets say", "or better yet", "strike that", "change that to", "doesnt work", "does not work",
            "doesnt work for me", "does not work for me", "doesnt work for us", "wont work", "will not work", "doesnt suit", "doesnt suit me",
            "does not suit me", "is wrong", "was wrong", "is not right", "isnt right", "is no good", "is not good", "isnt good", "is bad",
            "is bad for me", "is a mistake", "was a mistake", "is impossible", "is not possible", "isnt possible", "is too early", "is too late",
            "was too early", "was too late", "er",
            "erm", "uh",
        ]),
        (Sign.Also, ["include", "including", "included", "also", "too", "as well", "in addition", "additionally", "add", "and also", "as well as on", "and add", "on top", "extend to", "extend it to", "extend it with", "plus also", "adding", "cover", "covering", "even on", "not just", "not only"]),
        (Sign.Only, ["only", "just", "instead", "only on", "make it", "change it to", "move it to", "switch to", "switch it to"]),
        (Sign.And, ["and", "&", "plus", "+", "as well as", "and then", "then", ";", "and again", "and once more", "/", "and at", "and on"]),
        (Sign.But, ["but", "but on", "but at", "but rather", "whereas", "while", "whilst", "though", "although", "yet", "however", "whereas on", "while on", "with the difference that", "and instead on"]),
        (Sign.Or, ["or", "either"]),
        (Sign.Comma, [",", "-", ":"]),
        (Sign.Yes, ["yes", "yeah", "yep", "sure", "ok", "okay", "exactly", "right", "correct", "fine"]),
        (Sign.Skip, ["skip them", "skip those", "skip it", "skip that", "skip those months", "skip these months", "leave them out",
            "skip shorter months"]),
        (Sign.Repeat,
        [
            "repeat", "repeating", "repeatedly", "every time", "always", "regularly", "again and again", "recurring", "each one",
            "every one",
            "every week", "each week", "every single one", "over and over", "from now on",
        ]),
        (Sign.Once, ["once", "just once", "only once", "one time", "one off", "a single time", "just this once", "only this once",
            "single"]),
        (Sign.PreviousDay, ["the night before", "before it starts", "at the start", "start of the day", "the start", "beginning", "start"]),
        (Sign.NextDay, ["at the end", "end of the day", "the end", "end", "the night after", "going into", "as it ends"]),
    ];

    /// <summary>Words that answer a question and mean nothing of the kind inside a first phrase.</summary>
    private static readonly Sign[] Answers = [Sign.Yes, Sign.Skip, Sign.Repeat, Sign.Once, Sign.PreviousDay, Sign.NextDay];

    public static SignItem? Match(TokenList tokens, int at)
    {
        if ((No(tokens, at) ?? But(tokens, at) ?? NotRun(tokens, at)) is { } special)
        {
            return special;
        }

        SignItem? best = null;
        foreach (var (sign, words) in Table)
        {
            if (Answers.Contains(sign))
            {
                continue;
            }

            var end = tokens.AfterAny(at, words);
            if (end > at && (best is null || end > best.End))
            {
                best = new(sign) { Start = at, End = end, Word = tokens[at].Text };
            }
        }

        return best;
    }

    /// <summary>Whether an answer holds one of the words of a sign.</summary>
    public static bool Says(TokenList tokens, Sign sign)
    {
        var words = Table.First(row => row.Sign == sign).Words;
        for (var at = 0; at < tokens.Count; at++)
        {
            if (tokens.AfterAny(at, words) > at)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the word here may follow a finished time or place: it opens the next part instead of being its noun.</summary>
    public static bool IsFunctionWord(TokenList tokens, int at)
        => !tokens[at].IsWord || Function.Contains($" {tokens[at].Text} ", StringComparison.Ordinal)
            || Words.Day(tokens[at]) is not null || Words.Month(tokens[at]) is not null;

    /// <summary>"any time", "this time": no zone.</summary>
    public static bool IsCommonBeforeTime(Token word) => BeforeTime.Contains($" {word.Text} ", StringComparison.Ordinal);

    /// <summary>"don't run it on Fridays", "it should not go out at weekends".</summary>
    private static SignItem? NotRun(TokenList tokens, int at)
    {
        var negated = tokens.AfterAny(at, "dont", "do not", "never", "should not", "shouldnt", "must not", "mustnt", "wont", "will not", "doesnt", "does not", "no need to", "stop", "not",
            "i dont want it to", "dont want it to", "cant", "can not", "i dont need it to", "dont need it to", "i dont want it", "dont want it", "dont need it", "i dont need it");
        var verb = negated > at ? tokens.AfterAny(negated, "run", "run it", "send", "send it", "do it", "post", "post it", "start", "start it", "fire", "be sent", "be run", "go out", "execute", "running",
            "running it", "sending", "sending it", "bother", "bother me", "want it", "need it", "work", "happen") : at;
        verb = verb > negated ? verb : negated > at && tokens[negated - 1].Is("it") ? negated : at;
        var day = tokens.AfterAny(verb, "on", "on the", "in", "during", "over", "over the", "at", "at the", "this on");
        var days = Words.Day(tokens[day]) is not null || Words.Month(tokens[day]) is not null || tokens[day].IsAny("weekends", "weekend", "weekdays", "mondays");
        return verb > at && days ? new(Sign.Except) { Start = at, End = day } : null;
    }

    /// <summary>"all weekdays but Friday".</summary>
    private static SignItem? But(TokenList tokens, int at)
    {
        var day = tokens.AfterAny(at + 1, "on", "the", "on the");
        var contrast = Enumerable.Range(0, at).Any(before => tokens[before].Is("not"));
        return !contrast && tokens[at].Is("but") && (Words.Day(tokens[day]) is not null
                || tokens[day].IsAny("weekends", "weekdays", "weekend"))
            ? new(Sign.Except) { Start = at, End = day, Word = "but" }
            : null;
    }

    /// <summary>"no" corrects after a comma, and removes before days: "no Sundays".</summary>
    private static SignItem? No(TokenList tokens, int at)
    {
        if (!tokens[at].IsAny("no", "nope", "nah"))
        {
            return null;
        }

        var day = Words.Day(tokens[at + 1]);
        if (day is { Plural: true } || tokens[at + 1].IsAny("weekends", "weekdays", "holidays"))
        {
            return new(tokens[at - 1].Is(",") && day is not null ? Sign.Correction : Sign.Except) { Start = at, End = at + 1 };
        }

        var longer = tokens.AfterAny(at, Table.First(row => row.Sign == Sign.Correction).Words);
        var end = Math.Max(longer, at + 1);
        end = tokens[end].Is(",") ? end + 1 : end;
        return new(Sign.Correction) { Start = at, End = end };
    }
}

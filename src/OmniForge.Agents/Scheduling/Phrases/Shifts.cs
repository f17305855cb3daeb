namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>"an hour later", "30 minutes earlier", "push it back by one hour", "bring it forward 30 minutes".</summary>
internal static class Shifts
{
    public static ShiftItem? Match(TokenList tokens, int at) => Moved(tokens, at) ?? Behind(tokens, at);

    private static ShiftItem? Behind(TokenList tokens, int at)
    {
        var (minutes, end) = Amount(tokens, at);
        var way = tokens[end];
        return minutes > 0 && way.IsAny("later", "earlier", "sooner")
            ? new(way.Is("later") ? minutes : -minutes) { Start = at, End = end + 1 }
            : null;
    }

    private static ShiftItem? Moved(TokenList tokens, int at)
    {
        var verb = tokens.AfterAny(at, "push", "move", "shift", "put", "bring", "pull", "delay", "postpone", "advance", "set", "make", "take", "start");
        if (verb == at)
        {
            return null;
        }

        var object_ = tokens.AfterAny(verb, "it", "that", "this", "the time", "the run", "the report", "everything", "them", "the start");
        var back = tokens[at].IsAny("delay", "postpone") ? object_ : tokens.AfterAny(object_, "back", "later", "out", "back later");
        var forward = tokens[at].Is("advance") ? object_ : tokens.AfterAny(object_, "forward", "forwards", "earlier", "ahead", "up");
        var later = back > object_ || tokens[at].IsAny("delay", "postpone");
        if (!later && forward == object_ && !tokens[at].Is("advance"))
        {
            return null;
        }

        var start = tokens.AfterAny(later ? back : forward, "by");
        var (minutes, end) = Amount(tokens, start);
        return minutes > 0 ? new(later ? minutes : -minutes) { Start = at, End = end } : null;
    }

    /// <summary>"half an hour", "an hour and a half", "two hours", "45 minutes"; 0 when none stands here.</summary>
    private static (int Minutes, int End) Amount(TokenList tokens, int at)
    {
        var half = tokens.AfterAny(at, "half an hour", "half hour", "a half hour", "half a hour");
        if (half > at)
        {
            return (30, half);
        }

        var quarter = tokens.AfterAny(at, "a quarter of an hour", "quarter of an hour", "a quarter hour");
        if (quarter > at)
        {
            return (15, quarter);
        }

        var count = tokens[at].IsNumber && !tokens[at].Ordinal ? tokens[at].Value : tokens[at].IsAny("a", "an") ? 1 : 0;
        var minutes = count * (Words.UnitOf(tokens[at + 1]) switch { Unit.Minute => 1, Unit.Hour => 60, _ => 0 });
        var more = tokens.AfterAny(at + 2, "and a half");
        minutes += minutes >= 60 && more > at + 2 ? 30 : 0;
        return minutes is > 0 and < 24 * 60 ? (minutes, more) : (0, at);
    }
}

namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>"an hour later", "30 minutes earlier".</summary>
internal static class Shifts
{
    public static ShiftItem? Match(TokenList tokens, int at)
    {
        var half = tokens.AfterAny(at, "half an hour", "half hour", "a half hour");
        int unitAt;
        int minutes;
        if (half > at)
        {
            (minutes, unitAt) = (30, half - 1);
        }
        else
        {
            var count = tokens[at].IsNumber && !tokens[at].Ordinal ? tokens[at].Value : tokens[at].IsAny("a", "an") ? 1 : 0;
            (minutes, unitAt) = (count * (Words.UnitOf(tokens[at + 1]) switch { Unit.Minute => 1, Unit.Hour => 60, _ => 0 }), at + 1);
        }

        var way = tokens[unitAt + 1];
        return minutes is > 0 and < 24 * 60 && way.IsAny("later", "earlier", "sooner")
            ? new(way.Is("later") ? minutes : -minutes) { Start = at, End = unitAt + 2 }
            : null;
    }
}

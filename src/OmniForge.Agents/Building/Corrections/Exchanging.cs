namespace OmniForge.Agents.Building.Corrections;

/// <summary>"not Derek, Priya", "the budget rather than what was spent", "9 is too early, make it 11".</summary>
internal static class Exchanging
{
    public static bool Try(Corrected taken, Utterance said)
    {
        foreach (var match in Frames.Exchanged(said.Line))
        {
            if (taken.Named(said, match.Groups["x"]) is { } old && taken.Named(said, match.Groups["y"]) is { } now && Of(taken, said, old, now))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Of(Corrected taken, Utterance said, Named old, Named now) => (old.Kind, now.Kind) switch
    {
        (NamedKind.Days, NamedKind.Days) => Present(taken.Wish, old) && taken.Write(said, $"{now.Said} instead of {old.Said}"),
        (NamedKind.Dates, NamedKind.Dates) => PresentDays.SaidDates(old.Said) is { Count: > 0 } gone && gone.IsSubsetOf(PresentDays.Dates(taken.Wish))
            && taken.Write(said, $"on {now.Said} instead of {old.Said}"),
        (NamedKind.Columns, NamedKind.Columns) => old.Columns is [var before] && now.Columns is [var after] && before != after
            && taken.Apply(said, DraftExchange.OfColumns(taken.Wish, before, after, said.Line)),
        (NamedKind.Values, NamedKind.Values) => taken.Apply(said, DraftExchange.OfValues(taken.Wish, old, now)),
        (NamedKind.Number, NamedKind.Number) => taken.Apply(said, DraftExchange.OfNumbers(taken.Wish, old.Said, now.Said)) || Hour(taken, said, now),
        (NamedKind.Time or NamedKind.Number, NamedKind.Time) => taken.Wish.When is not null && taken.Write(said, $"at {now.Said}"),
        (NamedKind.Time, NamedKind.Number) => Hour(taken, said, now),
        (NamedKind.Often, NamedKind.Often) => taken.Wish.When is not null && taken.Write(said, now.Said),
        (NamedKind.Often, NamedKind.Days) => taken.Wish.When is not null && taken.Write(said, $"only on {now.Said}"),
        (NamedKind.Format, NamedKind.Format) => taken.Write(said, $"as a {now.Said}"),
        _ => false,
    };

    private static bool Present(Wish wish, Named days) => PresentDays.Said(days.Said) is { Count: > 0 } gone && gone.IsSubsetOf(PresentDays.Of(wish));

    private static bool Hour(Corrected taken, Utterance said, Named now)
        => taken.Wish.When is { OnDemand: false } && int.TryParse(now.Said, out var hour) && hour is > 0 and < 24 && taken.Write(said, $"at {now.Said}");
}

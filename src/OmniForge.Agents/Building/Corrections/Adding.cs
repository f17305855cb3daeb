namespace OmniForge.Agents.Building.Corrections;

/// <summary>"my boss wants the progress in there", "I forgot the owner", "the vegetarians belong on it too".</summary>
internal static class Adding
{
    public static bool Try(Corrected taken, Utterance said)
    {
        foreach (var match in Frames.Added(said.Line))
        {
            if (taken.Named(said, match.Groups["x"]) is { } more && Of(taken, said, more))
            {
                return true;
            }
        }

        // "show last contact": a report of one column is never meant.
        return Frames.Shows().Match(said.Line) is { Success: true } shows && taken.Named(said, shows.Groups["x"]) is { Kind: NamedKind.Columns } shown
            && (shown.Columns.Count == 1 || taken.Adds) && !said.Line.Contains("only", StringComparison.Ordinal) && !said.Line.Contains("just", StringComparison.Ordinal) && Of(taken, said, shown);
    }

    /// <summary>After something was taken out: "the seat on the other hand".</summary>
    public static bool Instead(Corrected taken, Utterance said)
        => taken.Removed && Frames.Contrasted().Match(said.Line) is { Success: true } match && taken.Named(said, match.Groups["x"]) is { } more && Of(taken, said, more);

    private static bool Of(Corrected taken, Utterance said, Named more) => more.Kind switch
    {
        NamedKind.Days => taken.Write(said, $"also on {more.Said}"),
        NamedKind.Dates => PresentDays.Dates(taken.Wish).Count > 0 && taken.Write(said, $"also on {more.Said}"),
        NamedKind.Columns => taken.Wish.Columns.Count > 0 && taken.Apply(said, new() { AddColumns = more.Columns }),
        NamedKind.Values => taken.Apply(said, DraftExchange.Besides(taken.Wish, more)),
        _ => false,
    };
}

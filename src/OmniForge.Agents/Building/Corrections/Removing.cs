namespace OmniForge.Agents.Building.Corrections;

/// <summary>"leave Fridays out", "the client isn't needed", "do away with the limit".</summary>
internal static class Removing
{
    public static bool Try(Corrected taken, Utterance said)
    {
        foreach (var match in Frames.Removed(said.Line))
        {
            // "without an owner" is about rows that have none.
            var bare = match.Groups["verb"].Value is "no" or "without" or "minus" && match.Groups["x"].Value.Split(' ')[0] is "a" or "an" or "any";
            if (Condition(taken, said, match))
            {
                return true;
            }

            var names = Parts(taken, said, match);
            var days = match.Groups["verb"].Value is "not" or "never";
            if (names.Count > 0 && names.TrueForAll(gone => !days || gone?.Kind == NamedKind.Days) && names.TrueForAll(gone => gone is not null && Fits(taken, gone, bare)))
            {
                taken.Removed = true;
                names.ForEach(gone => Drop(taken, gone!));
                return taken.Write(said, string.Join(", ", names.Select(gone => Plain(gone!)).Where(plain => plain.Length > 0)));
            }
        }

        return false;
    }

    /// <summary>"scratch the on hold thing": the condition goes, not the rows.</summary>
    private static bool Condition(Corrected taken, Utterance said, System.Text.RegularExpressions.Match match)
    {
        var words = said.Said(match.Groups["x"]).Split(' ');
        if (words.Length < 2 || !Conditions.Contains(words[^1].ToLowerInvariant()) || taken.Named(string.Join(' ', words[..^1])) is not { Kind: NamedKind.Values } named)
        {
            return false;
        }

        var dropped = named.Columns.Where(column => taken.Wish.Filters.Any(filter => filter.Column == column)).ToList();
        taken.Removed |= dropped.Count > 0;
        return dropped.Count > 0 && taken.Apply(said, new() { DropFilters = dropped });
    }

    private static readonly string[] Conditions = ["thing", "part", "bit", "stuff", "condition", "filter", "rule", "restriction", "limitation", "criterion", "business", "limit"];

    /// <summary>What is named as one thing, or as several of different kinds.</summary>
    private static List<Named?> Parts(Corrected taken, Utterance said, System.Text.RegularExpressions.Match match)
        => taken.Named(said, match.Groups["x"]) is { } one ? [one]
            : said.Said(match.Groups["x"]).Split(" and ") is { Length: > 1 } parts ? [.. parts.Select(taken.Named)] : [];

    private static bool Fits(Corrected taken, Named gone, bool bare) => gone.Kind switch
    {
        NamedKind.Days => PresentDays.Said(gone.Said) is { Count: > 0 } days && days.IsProperSubsetOf(PresentDays.Of(taken.Wish)),
        NamedKind.Dates => PresentDays.SaidDates(gone.Said) is { Count: > 0 } dates && dates.IsProperSubsetOf(PresentDays.Dates(taken.Wish)),
        NamedKind.Columns => !bare && gone.Columns.All(column => taken.Wish.Columns.Contains(column) || Filtered(taken.Wish, column)),
        NamedKind.Values => !bare && DraftExchange.Without(taken.Wish, gone) is not null,
        NamedKind.Limit => taken.Wish.Limit is not null,
        NamedKind.Order => taken.Wish.Sorts.Count > 0,
        NamedKind.Groups => taken.Wish.Grouping is not null,
        NamedKind.Conditions => taken.Wish.Filters.Count > 0,
        _ => false,
    };

    /// <summary>A column that is not shown and has a condition: the condition is meant.</summary>
    private static bool Filtered(Wish wish, string column) => wish.Columns.Count > 0 && wish.Filters.Any(filter => filter.Column == column);

    private static void Drop(Corrected taken, Named gone)
    {
        if (gone.Kind == NamedKind.Columns)
        {
            var hidden = gone.Columns.Where(column => !taken.Wish.Columns.Contains(column)).ToList();
            taken.Join(new() { DropColumns = [.. gone.Columns.Except(hidden)], DropFilters = hidden });
        }
        else if (gone.Kind == NamedKind.Values)
        {
            taken.Join(DraftExchange.Without(taken.Wish, gone)!);
        }
    }

    private static string Plain(Named gone) => gone.Kind switch
    {
        NamedKind.Days or NamedKind.Dates => $"except {gone.Said}",
        NamedKind.Limit => "no limit",
        NamedKind.Order => "no sorting",
        NamedKind.Groups => "no grouping",
        NamedKind.Conditions => "no filters",
        _ => "",
    };
}

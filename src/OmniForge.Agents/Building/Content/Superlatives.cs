namespace OmniForge.Agents.Building.Content;

/// <summary>"newest", "most expensive", "highest budget": which column, and which way round.</summary>
internal static class Superlatives
{
    /// <summary>Says only which way; the column must be named, or is the one that was ranked by.</summary>
    private static readonly Dictionary<string, SortWay> Bare = new(StringComparer.Ordinal)
    {
        ["highest"] = SortWay.Descending,
        ["biggest"] = SortWay.Descending,
        ["largest"] = SortWay.Descending,
        ["greatest"] = SortWay.Descending,
        ["most"] = SortWay.Descending,
        ["best"] = SortWay.Descending,
        ["top"] = SortWay.Descending,
        ["maximum"] = SortWay.Descending,
        ["strongest"] = SortWay.Descending,
        ["lowest"] = SortWay.Ascending,
        ["smallest"] = SortWay.Ascending,
        ["least"] = SortWay.Ascending,
        ["fewest"] = SortWay.Ascending,
        ["worst"] = SortWay.Ascending,
        ["minimum"] = SortWay.Ascending,
        ["bottom"] = SortWay.Ascending,
        ["weakest"] = SortWay.Ascending,
        ["longest"] = SortWay.Descending,
        ["shortest"] = SortWay.Ascending,
        ["newest"] = SortWay.Descending,
        ["latest"] = SortWay.Descending,
        ["oldest"] = SortWay.Ascending,
        ["earliest"] = SortWay.Ascending,
        ["soonest"] = SortWay.Ascending,
    };

    private static readonly Dictionary<string, (SortWay Way, string[] Kinds)> Named = new(StringComparer.Ordinal)
    {
        ["newest"] = (SortWay.Descending, ["date", "year", "created", "release"]),
        ["latest"] = (SortWay.Descending, ["date", "year", "created", "release"]),
        ["most recent"] = (SortWay.Descending, ["date", "year", "created", "release"]),
        ["oldest"] = (SortWay.Ascending, ["date", "year", "created", "release"]),
        ["earliest"] = (SortWay.Ascending, ["date", "due", "year"]),
        ["soonest"] = (SortWay.Ascending, ["due", "date"]),
        ["most urgent"] = (SortWay.Ascending, ["due", "deadline"]),
        ["cheapest"] = (SortWay.Ascending, ["price", "cost"]),
        ["least expensive"] = (SortWay.Ascending, ["price", "cost"]),
        ["most expensive"] = (SortWay.Descending, ["price", "cost"]),
        ["priciest"] = (SortWay.Descending, ["price"]),
        ["costliest"] = (SortWay.Descending, ["cost", "price"]),
        ["dearest"] = (SortWay.Descending, ["price"]),
        ["heaviest"] = (SortWay.Descending, ["weight"]),
        ["lightest"] = (SortWay.Ascending, ["weight"]),
        ["most powerful"] = (SortWay.Descending, ["horsepower"]),
        ["strongest"] = (SortWay.Descending, ["horsepower", "magnitude"]),
        ["most economical"] = (SortWay.Descending, ["mileage"]),
        ["most efficient"] = (SortWay.Descending, ["mileage"]),
        ["hottest"] = (SortWay.Descending, ["temperature"]),
        ["warmest"] = (SortWay.Descending, ["temperature"]),
        ["coldest"] = (SortWay.Ascending, ["temperature"]),
        ["wettest"] = (SortWay.Descending, ["precipitation"]),
        ["rainiest"] = (SortWay.Descending, ["precipitation"]),
        ["driest"] = (SortWay.Ascending, ["precipitation"]),
        ["windiest"] = (SortWay.Descending, ["wind"]),
        ["longest"] = (SortWay.Descending, ["runtime", "length", "duration"]),
        ["shortest"] = (SortWay.Ascending, ["runtime", "length", "duration"]),
        ["best rated"] = (SortWay.Descending, ["rating"]),
        ["top rated"] = (SortWay.Descending, ["rating"]),
        ["highest rated"] = (SortWay.Descending, ["rating"]),
        ["worst rated"] = (SortWay.Ascending, ["rating"]),
        ["lowest rated"] = (SortWay.Ascending, ["rating"]),
        ["highest grossing"] = (SortWay.Descending, ["gross", "revenue"]),
        ["top grossing"] = (SortWay.Descending, ["gross", "revenue"]),
        ["best selling"] = (SortWay.Descending, ["sale", "revenue"]),
        ["best paid"] = (SortWay.Descending, ["salary"]),
        ["highest paid"] = (SortWay.Descending, ["salary"]),
        ["most populous"] = (SortWay.Descending, ["population"]),
        ["youngest"] = (SortWay.Ascending, ["age"]),
        ["most profitable"] = (SortWay.Descending, ["profit"]),
    };

    /// <summary>Reads at the cursor; moves over it only when it is one. No column = it must follow or be asked.</summary>
    public static (SortWay Way, IReadOnlyList<ColumnView> Columns)? Take(Cursor at)
    {
        if (Text(at, 2) is { } two && Named.TryGetValue(two, out var pair))
        {
            at.At += 2;
            return (pair.Way, Resolve(at, pair.Kinds));
        }

        if (at.Peek() is not { Kind: ItemKind.Word or ItemKind.Column } first)
        {
            return null;
        }

        var word = first.Word.Text;
        if (!Bare.ContainsKey(word) && !Named.ContainsKey(word))
        {
            return null;
        }

        at.At++;
        var way = Bare.TryGetValue(word, out var bare) ? bare : Named[word].Way;
        at.SkipArticles();
        var meant = Named.TryGetValue(word, out var named) ? Resolve(at, named.Kinds) : [];
        if (at.Peek() is { Kind: ItemKind.Column } column && Countable(column))
        {
            at.At++;
            var both = column.Columns.Intersect(meant).ToList();
            var rows = meant.Count > 0 && both.Count == 0 && column.Columns.All(view => view.IsDate);
            return (way, rows ? meant : both.Count > 0 ? both : column.Columns);
        }

        return (way, meant);
    }

    public static bool Starts(Cursor at, int ahead)
    {
        at.At += ahead;
        var starts = Starts(at);
        at.At -= ahead;
        return starts;
    }

    public static bool Starts(Cursor at)
        => (Text(at, 2) is { } two && Named.ContainsKey(two))
            || (at.Peek() is { Kind: ItemKind.Word } word && (Bare.ContainsKey(word.Word.Text) || Named.ContainsKey(word.Word.Text)));

    private static bool Countable(Item column) => column.Columns.Any(view => view.IsNumber || view.IsDate);

    private static IReadOnlyList<ColumnView> Resolve(Cursor at, string[] kinds)
    {
        foreach (var kind in kinds)
        {
            var found = at.Table.Meaning(kind).Where(column => column.IsNumber || column.IsDate).ToList();
            if (found.Count > 0)
            {
                return found;
            }
        }

        return kinds[0] is "date" or "due" ? at.Table.Dates : [];
    }

    private static string? Text(Cursor at, int count)
        => Enumerable.Range(0, count).Select(at.Peek).All(item => item is { Kind: ItemKind.Word or ItemKind.Column }
            && item.Start == item.Word.Start)
            ? string.Join(' ', Enumerable.Range(0, count).Select(k => at.Peek(k)!.Word.Text))
            : null;
}

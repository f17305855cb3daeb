namespace OmniForge.Agents.Building.Corrections;

/// <summary>One column or value of a draft in the place of another, wherever the draft uses it.</summary>
internal static class DraftExchange
{
    /// <summary>Null when the draft does not use the old column.</summary>
    public static WishChange? OfColumns(Wish wish, string old, string now, string said)
    {
        var group = wish.Grouping;
        var ordered = wish.Sorts.Any(sort => sort.Column == old);
        if (said.Contains("filter", StringComparison.Ordinal))
        {
            return Compared(wish, old, now);
        }

        if (group is not null && group.By.Contains(old) && !Figure(said))
        {
            return new() { Grouping = new() { By = [.. group.By.Select(column => column == old ? now : column).Distinct()], Aggregates = group.Aggregates } };
        }

        if (group is { By.Count: > 0 } && group.Aggregates.Any(figure => figure.Column == old))
        {
            return new() { Grouping = group with { Aggregates = [.. group.Aggregates.Select(figure => figure.Column == old ? figure with { Column = now } : figure)] } };
        }

        if (ordered && (Order(said) || !wish.Columns.Contains(old)))
        {
            return new() { Sorts = [.. wish.Sorts.Select(sort => sort.Column == old ? new Sort(now, sort.Way, []) : sort)] };
        }

        if (wish.Columns.Contains(old))
        {
            return new() { DropColumns = [old], AddColumns = [now] };
        }

        return Compared(wish, old, now);
    }

    private static WishChange? Compared(Wish wish, string old, string now)
        => wish.Filters.Where(filter => filter.Column == old && filter.Any.Count == 0 && filter.OtherColumn is null && filter.Values.Count > 0 && Number(filter))
            .ToList() is { Count: > 0 } filters
            ? new() { DropFilters = [old], AddFilters = [.. filters.Select(filter => filter with { Column = now })] } : null;

    /// <summary>"30000 is too low, 45000": wherever the draft has the old number as an amount or as its length; null = nowhere.</summary>
    public static WishChange? OfNumbers(Wish wish, string old, string now)
        => wish.Filters.Any(filter => filter.Values.Contains(old))
            || wish.Deliveries.Any(delivery => delivery.Only is { } test && test.Filters.Any(filter => filter.Values.Contains(old)))
            ? new() { Swaps = [new(old, now)] }
            : wish.Limit?.ToString(System.Globalization.CultureInfo.InvariantCulture) == old && int.TryParse(now, out var limit) && limit > 0 ? new() { Limit = limit } : null;

    /// <summary>"raise the bar to 60000": the only amount that the draft compares with.</summary>
    public static WishChange? OfThreshold(Wish wish, string now)
        => wish.Filters.Where(filter => Number(filter) && filter.OtherColumn is null && filter.Any.Count == 0
            && decimal.TryParse(filter.Values is [var least, ..] ? least : "", out _)).ToList() is [var only]
            ? new() { Swaps = [new(only.Values[0], now)] }
            : wish.Limit is not null && int.TryParse(now, out var limit) && limit > 0 ? new() { Limit = limit } : null;

    /// <summary>"leave Umber Coffee out of it": rows with these values do not count any more; null when it is not clear which column holds them.</summary>
    public static WishChange? Without(Wish wish, Named gone)
        => (gone.Columns.Where(column => wish.Filters.Any(filter => filter.Column == column)).DefaultIfEmpty(gone.Columns.Count == 1 ? gone.Columns[0] : "").First()) is { Length: > 0 } column
            ? new() { AddFilters = [.. gone.Values.Select(value => new Filter { Column = column, Op = FilterOp.Ne, Values = [value] })] } : null;

    /// <summary>"not Derek, Priya": the value that the draft asks for is another; null when it asks for none of the old ones.</summary>
    public static WishChange? OfValues(Wish wish, Named old, Named now)
    {
        var filter = wish.Filters.FirstOrDefault(one => old.Columns.Contains(one.Column) && one.Op is FilterOp.Eq or FilterOp.In && one.Any.Count == 0
            && old.Values.All(one.Values.Contains));
        if (filter is null || !now.Columns.Contains(filter.Column))
        {
            return null;
        }

        var values = filter.Values.Except(old.Values).Concat(now.Values).Distinct().ToList();
        return new() { DropFilters = [filter.Column], AddFilters = [filter with { Op = values.Count > 1 ? FilterOp.In : FilterOp.Eq, Values = values }, .. Others(wish, filter)] };
    }

    /// <summary>The values that the draft should ask for; null when it asks for none of their column.</summary>
    public static WishChange? Right(Wish wish, Named right)
        => wish.Filters.FirstOrDefault(one => right.Columns.Contains(one.Column) && one.Op is FilterOp.Eq or FilterOp.In && one.Any.Count == 0) is { } filter
            ? new() { DropFilters = [filter.Column], AddFilters = [filter with { Op = right.Values.Count > 1 ? FilterOp.In : FilterOp.Eq, Values = right.Values }] } : null;

    /// <summary>Values that count besides those that the draft asks for; null when it asks for none of their column.</summary>
    public static WishChange? Besides(Wish wish, Named more)
        => wish.Filters.FirstOrDefault(one => more.Columns.Contains(one.Column) && one.Op is FilterOp.Eq or FilterOp.In or FilterOp.Ne && one.Any.Count == 0) is { } filter
            ? new() { AlsoFilters = [new Filter { Column = filter.Column, Op = more.Values.Count > 1 ? FilterOp.In : FilterOp.Eq, Values = more.Values }] } : null;

    /// <summary>Two changes as one.</summary>
    public static WishChange Both(WishChange one, WishChange other) => one with
    {
        AddFilters = [.. one.AddFilters, .. other.AddFilters],
        AlsoFilters = [.. one.AlsoFilters, .. other.AlsoFilters],
        DropFilters = [.. one.DropFilters, .. other.DropFilters],
        ClearFilters = one.ClearFilters || other.ClearFilters,
        Sorts = [.. one.Sorts, .. other.Sorts],
        ClearSorts = one.ClearSorts || other.ClearSorts,
        Limit = other.Limit ?? one.Limit,
        ClearLimit = one.ClearLimit || other.ClearLimit,
        Columns = other.Columns.Count > 0 ? other.Columns : one.Columns,
        AddColumns = [.. one.AddColumns, .. other.AddColumns],
        DropColumns = [.. one.DropColumns, .. other.DropColumns],
        AllColumns = one.AllColumns || other.AllColumns,
        Grouping = other.Grouping ?? one.Grouping,
        ClearGrouping = one.ClearGrouping || other.ClearGrouping,
        Format = other.Format ?? one.Format,
        OutputFile = other.OutputFile ?? one.OutputFile,
        Swaps = [.. one.Swaps, .. other.Swaps],
    };

    /// <summary>The other conditions on the same column, which stay.</summary>
    private static IEnumerable<Filter> Others(Wish wish, Filter filter) => wish.Filters.Where(one => one != filter && one.Column == filter.Column);

    private static bool Number(Filter filter) => filter.Op is FilterOp.Gt or FilterOp.Ge or FilterOp.Lt or FilterOp.Le;

    private static bool Figure(string said) => said.Contains("total", StringComparison.Ordinal) || said.Contains("sum", StringComparison.Ordinal) || said.Contains("average", StringComparison.Ordinal);

    private static bool Order(string said) => said.Contains("sort", StringComparison.Ordinal) || said.Contains("order", StringComparison.Ordinal) || said.StartsWith("by ", StringComparison.Ordinal);
}

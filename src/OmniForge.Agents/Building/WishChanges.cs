namespace OmniForge.Agents.Building;

/// <summary>Applies changes to a wish, and says what they touch.</summary>
internal static class WishChanges
{
    public static bool Any(WishChange change)
        => change.AddFilters.Count + change.AlsoFilters.Count + change.DropFilters.Count + change.Sorts.Count + change.Columns.Count
            + change.AddColumns.Count + change.DropColumns.Count + change.Swaps.Count > 0
            || change.ClearFilters || change.ClearSorts || change.Limit is not null || change.ClearLimit || change.AllColumns
                || change.Grouping is not null || change.ClearGrouping
            || change.Format is not null || change.OutputFile is not null;

    /// <summary>The wish after the change. <paramref name="columns"/> are all columns of the file in order.</summary>
    public static Wish Apply(Wish wish, WishChange change, IReadOnlyList<string> columns)
    {
        wish = wish with
        {
            Filters = Filters(wish, change),
            Sorts = change.Sorts.Count > 0 ? Sorts(wish.Sorts, change.Sorts) : change.ClearSorts ? [] : wish.Sorts,
            Limit = change.Limit ?? (change.ClearLimit ? null : wish.Limit),
            Grouping = change.ClearGrouping ? null : Grouped(wish.Grouping, change.Grouping),
            Format = change.Format ?? wish.Format,
            OutputFile = change.OutputFile ?? wish.OutputFile,
            Columns = Columns(wish.Columns, change, columns),
        };
        return Swapped(wish, change.Swaps);
    }

    private static List<Filter> Filters(Wish wish, WishChange change)
    {
        var kept = change.ClearFilters ? [] : wish.Filters.Where(filter => !change.DropFilters.Contains(filter.Column)
            && !filter.Any.Any(one => change.DropFilters.Contains(one.Column))).ToList();
        foreach (var added in change.AddFilters.Where(added => !(added.Op == FilterOp.Ne && change.AddFilters.Any(other
            => other.Column == added.Column && other.Op is FilterOp.Eq or FilterOp.In && !other.Values.Intersect(added.Values).Any()))))
        {
            if (added.Op is FilterOp.Ne)
            {
                var some = kept.FindIndex(known => known.Column == added.Column && known.Op is FilterOp.In && known.Any.Count == 0
                    && known.Values.Intersect(added.Values).Any() && known.Values.Except(added.Values).Any());
                if (some >= 0)
                {
                    kept[some] = Fewer(kept[some], added);
                    continue;
                }

                kept.RemoveAll(known => known.Column == added.Column && known.Op is FilterOp.Eq or FilterOp.In
                    && known.Values.Intersect(added.Values).Any());
            }
            else if (added.Any.Count == 0)
            {
                kept.RemoveAll(known => known.Column == added.Column && known.Any.Count == 0 && Same(known.Op, added.Op)
                    && !change.AddFilters.Contains(known));
            }

            if (!kept.Contains(added))
            {
                kept.Add(added);
            }
        }

        foreach (var also in change.AlsoFilters)
        {
            var at = kept.FindIndex(known => known.Column == also.Column && known.Op is FilterOp.Eq or FilterOp.In && known.Any.Count == 0);
            if (at >= 0)
            {
                kept[at] = kept[at] with { Op = FilterOp.In, Values = [.. kept[at].Values.Union(also.Values)] };
            }
            else if (kept.RemoveAll(known => known.Column == also.Column && known.Op is FilterOp.Ne && known.Values.Intersect(also.Values).Any()) == 0
                && !kept.Contains(also))
            {
                kept.Add(also);
            }
        }

        return kept;
    }

    /// <summary>"late or at risk" without "at risk" is "late".</summary>
    private static Filter Fewer(Filter known, Filter gone)
        => known.Values.Except(gone.Values).ToList() is var left && left.Count == 1 ? known with { Op = FilterOp.Eq, Values = left } : known with { Values = left };

    /// <summary>A new condition of the same sort takes the place of the old one: another owner, another limit.</summary>
    private static bool Same(FilterOp known, FilterOp added) => added switch
    {
        FilterOp.Eq or FilterOp.In => known is FilterOp.Eq or FilterOp.In or FilterOp.Ne,
        FilterOp.Gt or FilterOp.Ge => known is FilterOp.Gt or FilterOp.Ge,
        FilterOp.Lt or FilterOp.Le => known is FilterOp.Lt or FilterOp.Le,
        _ => known == added,
    };

    /// <summary>Values that go first stay in front of a plain order that is added later.</summary>
    private static IReadOnlyList<Sort> Sorts(IReadOnlyList<Sort> old, IReadOnlyList<Sort> now)
    {
        if (now.All(sort => sort.First.Count > 0))
        {
            return [.. now, .. old.Where(sort => now.All(other => other.Column != sort.Column))];
        }

        return now.Any(sort => sort.First.Count > 0) || old.All(sort => sort.First.Count == 0)
            ? now
            : [.. old.Where(sort => sort.First.Count > 0 && now.All(other => other.Column != sort.Column)), .. now];
    }

    private static Grouping? Grouped(Grouping? old, Grouping? now)
    {
        if (now is null)
        {
            return old;
        }

        return old is null ? now : now with
        {
            By = now.By.Count > 0 ? now.By : old.By,
            Aggregates = now.By.Count == 0 ? [.. old.Aggregates.Union(now.Aggregates)]
                : now.Aggregates.Count > 0 ? now.Aggregates : old.Aggregates,
        };
    }

    private static IReadOnlyList<string> Columns(IReadOnlyList<string> old, WishChange change, IReadOnlyList<string> all)
    {
        var columns = change.AllColumns ? [] : change.Columns.Count > 0 ? change.Columns : old;
        if (change.AddColumns.Count > 0 && columns.Count > 0)
        {
            columns = [.. columns, .. change.AddColumns.Except(columns)];
        }

        if (change.DropColumns.Count > 0)
        {
            var left = (columns.Count > 0 ? columns : all).Except(change.DropColumns).ToList();
            columns = left.Count > 0 ? left : columns;
        }

        return columns.Count == all.Count && columns.SequenceEqual(all) ? [] : columns;
    }

    private static Wish Swapped(Wish wish, IReadOnlyList<ValueSwap> swaps)
    {
        foreach (var swap in swaps)
        {
            var target = wish.Filters.FirstOrDefault(filter => swap.Old is null ? filter.Values.Count == 1
                : filter.Values.Contains(swap.Old));
            if (target is not null)
            {
                var now = target with
                {
                    Values = [.. target.Values.Select(value => swap.Old is null || value == swap.Old ? swap.New
                    : value)]
                };
                wish = wish with { Filters = [.. wish.Filters.Select(filter => filter == target ? now : filter)] };
            }
            else if (Tested(wish, swap) is { } tested)
            {
                wish = tested;
            }
            else if (int.TryParse(swap.New, out var limit) && wish.Limit is { } old && (swap.Old is null
                || swap.Old == old.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            {
                wish = wish with { Limit = limit };
            }
        }

        return wish;
    }

    private static decimal? Number(string text)
        => decimal.TryParse(text, System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The value stands in the condition of a delivery; null = in none.</summary>
    private static Wish? Tested(Wish wish, ValueSwap swap)
    {
        bool Has(Filter filter) => swap.Old is null ? filter.Values.Count == 1 : filter.Values.Contains(swap.Old);
        var figured = wish.Deliveries.ToList().FindIndex(delivery => delivery.Only is { Figure: not null } test && (swap.Old is null || Number(swap.Old) == test.Amount));
        if (figured >= 0 && Number(swap.New) is { } amount)
        {
            var test = wish.Deliveries[figured].Only! with { Amount = amount };
            return wish with { Deliveries = [.. wish.Deliveries.Select((delivery, place) => place == figured ? delivery with { Only = test } : delivery)] };
        }

        bool Counts(RowTest test) => test.Figure is null && test.Count > 0
            && (swap.Old is null || swap.Old == test.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var at = wish.Deliveries.ToList().FindIndex(delivery => delivery.Only is { } test && (test.Filters.Any(Has) || (Counts(test) && int.TryParse(swap.New, out _))));
        if (at < 0)
        {
            return null;
        }

        var only = wish.Deliveries[at].Only!;
        only = only.Filters.Any(Has)
            ? only with
            {
                Filters = [.. only.Filters.Select(filter => Has(filter)
                    ? filter with { Values = [.. filter.Values.Select(value => swap.Old is null || value == swap.Old ? swap.New : value)] } : filter)],
            }
            : only with { Count = int.Parse(swap.New, System.Globalization.CultureInfo.InvariantCulture) };
        return wish with { Deliveries = [.. wish.Deliveries.Select((delivery, place) => place == at ? delivery with { Only = only } : delivery)] };
    }
}

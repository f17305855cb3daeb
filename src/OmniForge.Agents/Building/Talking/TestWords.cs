using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building.Talking;

/// <summary>Conditions over the rows of a report in plain words.</summary>
internal static class TestWords
{
    /// <summary>"only when there is a row where …".</summary>
    public static string Only(RowTest test, Wish wish, Func<int, TableProfile?> table)
        => test.Unread ? $"{(test.Op == FilterOp.Le ? "in all cases but this one" : "only in this case")}: {Said(test)}" : $"only when {Holds(test, wish, table)}";

    /// <summary>"there are more than 5 rows where …".</summary>
    public static string Holds(RowTest test, Wish wish, Func<int, TableProfile?> table)
    {
        var rows = Rows(test, wish, table);
        if (test.Figure is { } figure)
        {
            return $"{WishWords.Figure(figure)} is {Than(test)}{(rows.Length > 0 ? $", over rows {rows}" : "")}";
        }

        return (test.Op, test.Count) switch
        {
            (FilterOp.Gt, 0) or (FilterOp.Ge, 1) or (FilterOp.Ne, 0) => $"there is {(rows.Length > 0 ? $"a row {rows}" : "something in the list")}",
            (FilterOp.Le, 0) or (FilterOp.Lt, 1) or (FilterOp.Eq, 0) => $"there is {(rows.Length > 0 ? $"no row {rows}" : "nothing in the list")}",
            _ => $"there are {Amount(test)} {rows}".TrimEnd(),
        };
    }

    /// <summary>The same turned round: why it was left out.</summary>
    public static string Fails(RowTest test, Wish wish, Func<int, TableProfile?> table) => Holds(Opposite(test), wish, table);

    public static RowTest Opposite(RowTest test) => test with
    {
        Op = test.Op switch
        {
            FilterOp.Gt => FilterOp.Le,
            FilterOp.Le => FilterOp.Gt,
            FilterOp.Ge => FilterOp.Lt,
            FilterOp.Lt => FilterOp.Ge,
            FilterOp.Eq => FilterOp.Ne,
            _ => FilterOp.Eq,
        },
    };

    private static string Than(RowTest test)
    {
        var amount = test.Amount.ToString("#,0.############", System.Globalization.CultureInfo.InvariantCulture);
        return test.Op switch
        {
            FilterOp.Gt => $"above {amount}",
            FilterOp.Ge => $"at least {amount}",
            FilterOp.Lt => $"below {amount}",
            FilterOp.Le => $"at most {amount}",
            FilterOp.Ne => $"not exactly {amount}",
            _ => $"exactly {amount}",
        };
    }

    private static string Amount(RowTest test)
    {
        var rows = Say.Count(test.Count, "row");
        return test.Op switch
        {
            FilterOp.Gt => $"more than {rows}",
            FilterOp.Ge => $"at least {rows}",
            FilterOp.Lt => $"fewer than {rows}",
            FilterOp.Le => $"at most {rows}",
            FilterOp.Ne => $"not exactly {rows}",
            _ => $"exactly {rows}",
        };
    }

    private static string Rows(RowTest test, Wish wish, Func<int, TableProfile?> table)
    {
        var at = test.Source ?? 0;
        var kept = wish.Sources.Count == 1 || test.Source is not null ? wish.Sources.ElementAtOrDefault(at)?.Filters ?? [] : [];
        List<Filter> filters = [.. kept, .. test.Filters];
        return filters.Count == 0 ? "" : $"where {Say.And(filters.Select(filter => FilterWords.Of(filter, table(at))))}";
    }

    private static string Said(RowTest test) => Say.Quote(test.Words);
}

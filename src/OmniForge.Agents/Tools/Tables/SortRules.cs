namespace OmniForge.Agents.Tools.Tables;

/// <summary>Puts rows in order: stable, missing values last in either direction, listed values first.</summary>
internal static class SortRules
{
    public static List<int> Sorted(IReadOnlyList<int> rows, IReadOnlyList<SortKey> keys, TextMatch match, QueryRun run)
    {
        IOrderedEnumerable<int>? ordered = null;
        foreach (var key in keys)
        {
            var column = run.Column(key.Column, $"{key.Path}.column");
            var ranks = Ranks(rows, key, column, match, run);
            var comparer = Comparer<int>.Create(Order(column, match, key.Direction));
            ordered = (ordered is null ? rows.OrderBy(row => ranks[row]) : ordered.ThenBy(row => ranks[row])).ThenBy(row => row, comparer);
        }

        return [.. ordered ?? rows.AsEnumerable()];
    }

    /// <summary>The row whose cell comes first; null when no cell is filled.</summary>
    public static int? First(List<int> rows, Column column, TextMatch match, SortDirection direction)
    {
        var order = Order(column, match, direction);
        int? first = null;
        foreach (var row in rows.Where(row => !column.IsMissing(row)))
        {
            var better = first is not { } best || (Fits(column, row), Fits(column, best)) switch
            {
                (true, false) => true,
                (false, true) => false,
                _ => order(row, best) < 0,
            };
            first = better ? row : first;
        }

        return first;
    }

    /// <summary>Position in the list of first values; then cells that fit the column's kind, then others, then missing ones.</summary>
    private static int[] Ranks(IReadOnlyList<int> rows, SortKey key, Column column, TextMatch match, QueryRun run)
    {
        var firsts = key.First.Select((value, i) => FilterRules.Equal(column, value, match, $"{key.Path}.first[{i}]", run)).ToArray();
        var ranks = new int[run.Table.Rows];
        foreach (var row in rows)
        {
            var listed = Array.FindIndex(firsts, test => test(row));
            ranks[row] = listed >= 0 ? listed
                : column.IsMissing(row) ? firsts.Length + 2
                : Fits(column, row) ? firsts.Length
                : firsts.Length + 1;
        }

        return ranks;
    }

    /// <summary>False for a word among numbers or dates.</summary>
    private static bool Fits(Column column, int row)
        => (column.Kind != ColumnType.Number || column.Number(row) is not null) && (!column.IsTime || column.Time(row) is not null);

    private static Comparison<int> Order(Column column, TextMatch match, SortDirection direction)
    {
        var sign = direction == SortDirection.Descending ? -1 : 1;
        var text = FilterRules.Of(match);
        return column.Kind switch
        {
            ColumnType.Number => (a, b) => sign * Nullable.Compare(column.Number(a), column.Number(b)),
            ColumnType.Date or ColumnType.DateTime => (a, b) => sign * Nullable.Compare(column.Time(a), column.Time(b)),
            _ => (a, b) => sign * string.Compare(column.Key(a), column.Key(b), text),
        };
    }
}

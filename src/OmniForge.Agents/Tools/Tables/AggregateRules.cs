namespace OmniForge.Agents.Tools.Tables;

/// <summary>
/// Counts, sums and the like over groups, in decimals. Missing cells count for nothing; over none of them only count and sum give 0.
/// </summary>
internal static class AggregateRules
{
    public static Column Column(
        Aggregate aggregate, List<List<int>> groups, IReadOnlyList<int> rows, TextMatch match, QueryRun run)
    {
        if (aggregate.Column is null)
        {
            return Numbers(aggregate, groups.Select(group => (decimal?)group.Count));
        }

        var path = $"{aggregate.Path}.column";
        var column = run.Column(aggregate.Column, path);
        switch (aggregate.Op)
        {
            case "count":
                return Numbers(aggregate, groups.Select(group => (decimal?)group.Count(row => !column.IsMissing(row))));
            case "count_distinct":
                var same = match == TextMatch.Exact ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
                return Numbers(
                    aggregate, groups.Select(group => (decimal?)group.Select(column.Key).OfType<string>().Distinct(same).Count()));
            case "min" or "max":
                var direction = aggregate.Op == "min" ? SortDirection.Ascending : SortDirection.Descending;
                return column.With(
                    aggregate.As,
                    [.. groups.Select(group => SortRules.First(group, column, match, direction) is { } row ? column.Texts[row] : null)]);
            default:
                run.UseAs(column, ColumnType.Number, path, rows);
                return Calculated(aggregate, column, groups);
        }
    }

    private static Column Calculated(Aggregate aggregate, Column column, List<List<int>> groups)
    {
        try
        {
            return Numbers(aggregate, groups.Select(group => Calculate(aggregate.Op, [.. group.Select(column.Number).OfType<decimal>()])));
        }
        catch (OverflowException)
        {
            throw ToolFault.Invalid(aggregate.Path, $"the numbers in '{column.Name}' are too large to calculate with");
        }
    }

    private static decimal? Calculate(string op, List<decimal> numbers)
    {
        if (op == "sum")
        {
            return numbers.Sum();
        }

        if (numbers.Count == 0)
        {
            return null;
        }

        if (op == "avg")
        {
            return Significant(numbers.Sum() / numbers.Count, 12);
        }

        numbers.Sort();
        var middle = numbers.Count / 2;
        return numbers.Count % 2 == 1 ? numbers[middle] : Significant((numbers[middle - 1] + numbers[middle]) / 2, 16);
    }

    private static Column Numbers(Aggregate aggregate, IEnumerable<decimal?> values)
    {
        var exact = values.ToArray();
        var shown = aggregate.Op is "avg" or "median" ? Array.ConvertAll(exact, value => value is { } v ? Readable(v) : null) : null;
        return Tables.Column.Of(
            aggregate.As, ColumnType.Number, Array.ConvertAll(exact, value => value is { } v ? Tables.Column.Text(v) : null), shown);
    }

    /// <summary>Two decimals, or four significant digits for small values.</summary>
    private static string Readable(decimal value)
        => Tables.Column.Text(Math.Abs(value) >= 1 ? Math.Round(value, 2, MidpointRounding.AwayFromZero) : Significant(value, 4));

    private static decimal Significant(decimal value, int digits)
    {
        if (value == 0)
        {
            return 0;
        }

        var magnitude = (int)Math.Floor(Math.Log10((double)Math.Abs(value)));
        return Math.Round(value, Math.Clamp(digits - 1 - magnitude, 0, 28), MidpointRounding.AwayFromZero);
    }
}

namespace OmniForge.Agents.Tools.Tables;

/// <summary>Conditions between two columns of a row, for instance spent above budget. A missing cell on either side never passes.</summary>
internal static class PairRules
{
    public static Func<int, bool> Test(Comparison comparison, Column left, QueryRun run)
    {
        var path = $"{comparison.Path}.other_column";
        var right = run.Column(comparison.OtherColumn!, path);
        var match = FilterRules.Of(comparison.Match);
        switch (comparison.Op)
        {
            case "contains":
                return row => left.Key(row) is { } cell && right.Key(row) is { } other && cell.Contains(other, match);
            case "starts_with":
                return row => left.Key(row) is { } cell && right.Key(row) is { } other && cell.StartsWith(other, match);
        }

        var op = comparison.Op;
        var rows = Enumerable.Range(0, run.Table.Rows);
        if (left.Kind == ColumnType.Number && right.Kind == ColumnType.Number)
        {
            run.UseAs(left, ColumnType.Number, path, rows);
            run.UseAs(right, ColumnType.Number, path, rows);
            return row => left.Number(row) is { } cell && right.Number(row) is { } other && FilterRules.Holds(op, cell.CompareTo(other));
        }

        if (left.IsTime && right.IsTime)
        {
            run.UseAs(left, ColumnType.Date, path, rows);
            run.UseAs(right, ColumnType.Date, path, rows);
            return row => left.Time(row) is { } cell && right.Time(row) is { } other && FilterRules.Holds(op, cell.CompareTo(other));
        }

        if (op is not ("eq" or "ne") && left.Kind != right.Kind)
        {
            throw ToolFault.Invalid(path, $"'{left.Name}' and '{right.Name}' hold different kinds of values and have no order");
        }

        return row => left.Key(row) is { } cell && right.Key(row) is { } other && FilterRules.Holds(op, string.Compare(cell, other, match));
    }
}

using System.Text.Json;

namespace OmniForge.Agents.Tools.Tables;

/// <summary>Turns conditions into a test of one row. A missing cell equals nothing: only `ne` and `is_empty` let it pass.</summary>
internal static class FilterRules
{
    public static Func<int, bool> Test(Filter filter, QueryRun run)
    {
        switch (filter)
        {
            case AnyOf any:
                var some = any.Filters.Select(inner => Test(inner, run)).ToArray();
                return row => Array.Exists(some, test => test(row));
            case AllOf all:
                var every = all.Filters.Select(inner => Test(inner, run)).ToArray();
                return row => Array.TrueForAll(every, test => test(row));
            default:
                var comparison = (Comparison)filter;
                var column = run.Column(comparison.Column, $"{comparison.Path}.column");
                return comparison.OtherColumn is null ? Against(comparison, column, run) : PairRules.Test(comparison, column, run);
        }
    }

    /// <summary>Whether a cell equals one given value: the test of `eq`, `in` and the `first` of a sort.</summary>
    public static Func<int, bool> Equal(Column column, JsonElement value, TextMatch match, string path, QueryRun run)
    {
        var text = Operand.Text(value);
        bool Same(int row) => column.Key(row) is { } key && string.Equals(key, text, Of(match));
        switch (column.Kind)
        {
            case ColumnType.Number:
                return Operand.Number(value) is { } number
                    ? row => column.Number(row) is { } cell ? cell == number : Same(row)
                    : column.Type == ColumnType.Text ? Same : throw Unfit(column, text, "number", path);
            case ColumnType.Bool:
                return Operand.Flag(value) is { } flag
                    ? row => !column.IsMissing(row) && column.Flag(row) == flag
                    : throw Unfit(column, text, "true or false", path);
            case ColumnType.Date or ColumnType.DateTime:
                return Operand.Time(value, column.Reading.Order, run.Now) is { } range
                    ? row => column.Time(row) is { } cell ? cell >= range.Start && cell < range.End : Same(row)
                    : column.Type == ColumnType.Text ? Same : throw Unfit(column, text, "date", path);
            default:
                return value.ValueKind == JsonValueKind.Number && Operand.Number(value) is { } amount
                    ? row => column.Number(row) is { } cell ? cell == amount : Same(row)
                    : Same;
        }
    }

    public static StringComparison Of(TextMatch match)
        => match == TextMatch.Exact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    private static Func<int, bool> Against(Comparison comparison, Column column, QueryRun run)
    {
        var path = $"{comparison.Path}.value";
        switch (comparison.Op)
        {
            case "is_empty":
                return column.IsMissing;
            case "not_empty":
                return row => !column.IsMissing(row);
            case "in":
                var tests = comparison.Value!.Value.EnumerateArray()
                    .Select((item, i) => Equal(column, item, comparison.Match, $"{path}[{i}]", run)).ToArray();
                return row => Array.Exists(tests, test => test(row));
        }

        var value = comparison.Value!.Value;
        var text = Operand.Text(value);
        switch (comparison.Op)
        {
            case "eq":
                return Equal(column, value, comparison.Match, path, run);
            case "ne":
                var equal = Equal(column, value, comparison.Match, path, run);
                return row => !equal(row);
            case "contains":
                return row => column.Key(row) is { } key && key.Contains(text, Of(comparison.Match));
            case "starts_with":
                return row => column.Key(row) is { } key && key.StartsWith(text, Of(comparison.Match));
            case "within":
                return Within(column, text, path, run);
            default:
                return Ordered(comparison, column, value, path, run);
        }
    }

    private static Func<int, bool> Within(Column column, string text, string path, QueryRun run)
    {
        var range = RelativeDates.Range(text, run.Now) ?? throw ToolFault.Invalid(
            path, $"'{text}' is not a span of time; write for instance 7d, +2w, today, this_week or last_month");
        run.UseAs(column, ColumnType.Date, path, Enumerable.Range(0, run.Table.Rows));
        return row => column.Time(row) is { } cell && cell >= range.Start && cell < range.End;
    }

    /// <summary>lt, le, gt and ge.</summary>
    private static Func<int, bool> Ordered(Comparison comparison, Column column, JsonElement value, string path, QueryRun run)
    {
        var op = comparison.Op;
        var rows = Enumerable.Range(0, run.Table.Rows);
        var text = Operand.Text(value);
        if (column.IsTime || (column.Kind == ColumnType.Text && Operand.Number(value) is null && HasTimes(column, value, run)))
        {
            var range = Operand.Time(value, column.Reading.Order, run.Now) ?? throw Unfit(column, text, "date", path);
            run.UseAs(column, ColumnType.Date, path, rows);
            return row => column.Time(row) is { } cell && Holds(op, cell < range.Start ? -1 : cell >= range.End ? 1 : 0);
        }

        if (column.Kind == ColumnType.Number || (column.Kind == ColumnType.Text && Operand.Number(value) is not null))
        {
            var number = Operand.Number(value) ?? throw Unfit(column, text, "number", path);
            run.UseAs(column, ColumnType.Number, path, rows);
            return row => column.Number(row) is { } cell && Holds(op, cell.CompareTo(number));
        }

        return column.Kind == ColumnType.Bool
            ? throw ToolFault.Invalid(path, $"the column '{column.Name}' holds true and false, which have no order; use eq or ne")
            : row => column.Key(row) is { } key && Holds(op, string.Compare(key, text, Of(comparison.Match)));
    }

    private static bool HasTimes(Column column, JsonElement value, QueryRun run)
        => Operand.Time(value, column.Reading.Order, run.Now) is not null
            && Enumerable.Range(0, run.Table.Rows).Any(row => column.Time(row) is not null);

    public static bool Holds(string op, int order) => op switch
    {
        "eq" => order == 0,
        "ne" => order != 0,
        "lt" => order < 0,
        "le" => order <= 0,
        "gt" => order > 0,
        _ => order >= 0,
    };

    private static ToolFault Unfit(Column column, string text, string needed, string path)
        => ToolFault.Invalid(path, $"'{text}' is not a {needed}, which the column '{column.Name}' needs");
}

using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Integrations.Tools;

/// <summary>Tests rows of records as table_query would, for what a provider cannot filter.</summary>
internal static class RecordFilter
{
    public static IReadOnlyList<bool> Test(Filter where, IReadOnlyList<RecordColumn> columns, IReadOnlyList<object?[]> rows, AccountCall call)
    {
        var table = new Table(
            [.. columns.Select((column, i) => new Column(column.Name, Reading(column), [.. rows.Select(row => Text(row[i]))], call.Context.TimeZone))],
            rows.Count, null, []);
        var test = FilterRules.Test(where, new QueryRun(table, call.Now, []));
        return [.. Enumerable.Range(0, rows.Count).Select(test)];
    }

    private static ColumnReading Reading(RecordColumn column) => column.Type switch
    {
        "number" => new(ColumnType.Number),
        "bool" => new(ColumnType.Bool),
        "date" or "datetime" => new(ColumnType.DateTime),
        _ => new(ColumnType.Text),
    };

    private static string? Text(object? cell) => cell switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        decimal number => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => (string)cell,
    };
}

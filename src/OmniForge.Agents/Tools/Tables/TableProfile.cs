using System.Text.Json;
using OmniForge.Agents.Workspaces;

namespace OmniForge.Agents.Tools.Tables;

/// <summary>What a table file holds, in few words: enough to understand what a person says about it.</summary>
/// <param name="File">Path in the workspace.</param>
/// <param name="Rows">Rows that could be read.</param>
/// <param name="Columns">In the order of the file; a column of objects is followed by one column per member, called `column.member`.</param>
/// <param name="Warnings">One plain sentence per oddity, for instance a line that was left out.</param>
public sealed record TableProfile(
    string File, int Rows, IReadOnlyList<ColumnProfile> Columns, IReadOnlyList<string> Warnings)
{
    /// <summary>There are more rows than <see cref="Rows"/>; they were not looked at.</summary>
    public bool More { get; init; }

    private const int MostValues = 500;
    private const int LongestValue = 40;

    /// <summary>
    /// Reads the whole file. Throws <see cref="TableUnreadableException"/> when there is no such file or it is no table.
    /// </summary>
    /// <param name="zone">Zone in which times that name their own zone are shown.</param>
    public static async Task<TableProfile> ReadAsync(
        IWorkspace workspace, string path, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        try
        {
            var table = await TableFile.ReadAsync(workspace, path, zone, cancellationToken);
            var notes = table.Columns.Select(column => column.Reading.Note).OfType<string>();
            var columns = table.Columns.SelectMany(column => NestedColumns.Of(column).Prepend(column));
            return new(path, table.Rows, [.. columns.Select(Profile)], [.. table.Warnings, .. notes]);
        }
        catch (ToolFault fault)
        {
            throw new TableUnreadableException(fault.Code, fault.Message);
        }
    }

    /// <summary>
    /// The same of a table in an account, from some of its rows as a tool gives them: `columns` with name and type, `rows`, `truncated`. Where
    /// a row is and what its key is are no columns of its own.
    /// </summary>
    /// <param name="name">What people call the table.</param>
    /// <param name="columns">`properties` with name and options, which a person may name although no row has them yet; undefined = none.</param>
    public static TableProfile OfRecords(string name, JsonElement records, JsonElement columns, TimeZoneInfo zone)
    {
        var table = ResultTable.Complete(JsonTable.Read(records.GetProperty("rows"), $"'{name}'", zone, CancellationToken.None), records, zone);
        var known = RecordColumns.Of(records);
        var options = RecordColumns.Options(columns);
        var profiles = known.Select(column => (column.Type, Column: table.Columns.First(cells => cells.Name == column.Name)))
            .Select(pair => RecordColumns.Typed(Profile(pair.Column), pair.Type, options.GetValueOrDefault(pair.Column.Name, [])));
        return new(name, table.Rows, [.. profiles], []) { More = table.Warnings.Any(ResultTable.TellsOfMore) };
    }

    private static ColumnProfile Profile(Column column)
    {
        var rows = Enumerable.Range(0, column.Texts.Count).Where(row => !column.IsMissing(row)).ToList();
        var (min, max) = column.Type switch
        {
            ColumnType.Number when rows.Count > 0
                => (Column.Text(rows.Min(row => column.Number(row)!.Value)), Column.Text(rows.Max(row => column.Number(row)!.Value))),
            ColumnType.Date or ColumnType.DateTime when rows.Count > 0
                => (column.Shown(rows.MinBy(row => column.Time(row))), column.Shown(rows.MaxBy(row => column.Time(row)))),
            _ => (null, null),
        };
        return new(column.Name, column.Type, column.Texts.Count - rows.Count, Values(column, rows), min, max);
    }

    private static List<string> Values(Column column, List<int> rows)
    {
        if (column.Type is not (ColumnType.Text or ColumnType.Bool))
        {
            return [];
        }

        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var key = column.Key(row)!;
            counts[key] = counts.GetValueOrDefault(key) + 1;
            if (key[0] is '{' or '[' || key.Length > LongestValue || counts.Count > MostValues)
            {
                return [];
            }
        }

        return [.. counts.OrderByDescending(pair => pair.Value).Select(pair => pair.Key)];
    }
}

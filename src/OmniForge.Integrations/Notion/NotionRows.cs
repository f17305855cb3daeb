using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Agents.Tools.Tables;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.Notion;

/// <summary>Reads a table page by page. Of each page only the rows that are wanted are kept.</summary>
internal sealed class NotionRows(IAccount account, NotionSource source)
{
    /// <summary>10,000 rows; more of a table is not looked through for one question.</summary>
    private const int MostPages = 100;

    /// <summary>Rows that came over the wire.</summary>
    public int Seen { get; private set; }

    /// <param name="filter">What Notion is asked to leave out; null = nothing.</param>
    /// <param name="sorts">Empty = oldest first.</param>
    /// <param name="take">Which rows of a page are taken; false = enough.</param>
    /// <returns>True when all rows were looked at.</returns>
    public async Task<bool> ReadAsync(
        JsonObject? filter, JsonArray sorts, Func<int> pageSize, Func<IReadOnlyList<JsonElement>, bool> take, CancellationToken cancellationToken)
    {
        if (sorts.Count == 0)
        {
            sorts.Add(new JsonObject { ["timestamp"] = "created_time", ["direction"] = "ascending" });
        }

        var cursor = "";
        for (var page = 0; page < MostPages; page++)
        {
            var body = new JsonObject { ["sorts"] = sorts.DeepClone(), ["page_size"] = pageSize() };
            if (filter is not null)
            {
                body["filter"] = filter.DeepClone();
            }

            if (cursor.Length > 0)
            {
                body["start_cursor"] = cursor;
            }

            var answer = await NotionApi.AskAsync(account, $"data_sources/{source.Id}/query", body, $"the database '{source.Title}'", cancellationToken);
            var rows = answer.Find("results").Items().ToList();
            Seen += rows.Count;
            cursor = answer.Find("next_cursor").AsText();
            if (!take(rows) || cursor.Length == 0)
            {
                return cursor.Length == 0;
            }
        }

        return false;
    }

    /// <summary>Tests rows of one page as table_query would.</summary>
    public IReadOnlyList<bool> Test(Filter where, IReadOnlyList<JsonElement> rows, DateTime now, TimeZoneInfo zone)
    {
        var columns = source.Columns.Select(column => new Column(
            column.Name, column.Reading, [.. rows.Select(row => NotionCell.Text(Cell(row, column)))], zone)).ToList();
        var test = FilterRules.Test(where, new QueryRun(new Table(columns, rows.Count, null, []), now, []));
        return [.. Enumerable.Range(0, rows.Count).Select(test)];
    }

    public static object? Cell(JsonElement row, NotionColumn column)
        => row.Find("properties") is { ValueKind: JsonValueKind.Object } properties && properties.TryGetProperty(column.Name, out var property)
            ? NotionCell.Of(property)
            : null;
}

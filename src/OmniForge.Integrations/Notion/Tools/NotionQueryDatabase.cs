using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Tables;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Notion.Tools;

internal static class NotionQueryDatabase
{
    private const int MostRows = 10_000;

    public static ITool Tool(NotionNames names)
    {
        var descriptor = new ToolDescriptor
        {
            Name = "notion_query_database",
            Title = "Read rows of a Notion database",
            Description = "Reads the rows of a Notion database that match, in the order wanted. Conditions are those of table_query. "
                + "Give the result to table_query to group or calculate.",
            InputSchema = Arguments.Schema(
                $$$$"""
                "database": {"type": "string", "minLength": 1, "description": "Name, address or id of the database."},
                "data_source": {"type": "string", "description": "Name of the table, when the database holds several."},
                "where": {{{{TableQuerySchema.Input.GetProperty("properties").GetProperty("where").GetRawText()}}}},
                "sort": {"type": "array", "maxItems": 5, "items": {"type": "object", "additionalProperties": false, "required": ["column"], "properties": {"column": {"type": "string"}, "desc": {"type": "boolean"}}}, "description": "Default: oldest first."},
                "columns": {"type": "array", "items": {"type": "string"}, "description": "Columns to read. Default: all."},
                "limit": {"type": "integer", "minimum": 1, "maximum": 10000, "description": "Most rows. Default 100."}
                """,
                "database"),
            Class = ToolClass.Read,
            Integration = NotionIntegration.Id,
            Timeout = TimeSpan.FromMinutes(3),
            OutputCap = 4 * 1024 * 1024,
        };
        return new AccountTool(
            descriptor,
            (call, cancellationToken) => ReadAsync(descriptor, names, call, cancellationToken),
            arguments => $"would read rows of {Arguments.Quoted(arguments, "database")} in Notion");
    }

    private static async Task<ToolResult> ReadAsync(ToolDescriptor descriptor, NotionNames names, AccountCall call, CancellationToken cancellationToken)
    {
        var arguments = call.Arguments;
        var where = TableQueryArguments.Where(arguments);
        var limit = arguments.Number("limit", 1, MostRows) ?? 100;
        var source = await names.SourceAsync(call.Account, arguments.Text("database"), arguments.OptionalText("data_source") ?? "", cancellationToken);
        var wanted = arguments.Texts("columns", TableLimits.Columns);
        List<NotionColumn> columns = wanted.Count == 0 ? [.. source.Columns] : [.. wanted.Select((name, i) => source.Column(name, $"columns[{i}]"))];
        var records = new Records([.. columns.Select(column => new RecordColumn(column.Name, column.RecordType)), new(UrlName(columns), "url")], limit);
        var rows = new NotionRows(call.Account, source);
        var free = where.Filters.Count == 0;
        var complete = await rows.ReadAsync(
            new NotionFilter(source, call.Now).Of(where),
            Sorts(arguments, source),
            () => free ? Math.Clamp(records.Room, 1, NotionApi.MostPerPage) : NotionApi.MostPerPage,
            page =>
            {
                var fits = free ? null : rows.Test(where, page, call.Now, call.Context.TimeZone);
                for (var i = 0; i < page.Count; i++)
                {
                    if (fits is null || fits[i])
                    {
                        Add(records, page[i], columns);
                    }
                }

                return !records.IsFull;
            },
            cancellationToken);
        records.Truncated |= !complete;
        return records.Result(descriptor, json =>
        {
            json.WriteString("database", source.Title);
            json.WriteString("url", source.Url);
            json.WriteNumber("read", rows.Seen);
        });
    }

    private static void Add(Records records, JsonElement row, IReadOnlyList<NotionColumn> columns)
        => records.Add(row.Find("id").AsText(), [.. columns.Select(column => NotionRows.Cell(row, column)), row.Find("url").AsText()]);

    /// <summary>Each row says where it is, also in a table that has a column of that name.</summary>
    private static string UrlName(IReadOnlyList<NotionColumn> columns)
        => columns.Any(column => string.Equals(column.Name, "url", StringComparison.OrdinalIgnoreCase)) ? "page_url" : "url";

    private static JsonArray Sorts(ToolArguments arguments, NotionSource source)
        => [.. arguments.List("sort", 5).Select((item, i) =>
        {
            var read = ToolArguments.ReadAt(item, $"sort[{i}]", "column", "desc");
            var column = source.Column(read.Text("column"), read.At("column"));
            return (JsonNode)new JsonObject { ["property"] = column.Name, ["direction"] = read.Flag("desc") ? "descending" : "ascending" };
        })];
}

using System.Text.Json;

namespace OmniForge.Agents.Tools.Tables;

/// <summary>Filters, groups, sorts and shows a table. Order of work: where, group, sort, offset, limit, select.</summary>
internal sealed class TableQueryTool : ITool
{
    /// <summary>Room in the output for everything but the rows.</summary>
    private const int Frame = 32 * 1024;

    public ToolDescriptor Descriptor { get; } = new()
    {
        Name = "table_query",
        Title = "Query a table",
        Description = "Reads a csv, tsv, json or jsonl file (or rows at hand), keeps the rows that match, groups, calculates, sorts and "
            + "returns them as rows, a Markdown table, csv text or a single value. Exact decimals; texts compare ignoring case.",
        InputSchema = TableQuerySchema.Input,
        Class = ToolClass.Pure,
        OutputCap = 1024 * 1024,
    };

    public Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
        => ToolCall.RunAsync(async () =>
        {
            var query = TableQueryArguments.Read(arguments);
            var table = await OpenAsync(query.Source, context, cancellationToken);
            var now = TimeZoneInfo.ConvertTime(context.Now, context.TimeZone).DateTime;
            var run = new QueryRun(table, now, [.. table.Warnings]);
            return Answer(query, run, cancellationToken);
        });

    private static async Task<Table> OpenAsync(TableSource source, ToolContext context, CancellationToken cancellationToken)
    {
        if (source.File is { } file)
        {
            return await TableFile.ReadAsync(context.Workspace, file, context.TimeZone, cancellationToken);
        }

        if (source.Rows is { } rows)
        {
            return JsonTable.Read(rows, "source.rows", context.TimeZone, cancellationToken);
        }

        var name = source.Result!;
        if (!context.Results.TryGetValue(name, out var result))
        {
            throw ToolFault.Invalid("source.result", $"there is no earlier result '{name}'{NearNames.Hint(name, context.Results.Keys)}");
        }

        var inner = result.ValueKind == JsonValueKind.Object && result.TryGetProperty("rows", out var bound)
            && bound.ValueKind == JsonValueKind.Array ? bound : result;
        var table = JsonTable.Read(inner, $"the result '{name}'", context.TimeZone, cancellationToken);
        return ResultTable.Complete(table, result, context.TimeZone);
    }

    private ToolResult Answer(TableQuery query, QueryRun run, CancellationToken cancellationToken)
    {
        var read = run.Table.Rows;
        var test = FilterRules.Test(query.Where, run);
        var rows = new List<int>();
        for (var row = 0; row < read; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (test(row))
            {
                rows.Add(row);
            }
        }

        if (query.Group is { } grouping)
        {
            run = run.On(GroupRules.Grouped(grouping, rows, query.Match, run));
            rows = [.. Enumerable.Range(0, run.Table.Rows)];
        }

        var total = rows.Count;
        rows = SortRules.Sorted(rows, query.Sort, query.Match, run);
        rows = [.. rows.Skip(query.Offset).Take(query.Limit ?? int.MaxValue)];
        cancellationToken.ThrowIfCancellationRequested();
        var columns = query.Select.Count == 0
            ? run.Table.Columns
            : [.. query.Select.Select((name, i) => run.Column(name, $"select[{i}]"))];
        return Result(query, run, columns, rows, total, read);
    }

    private ToolResult Result(
        TableQuery query, QueryRun run, IReadOnlyList<Column> columns, List<int> rows, int total, int read)
    {
        if (query.Output == "scalar" && (columns.Count != 1 || rows.Count > 1))
        {
            throw ToolFault.Invalid(
                "output", $"scalar needs one column and at most one row, but there are {columns.Count} columns and {rows.Count:N0} rows; "
                    + "use group, select or limit");
        }

        var output = new TableOutput(columns, rows, Descriptor.OutputCap - Frame);
        var list = query.Output == "list" ? new TableList(columns, rows, query, run.Warnings).Write() : null;
        var value = ToolCall.Value(json =>
        {
            Columns(json, columns);
            if (list is null)
            {
                Body(json, query.Output, output, columns, rows, ResultTable.More(run.Warnings));
            }
            else
            {
                json.WriteString("list", list);
            }

            if (output.Written < rows.Count)
            {
                run.Warnings.Add(
                    $"only the first {output.Written:N0} of {rows.Count:N0} rows fit into one result; use limit, select or where");
            }

            json.WriteNumber("count", output.Written);
            json.WriteNumber("total", total);
            json.WriteNumber("read", read);
            json.WriteStartArray("warnings");
            run.Warnings.ForEach(json.WriteStringValue);
            json.WriteEndArray();
            json.WriteBoolean("truncated", output.Written < rows.Count);
        });
        return ToolResult.Of(value, truncated: output.Written < rows.Count);
    }

    private static void Body(
        Utf8JsonWriter json, string form, TableOutput output, IReadOnlyList<Column> columns, List<int> rows, string more)
    {
        switch (form)
        {
            case "markdown":
                json.WriteString("markdown", more.Length == 0 ? output.Markdown() : $"{output.Markdown()}\n{more}");
                break;
            case "csv":
                json.WriteString("csv", output.Csv());
                break;
            case "scalar" when rows.Count == 0:
                json.WriteNull("scalar");
                break;
            case "scalar":
                json.WritePropertyName("scalar");
                TableOutput.Cell(json, columns[0], rows[0]);
                break;
            default:
                output.Rows(json);
                break;
        }
    }

    private static void Columns(Utf8JsonWriter json, IReadOnlyList<Column> columns)
    {
        json.WriteStartArray("columns");
        foreach (var column in columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Type.ToString().ToLowerInvariant());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

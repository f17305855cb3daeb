using System.Text.Json;

namespace OmniForge.Agents.Tools.Tables;

/// <summary>Turns the arguments of a call into a <see cref="TableQuery"/>; what does not fit is refused by its path.</summary>
internal static class TableQueryArguments
{
    private const int MostConditions = 50;
    private const int MostNesting = 4;
    private const int MostListed = 1_000;

    private static readonly string[] Ops =
        ["eq", "ne", "lt", "le", "gt", "ge", "in", "contains", "starts_with", "is_empty", "not_empty", "within"];

    public static TableQuery Read(JsonElement arguments)
    {
        var read = ToolArguments.Read(
            arguments, "source", "where", "group", "sort", "limit", "offset", "select", "output", "empty", "most_characters", "exact");
        var match = read.Flag("exact") ? TextMatch.Exact : TextMatch.IgnoreCase;
        var select = read.Texts("select", TableLimits.Columns);
        var twice = select.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw ToolFault.Invalid("select", $"the column '{twice.Key}' is listed twice");
        }

        return new()
        {
            Source = Source(read),
            Where = new AllOf(Filters(read, "where", match, 1)),
            Group = read.Find("group") is { } group ? Group(group) : null,
            Sort = [.. read.List("sort", 20).Select((item, i) => Sort(item, $"sort[{i}]"))],
            Limit = read.Number("limit", 0, TableLimits.Rows),
            Offset = read.Number("offset", 0, TableLimits.Rows) ?? 0,
            Select = select,
            Output = read.Choice("output", "rows", "markdown", "list", "csv", "scalar"),
            Empty = read.OptionalText("empty") ?? "",
            MostCharacters = read.Number("most_characters", 100, 100_000) ?? int.MaxValue,
            Match = match,
        };
    }

    /// <summary>The conditions of a call of another tool that takes the same ones.</summary>
    public static AllOf Where(ToolArguments read) => new(Filters(read, "where", TextMatch.IgnoreCase, 1));

    private static TableSource Source(ToolArguments read)
    {
        var source = ToolArguments.ReadAt(
            read.Find("source") ?? throw ToolFault.Invalid("source", "is needed, for instance {\"file\": \"projects.csv\"}"),
            "source", "file", "rows", "result");
        var given = new[] { "file", "rows", "result" }.Count(source.Has);
        if (given != 1)
        {
            throw ToolFault.Invalid("source", "exactly one of file, rows and result is needed");
        }

        var rows = source.Find("rows");
        if (rows is { } inline && (inline.ValueKind != JsonValueKind.Array || inline.GetRawText().Length > TableLimits.InlineBytes))
        {
            throw ToolFault.Invalid("source.rows", "a list of objects of at most 1 MB together is needed here; put more into a file");
        }

        return new(source.OptionalText("file"), source.OptionalText("result"), rows);
    }

    private static List<Filter> Filters(ToolArguments read, string name, TextMatch match, int depth)
        => depth > MostNesting
            ? throw ToolFault.Invalid(read.At(name), "conditions are nested too deep")
            : [.. read.List(name, MostConditions).Select((item, i) => One(item, $"{read.At(name)}[{i}]", match, depth))];

    private static Filter One(JsonElement item, string path, TextMatch match, int depth)
    {
        var read = ToolArguments.ReadAt(item, path, "column", "op", "value", "other_column", "exact", "any", "all");
        foreach (var nested in (ReadOnlySpan<string>)["any", "all"])
        {
            if (read.Has(nested))
            {
                ToolFault.Require(item.EnumerateObject().Count() == 1, path, $"'{nested}' stands alone in its object");
                var filters = Filters(read, nested, match, depth + 1);
                return filters.Count == 0 ? throw ToolFault.Invalid(read.At(nested), "at least one condition is needed")
                    : nested == "any" ? new AnyOf(filters)
                    : new AllOf(filters);
            }
        }

        var column = read.Text("column");
        var op = read.Text("op");
        if (!Ops.Contains(op))
        {
            throw ToolFault.Invalid(read.At("op"), $"'{op}' is not one of {string.Join(", ", Ops)}");
        }

        var other = read.OptionalText("other_column");
        Operands(read, op, other);
        return new Comparison(path, column, op, read.Find("value"), other, read.Flag("exact") ? TextMatch.Exact : match);
    }

    private static void Operands(ToolArguments read, string op, string? other)
    {
        var value = read.Find("value");
        if (op is "is_empty" or "not_empty")
        {
            ToolFault.Require(value is null && other is null, read.Path, $"'{op}' takes no value");
        }
        else if (other is not null)
        {
            ToolFault.Require(value is null, read.Path, "either value or other_column is needed, not both");
            ToolFault.Require(op is not ("in" or "within"), read.At("other_column"), $"'{op}' takes a value");
        }
        else if (value is null)
        {
            throw ToolFault.Invalid(read.At("value"), "is needed; to look for missing values use the op is_empty or not_empty");
        }
        else if (op == "in")
        {
            _ = read.List("value", MostListed);
        }
        else if (value.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
        {
            throw ToolFault.Invalid(read.At("value"), "one text, number or true/false is needed here; for several values use the op in");
        }
    }

    private static Grouping Group(JsonElement group)
    {
        var read = ToolArguments.ReadAt(group, "group", "by", "aggregates");
        var keys = read.List("by", 10).Select((item, i) => Key(item, $"group.by[{i}]")).ToList();
        var aggregates = read.List("aggregates", 50).Select((item, i) => Aggregate(item, $"group.aggregates[{i}]")).ToList();
        if (keys.Count + aggregates.Count == 0)
        {
            throw ToolFault.Invalid("group", "by or aggregates is needed");
        }

        var twice = keys.Select(key => key.As).Concat(aggregates.Select(aggregate => aggregate.As))
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(names => names.Count() > 1);
        return twice is null
            ? new(keys, aggregates)
            : throw ToolFault.Invalid("group", $"two columns would be called '{twice.Key}'; name one of them with as");
    }

    private static GroupKey Key(JsonElement item, string path)
    {
        if (item.ValueKind == JsonValueKind.String)
        {
            return new(path, item.GetString()!, null, item.GetString()!);
        }

        var read = ToolArguments.ReadAt(item, path, "column", "period", "as");
        var column = read.Text("column");
        var period = read.Has("period") ? read.Choice("period", "day", "week", "month", "quarter", "year") : null;
        return new(path, column, period, read.OptionalText("as") ?? period ?? column);
    }

    private static Aggregate Aggregate(JsonElement item, string path)
    {
        var read = ToolArguments.ReadAt(item, path, "op", "column", "as");
        _ = read.Text("op");
        var op = read.Choice("op", "count", "count_distinct", "sum", "avg", "min", "max", "median");
        var column = op == "count" ? read.OptionalText("column") : read.Text("column");
        return new(path, op, column, read.OptionalText("as") ?? (column is null ? op : $"{op}_{column}"));
    }

    private static SortKey Sort(JsonElement item, string path)
    {
        var read = ToolArguments.ReadAt(item, path, "column", "desc", "first");
        var direction = read.Flag("desc") ? SortDirection.Descending : SortDirection.Ascending;
        return new(path, read.Text("column"), direction, read.List("first", MostListed));
    }
}

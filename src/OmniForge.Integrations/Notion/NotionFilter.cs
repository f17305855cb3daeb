using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Integrations.Notion;

/// <summary>
/// Conditions as Notion takes them. What it lets through holds every row that is wanted and sometimes more: the conditions themselves
/// are tested here, on each row that comes, so that they mean the same as in table_query.
/// </summary>
internal sealed class NotionFilter(NotionSource source, DateTime now)
{
    /// <summary>Notion takes groups in groups, and nothing deeper.</summary>
    private const int Deepest = 2;

    /// <summary>Null = all rows must be looked at here.</summary>
    public JsonObject? Of(Filter where) => Write(where, 1);

    private JsonObject? Write(Filter filter, int depth) => filter switch
    {
        AllOf all => Group("and", [.. all.Filters.Select(inner => Write(inner, depth + 1)).OfType<JsonObject>()], depth),
        AnyOf any when any.Filters.Select(inner => Write(inner, depth + 1)).ToList() is var parts
            => parts.Contains(null) ? null : Group("or", [.. parts.OfType<JsonObject>()], depth),
        Comparison { OtherColumn: null } comparison => Of(comparison, depth),
        _ => null,
    };

    private static JsonObject? Group(string word, List<JsonObject> parts, int depth)
        => parts.Count == 0 || depth > Deepest ? null
            : parts.Count == 1 ? parts[0]
            : new() { [word] = new JsonArray([.. parts]) };

    private JsonObject? Of(Comparison comparison, int depth)
    {
        var column = source.Column(comparison.Column, $"{comparison.Path}.column");
        return (comparison.Op, column.Type) switch
        {
            ("not_empty", "number" or "select" or "status" or "date" or "people" or "multi_select" or "title" or "rich_text" or "url" or "email")
                => One(column, "is_not_empty", true),
            ("is_empty", "number" or "select" or "status" or "date" or "people" or "multi_select") => One(column, "is_empty", true),
            (_, "title" or "rich_text" or "url" or "email") => Text(column, comparison),
            (_, "number") => Number(column, comparison),
            (_, "checkbox") => Flag(column, comparison),
            (_, "select" or "status" or "multi_select") => Options(column, comparison, depth),
            (_, "date") => Date(column, comparison, depth),
            _ => null,
        };
    }

    /// <summary>Whether letter case counts there is not known for every operation, so only the forgiving one is used.</summary>
    private static JsonObject? Text(NotionColumn column, Comparison comparison)
        => comparison.Op is "eq" or "contains" or "starts_with" && comparison.Value is { ValueKind: JsonValueKind.String } value
            && value.GetString()!.Trim() is { Length: > 0 } text
            ? One(column, "contains", text)
            : null;

    private static JsonObject? Number(NotionColumn column, Comparison comparison)
    {
        string? op = comparison.Op switch
        {
            "eq" => "equals",
            "lt" => "less_than",
            "le" => "less_than_or_equal_to",
            "gt" => "greater_than",
            "ge" => "greater_than_or_equal_to",
            _ => null,
        };
        return op is not null && Operand.Number(comparison.Value!.Value) is { } number ? One(column, op, JsonValue.Create(number)) : null;
    }

    private static JsonObject? Flag(NotionColumn column, Comparison comparison)
        => comparison.Op == "eq" && Operand.Flag(comparison.Value!.Value) is { } flag ? One(column, "equals", flag) : null;

    private static JsonObject? Options(NotionColumn column, Comparison comparison, int depth)
    {
        var several = column.Type == "multi_select";
        Func<string, bool>? wanted = comparison.Op switch
        {
            "eq" when !several => Equal(comparison.Value!.Value),
            "in" when !several && comparison.Value!.Value.EnumerateArray().Select(Equal).ToList() is var tests => option => tests.Exists(test => test(option)),
            "contains" when Operand.Text(comparison.Value!.Value) is var text && !(several && text.Contains(','))
                => option => option.Contains(text, StringComparison.OrdinalIgnoreCase),
            _ => null,
        };
        if (wanted is null)
        {
            return null;
        }

        var options = column.Options.Where(wanted).Select(option => One(column, several ? "contains" : "equals", option)).ToList();
        return options.Count == 0 ? null : Group("or", options, depth);
    }

    private static Func<string, bool> Equal(JsonElement value)
    {
        var text = Operand.Text(value);
        return option => string.Equals(option.Trim(), text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A day more on each side: in which zone Notion takes a date is its own affair.</summary>
    private JsonObject? Date(NotionColumn column, Comparison comparison, int depth)
    {
        var range = comparison.Op == "within"
            ? RelativeDates.Range(Operand.Text(comparison.Value!.Value), now)
            : comparison.Op is "eq" or "lt" or "le" or "gt" or "ge" ? Operand.Time(comparison.Value!.Value, DateOrder.MonthFirst, now) : null;
        if (range is not { } span || span.Start < DateTime.MinValue.AddDays(2) || span.End > DateTime.MaxValue.AddDays(-2))
        {
            return null;
        }

        var from = One(column, "on_or_after", Day(span.Start.AddDays(-1)));
        var until = One(column, "on_or_before", Day(span.End.AddDays(1)));
        return comparison.Op switch
        {
            "gt" or "ge" => from,
            "lt" or "le" => until,
            _ => Group("and", [from, until], depth) ?? from,
        };
    }

    private static string Day(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonObject One(NotionColumn column, string op, JsonNode? value)
        => new() { ["property"] = column.Name, [column.Type] = new JsonObject { [op] = value } };
}

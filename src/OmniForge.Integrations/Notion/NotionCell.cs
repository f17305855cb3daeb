using System.Globalization;
using System.Text.Json;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.Notion;

/// <summary>Values of properties as plain cells: a text, a decimal, a boolean, or null when empty.</summary>
internal static class NotionCell
{
    public static object? Of(JsonElement property)
    {
        var type = property.Find("type").AsText();
        var value = property.Find(type);
        return type switch
        {
            "title" or "rich_text" => Filled(NotionText.Plain(value)),
            "number" => value.AsNumber(),
            "checkbox" => value.IsTrue(),
            "select" or "status" => Filled(value.Find("name").AsText()),
            "multi_select" => List(value, item => item.Find("name").AsText()),
            "date" => Filled(value.Find("start").AsText()),
            "people" => List(value, Person),
            "created_by" or "last_edited_by" => Filled(Person(value)),
            "relation" => List(value, item => item.Find("id").AsText()),
            "files" => List(value, item => item.Find("name").AsText()),
            "formula" => Computed(value),
            "rollup" => value.Find("type").AsText() == "array" ? List(value.Find("array"), item => Text(Of(item)) ?? "") : Computed(value),
            "unique_id" => Numbered(value),
            _ => Filled(value.AsText()),
        };
    }

    public static string? Text(object? cell) => cell switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        _ => (string)cell,
    };

    private static object? Computed(JsonElement value)
    {
        var type = value.Find("type").AsText();
        var result = value.Find(type);
        return type switch
        {
            "number" => result.AsNumber(),
            "boolean" => result.ValueKind is JsonValueKind.True or JsonValueKind.False ? result.IsTrue() : null,
            "date" => Filled(result.Find("start").AsText()),
            _ => Filled(result.AsText()),
        };
    }

    private static string? Numbered(JsonElement value)
    {
        var prefix = value.Find("prefix").AsText();
        return Filled(prefix.Length > 0 ? $"{prefix}-{value.Find("number").AsText()}" : value.Find("number").AsText());
    }

    /// <summary>People who left have no name any more.</summary>
    private static string Person(JsonElement person) => person.Find("name").AsText() is { Length: > 0 } name ? name : person.Find("id").AsText();

    private static string? List(JsonElement items, Func<JsonElement, string> text) => Filled(string.Join(", ", items.Items().Select(text)));

    private static string? Filled(string text) => text.Length == 0 ? null : text;
}

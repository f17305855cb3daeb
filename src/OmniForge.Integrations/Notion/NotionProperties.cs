using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.Notion;

/// <summary>Plain values as properties of a page, checked against the columns of its table before anything is sent.</summary>
internal sealed class NotionProperties(NotionNames names, IAccount account)
{
    private const int MostListed = 100;

    public async Task<JsonObject> WriteAsync(NotionSource source, JsonElement values, CancellationToken cancellationToken)
    {
        ToolFault.Require(values.ValueKind == JsonValueKind.Object, "properties", "an object with values by column name is needed here");
        var written = new JsonObject();
        foreach (var member in values.EnumerateObject())
        {
            var path = $"properties.{member.Name}";
            var column = source.Column(member.Name, path);
            if (written.ContainsKey(column.Name))
            {
                throw ToolFault.Invalid(path, "is given twice");
            }

            written[column.Name] = new JsonObject { [column.Type] = await ValueAsync(column, member.Value, path, cancellationToken) };
        }

        return written;
    }

    private async Task<JsonNode?> ValueAsync(NotionColumn column, JsonElement value, string path, CancellationToken cancellationToken)
    {
        var empty = value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && value.GetString()!.Trim().Length == 0);
        switch (column.Type)
        {
            case "title" or "rich_text":
                return NotionText.Runs(empty ? "" : Text(value, path, NotionText.Most));
            case "multi_select":
                return new JsonArray([.. List(value, path).Select(item => Named(Option(column, item, path)))]);
            case "relation":
                return new JsonArray([.. List(value, path).Select(item => (JsonNode)new JsonObject { ["id"] = NotionIds.Read(item) ?? throw ToolFault.Invalid(path, $"'{item}' is no id or address of a page") })]);
            case "people":
                var people = new JsonArray();
                foreach (var person in List(value, path))
                {
                    people.Add(new JsonObject { ["object"] = "user", ["id"] = await names.PersonAsync(account, person, path, cancellationToken) });
                }

                return people;
            case "checkbox":
                return value.ValueKind switch
                {
                    JsonValueKind.True => true,
                    JsonValueKind.False or JsonValueKind.Null => false,
                    _ => throw ToolFault.Invalid(path, "true or false is needed here"),
                };
            case "number" or "select" or "status" or "date" or "url" or "email" or "phone_number" when empty:
                return null;
            case "number":
                return value.AsNumber() is { } number ? JsonValue.Create(number) : throw ToolFault.Invalid(path, "a number is needed here");
            case "select" or "status":
                return Named(Option(column, Text(value, path, 100), path));
            case "date":
                return Date(value, path);
            case "url" or "email" or "phone_number":
                return Text(value, path, 2_000);
            default:
                throw ToolFault.Invalid(path, $"'{column.Name}' is filled by Notion itself and cannot be set");
        }
    }

    private static JsonObject Named(string name) => new() { ["name"] = name };

    /// <summary>Only options that exist: a slip of the pen would become a new one for everybody.</summary>
    private static string Option(NotionColumn column, string name, string path)
        => column.Options.FirstOrDefault(option => option == name)
            ?? column.Options.FirstOrDefault(option => string.Equals(option, name.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw ToolFault.Invalid(
                path,
                $"'{column.Name}' has no option '{name}'; there are {string.Join(", ", column.Options.Take(30).Select(option => $"'{option}'"))}. A new one is added in Notion");

    private static JsonObject Date(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return new() { ["start"] = Day(Text(value, path, 40), path) };
        }

        var range = ToolArguments.ReadAt(value, path, "start", "end");
        var date = new JsonObject { ["start"] = Day(range.Text("start"), $"{path}.start") };
        if (range.OptionalText("end") is { } end)
        {
            date["end"] = Day(end, $"{path}.end");
        }

        return date;
    }

    private static string Day(string text, string path)
        => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            || (text.Length > 10 && text[4] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
            ? text
            : throw ToolFault.Invalid(path, $"'{text}' is no date; write it like 2026-11-23 or 2026-11-23T09:30:00+01:00");

    private static string Text(JsonElement value, string path, int most)
    {
        var text = value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.AsText() : throw ToolFault.Invalid(path, "a text is needed here");
        return text.Length <= most ? text : throw ToolFault.Invalid(path, $"at most {most:N0} characters fit here");
    }

    /// <summary>A list of texts, or one text.</summary>
    private static IReadOnlyList<string> List(JsonElement value, string path)
    {
        IReadOnlyList<string> items = value.ValueKind switch
        {
            JsonValueKind.Null => [],
            JsonValueKind.Array => [.. value.EnumerateArray().Select((item, i) => Text(item, $"{path}[{i}]", 2_000))],
            _ => [Text(value, path, 2_000)],
        };
        return items.Count <= MostListed ? items : throw ToolFault.Invalid(path, $"at most {MostListed} items are allowed");
    }
}

using System.Globalization;

namespace OmniForge.Doubles.Notion;

/// <summary>Values of properties: as tests write them, as clients send them and as Notion sends them.</summary>
internal static class NotionValues
{
    private const int LongestText = 2_000;

    public static JsonObject Wrap(string id, string type, JsonNode? value) => new() { ["id"] = id, ["type"] = type, [type] = value };

    public static JsonObject Empty(NotionProperty property) => Wrap(property.Id, property.Type, property.Type switch
    {
        "title" or "rich_text" or "people" or "multi_select" => new JsonArray(),
        "checkbox" => JsonValue.Create(false),
        _ => null,
    });

    public static JsonArray RichText(string text) => text.Length == 0 ? [] :
    [
        new JsonObject
        {
            ["type"] = "text",
            ["text"] = new JsonObject { ["content"] = text, ["link"] = null },
            ["annotations"] = new JsonObject
            {
                ["bold"] = false, ["italic"] = false, ["strikethrough"] = false, ["underline"] = false, ["code"] = false, ["color"] = "default",
            },
            ["plain_text"] = text,
            ["href"] = null,
        },
    ];

    public static JsonObject User(NotionUser user) => new()
    {
        ["object"] = "user",
        ["id"] = user.Id,
        ["name"] = user.Name,
        ["avatar_url"] = null,
        ["type"] = "person",
        ["person"] = new JsonObject { ["email"] = user.Email },
    };

    /// <summary>The plain text of a title or text value; empty for others and for null.</summary>
    public static string TextOf(JsonObject? value)
        => value is not null && (string?)value["type"] is { } type && value[type] is JsonArray parts
            ? string.Concat(parts.Select(part => (string?)part?["plain_text"]))
            : "";

    /// <summary>What a test wrote.</summary>
    public static JsonObject FromPlain(NotionProperty property, object? value, NotionWorkspace workspace)
    {
        if (value is null)
        {
            return Empty(property);
        }

        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        JsonNode? sent = property.Type switch
        {
            "title" or "rich_text" => RichText(text),
            "number" => JsonValue.Create(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
            "checkbox" => JsonValue.Create((bool)value),
            "select" or "status" => Named(property, text),
            "multi_select" => new JsonArray([.. Several(value).Select(name => Named(property, name))]),
            "people" => new JsonArray([.. Several(value).Select(name => User(workspace.Users.Single(user => user.Name == name)))]),
            "date" => Date(value is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : text, null),
            _ => JsonValue.Create(text),
        };
        return Wrap(property.Id, property.Type, sent);
    }

    /// <summary>What a client sent, checked against the column.</summary>
    public static JsonObject FromClient(NotionProperty property, JsonNode? sent, NotionWorkspace workspace)
    {
        var path = $"body.properties.{property.Name}";
        var value = NotionShape.Object(sent, path);
        NotionShape.Known(value, path, "id", "type", "name", property.Type);
        if (!value.ContainsKey(property.Type))
        {
            throw NotionErrors.Invalid($"{property.Name} is expected to be {property.Type}.");
        }

        var inner = value[property.Type];
        path += "." + property.Type;
        if (inner is null && property.Type is not ("title" or "rich_text" or "people" or "multi_select" or "checkbox"))
        {
            return Empty(property);
        }

        JsonNode? kept = property.Type switch
        {
            "title" or "rich_text" => RichText(ReadText(inner, path)),
            "number" => JsonValue.Create(NotionShape.Number(inner, path)),
            "checkbox" => JsonValue.Create(NotionShape.Truth(inner, path)),
            "select" or "status" => Option(property, inner, path),
            "multi_select" => new JsonArray([.. NotionShape.Array(inner, path).Select(item => Option(property, item, path))]),
            "people" => new JsonArray([.. NotionShape.Array(inner, path).Select(item => Person(item, path, workspace))]),
            "date" => ReadDate(inner, path),
            _ => JsonValue.Create(NotionShape.Text(inner, path)),
        };
        return Wrap(property.Id, property.Type, kept);
    }

    /// <summary>The text of a rich text list that a client sent.</summary>
    public static string ReadText(JsonNode? sent, string path)
        => string.Concat(NotionShape.Array(sent, path).Select((item, at) =>
        {
            var part = NotionShape.Object(item, $"{path}[{at}]");
            NotionShape.Known(part, $"{path}[{at}]", "type", "text", "annotations", "plain_text", "href");
            var run = NotionShape.Object(part["text"], $"{path}[{at}].text");
            NotionShape.Known(run, $"{path}[{at}].text", "content", "link");
            var content = NotionShape.Text(run["content"], $"{path}[{at}].text.content");
            return content.Length <= LongestText ? content : throw NotionErrors.Invalid(
                $"body failed validation: {path}[{at}].text.content.length should be ≤ `{LongestText}`, instead was `{content.Length}`.");
        }));

    private static IEnumerable<string> Several(object value)
        => value is string one ? [one] : ((IEnumerable<string>)value);

    private static JsonObject Named(NotionProperty property, string name)
    {
        if (!property.Options.Contains(name))
        {
            property.Options.Add(name);
        }

        return OptionObject(property, name);
    }

    internal static JsonObject OptionObject(NotionProperty property, string name) => new()
    {
        ["id"] = $"{property.Id}-{property.Options.IndexOf(name)}",
        ["name"] = name,
        ["color"] = "default",
    };

    private static JsonObject Option(NotionProperty property, JsonNode? sent, string path)
    {
        var option = NotionShape.Object(sent, path);
        NotionShape.Known(option, path, "id", "name", "color");
        var name = option["id"] is { } id
            ? property.Options.FirstOrDefault(known => (string?)OptionObject(property, known)["id"] == (string?)id)
            : NotionShape.Text(option["name"], path + ".name");
        if (name is null || (property.Type == "status" && !property.Options.Contains(name)) || name.Contains(',', StringComparison.Ordinal))
        {
            throw NotionErrors.Invalid($"Invalid {property.Type} option for '{property.Name}': {sent?.ToJsonString()}.");
        }

        return Named(property, name);
    }

    private static JsonObject Person(JsonNode? sent, string path, NotionWorkspace workspace)
    {
        var person = NotionShape.Object(sent, path);
        NotionShape.Known(person, path, "object", "id", "name", "avatar_url", "type", "person");
        var id = NotionIds.Read(NotionShape.Text(person["id"], path + ".id"));
        return workspace.Users.FirstOrDefault(user => user.Id == id) is { } found ? User(found) : throw NotionErrors.Missing("user", id);
    }

    private static JsonObject ReadDate(JsonNode? sent, string path)
    {
        var date = NotionShape.Object(sent, path);
        NotionShape.Known(date, path, "start", "end", "time_zone");
        var start = NotionShape.Text(date["start"], path + ".start");
        var end = date["end"] is { } until ? NotionShape.Text(until, path + ".end") : null;
        foreach (var day in new[] { start, end }.OfType<string>())
        {
            if (NotionDates.Read(day) is null)
            {
                throw NotionErrors.Invalid($"body failed validation: {path}.start should be a valid ISO 8601 date string, instead was `\"{day}\"`.");
            }
        }

        return Date(start, end);
    }

    private static JsonObject Date(string start, string? end) => new() { ["start"] = start, ["end"] = end, ["time_zone"] = null };
}

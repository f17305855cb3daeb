namespace OmniForge.Doubles.Notion;

/// <summary>Orders rows. Without a wish the newest come first, which no client may rely on; empty values come last.</summary>
internal static class NotionSort
{
    public static List<NotionPage> Apply(IEnumerable<NotionPage> rows, JsonNode? sorts, NotionDatabase data)
    {
        IOrderedEnumerable<NotionPage>? ordered = null;
        foreach (var (node, at) in (sorts is null ? [] : NotionShape.Array(sorts, "body.sorts")).Select((node, at) => (node, at)))
        {
            var path = $"body.sorts[{at}]";
            var sort = NotionShape.Object(node, path);
            NotionShape.Known(sort, path, sort.ContainsKey("timestamp") ? "timestamp" : "property", "direction");
            var key = KeyOf(sort, path, data);
            var descending = NotionShape.Text(sort["direction"] ?? "ascending", path + ".direction") switch
            {
                "ascending" => false,
                "descending" => true,
                var other => throw NotionErrors.Invalid($"body failed validation: {path}.direction should be `ascending` or `descending`, instead was `{other}`."),
            };
            ordered = (ordered?.ThenBy(row => key(row) is null) ?? rows.OrderBy(row => key(row) is null));
            ordered = descending ? ordered.ThenByDescending(key) : ordered.ThenBy(key);
        }

        return [.. ordered?.ThenByDescending(row => row.Order) ?? rows.OrderByDescending(row => row.Order)];
    }

    private static Func<NotionPage, IComparable?> KeyOf(JsonObject sort, string path, NotionDatabase data)
    {
        if (sort["timestamp"] is { } timestamp)
        {
            return NotionShape.Text(timestamp, path + ".timestamp") switch
            {
                "created_time" => row => row.CreatedAt,
                "last_edited_time" => row => row.EditedAt,
                _ => throw NotionErrors.Invalid($"body failed validation: {path}.timestamp should be `created_time` or `last_edited_time`."),
            };
        }

        var name = NotionShape.Text(sort["property"], path + ".property");
        var property = data.Find(name) ?? throw NotionErrors.Invalid($"Could not find sort property with name or id: {name}");
        return row => KeyOf(row.Values[property.Name], property);
    }

    private static IComparable? KeyOf(JsonObject value, NotionProperty property) => property.Type switch
    {
        "title" or "rich_text" => NotionValues.TextOf(value) is { Length: > 0 } text ? text.ToUpperInvariant() : null,
        "number" => value["number"] is { } number ? NotionShape.Number(number, "value") : null,
        "checkbox" => (bool)value["checkbox"]!,
        "select" or "status" => (string?)value[property.Type]?["name"] is { } name ? property.Options.IndexOf(name) : null,
        "date" => (string?)value["date"]?["start"] is { } start ? NotionDates.Read(start)?.At : null,
        "people" or "multi_select" => (string?)value[property.Type]!.AsArray().FirstOrDefault()?["name"],
        _ => (string?)value[property.Type],
    };
}

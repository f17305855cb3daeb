namespace OmniForge.Doubles.Notion;

/// <summary>Filters of a data source query: `and` and `or` up to two deep, columns and times.</summary>
internal sealed class NotionFilter(NotionDatabase data, DateTimeOffset now)
{
    private const int Deepest = 2;

    public Func<NotionPage, bool> Read(JsonNode? node) => Read(node, "body.filter", 0);

    private Func<NotionPage, bool> Read(JsonNode? node, string path, int depth)
    {
        var filter = NotionShape.Object(node, path);
        if (filter.ContainsKey("and") || filter.ContainsKey("or"))
        {
            var word = filter.ContainsKey("and") ? "and" : "or";
            NotionShape.Known(filter, path, word);
            if (depth >= Deepest)
            {
                throw NotionErrors.Invalid($"body failed validation: {path} is nested more than two levels deep.");
            }

            var parts = NotionShape.Array(filter[word], $"{path}.{word}").Select((part, at) => Read(part, $"{path}.{word}[{at}]", depth + 1)).ToList();
            return word == "and" ? page => parts.TrueForAll(part => part(page)) : page => parts.Exists(part => part(page));
        }

        return filter.ContainsKey("timestamp") ? OfTime(filter, path) : OfColumn(filter, path);
    }

    private Func<NotionPage, bool> OfTime(JsonObject filter, string path)
    {
        var name = NotionShape.Text(filter["timestamp"], path + ".timestamp");
        if (name is not ("created_time" or "last_edited_time"))
        {
            throw NotionErrors.Invalid($"body failed validation: {path}.timestamp should be `created_time` or `last_edited_time`.");
        }

        NotionShape.Known(filter, path, "timestamp", name);
        var (op, wanted) = One(filter[name], $"{path}.{name}");
        var holds = NotionConditions.OfDate(op, wanted, $"{path}.{name}", now);
        return page => holds(NotionDates.Write(name == "created_time" ? page.CreatedAt : page.EditedAt));
    }

    private Func<NotionPage, bool> OfColumn(JsonObject filter, string path)
    {
        var name = NotionShape.Text(filter["property"], path + ".property");
        var property = data.Find(name)
            ?? throw NotionErrors.Invalid($"Could not find property with name or id: {name}");
        NotionShape.Known(filter, path, "property", "type", property.Type);
        if (!filter.ContainsKey(property.Type))
        {
            throw NotionErrors.Invalid($"database property {filter.Select(pair => pair.Key).First(key => key != "property")} does not match filter {property.Type}");
        }

        var (op, wanted) = One(filter[property.Type], $"{path}.{property.Type}");
        var holds = NotionConditions.Of(property.Type, op, wanted, $"{path}.{property.Type}", now);
        return page => holds(page.Values[property.Name]);
    }

    private static (string Op, JsonNode? Wanted) One(JsonNode? node, string path)
    {
        var condition = NotionShape.Object(node, path);
        return condition.Count == 1
            ? (condition.First().Key, condition.First().Value)
            : throw NotionErrors.Invalid($"body failed validation: {path} should have one condition, instead has {condition.Count}.");
    }
}

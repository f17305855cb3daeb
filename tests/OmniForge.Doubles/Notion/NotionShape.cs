using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.Notion;

/// <summary>Bodies are taken apart strictly: what is not known is refused, as Notion does.</summary>
internal static class NotionShape
{
    public static JsonObject Body(Call call, params string[] known)
    {
        if (call.ContentType != "application/json")
        {
            throw NotionErrors.Invalid($"The content type must be application/json, not '{call.ContentType}'.");
        }

        var body = call.Json() ?? throw new RefusalException(NotionErrors.Body(400, "invalid_json", "Error parsing JSON body."), "The body is not JSON.");
        Known(body, "body", known);
        return body;
    }

    public static void Known(JsonObject value, string path, params string[] known)
    {
        if (value.Select(pair => pair.Key).Except(known).FirstOrDefault() is { } unknown)
        {
            throw NotionErrors.Invalid($"body failed validation: {path}.{unknown} should be not present, instead was `{value[unknown]?.ToJsonString() ?? "null"}`.");
        }
    }

    public static JsonObject Object(JsonNode? value, string path)
        => value as JsonObject ?? throw NotionErrors.Invalid($"body failed validation: {path} should be an object, instead was `{Shown(value)}`.");

    public static JsonArray Array(JsonNode? value, string path)
        => value as JsonArray ?? throw NotionErrors.Invalid($"body failed validation: {path} should be an array, instead was `{Shown(value)}`.");

    public static string Text(JsonNode? value, string path)
        => value is JsonValue text && text.TryGetValue<string>(out var read)
            ? read
            : throw NotionErrors.Invalid($"body failed validation: {path} should be a string, instead was `{Shown(value)}`.");

    public static decimal Number(JsonNode? value, string path)
        => value is JsonValue number && number.GetValueKind() == System.Text.Json.JsonValueKind.Number
            ? decimal.Parse(number.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture)
            : throw NotionErrors.Invalid($"body failed validation: {path} should be a number, instead was `{Shown(value)}`.");

    public static bool Truth(JsonNode? value, string path)
        => value is JsonValue truth && truth.TryGetValue<bool>(out var read)
            ? read
            : throw NotionErrors.Invalid($"body failed validation: {path} should be a boolean, instead was `{Shown(value)}`.");

    /// <summary>The parameters of the address; others are refused.</summary>
    public static void Asked(Call call, params string[] known)
    {
        if (call.Query.Keys.Except(known).FirstOrDefault() is { } unknown)
        {
            throw NotionErrors.Invalid($"query failed validation: {unknown} should be not present.");
        }
    }

    private static string Shown(JsonNode? value) => value?.ToJsonString() ?? "undefined";
}

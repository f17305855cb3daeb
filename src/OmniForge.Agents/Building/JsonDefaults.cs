using System.Text.Json.Nodes;

namespace OmniForge.Agents.Building;

/// <summary>Puts in what a text leaves out: a generated reader would set such members to null, not to their defaults.</summary>
internal static class JsonDefaults
{
    public static JsonObject Fill(JsonObject given, JsonObject defaults)
    {
        foreach (var (key, value) in defaults)
        {
            if (!given.TryGetPropertyValue(key, out var present) || (present is null && value is JsonArray or JsonObject))
            {
                given[key] = value?.DeepClone();
            }
            else if (present is JsonObject inner && value is JsonObject template)
            {
                Fill(inner, template);
            }
        }

        return given;
    }

    /// <summary>Fills every object of a list.</summary>
    public static void FillAll(JsonNode? list, JsonObject defaults)
    {
        foreach (var item in (list as JsonArray ?? []).OfType<JsonObject>())
        {
            Fill(item, defaults);
        }
    }
}

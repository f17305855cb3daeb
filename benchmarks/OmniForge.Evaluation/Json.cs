using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OmniForge.Evaluation;

/// <summary>Reads values that people write in more than one way.</summary>
internal static class Json
{
    /// <summary>Writes letters of all languages, and the marks of ordinary text, as they are.</summary>
    public static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A string, number or truth value as text; null for anything else.</summary>
    public static string? Text(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => node.ToJsonString(),
        _ => null,
    };

    /// <summary>One text, or a list of them; empty for nothing.</summary>
    public static IReadOnlyList<string> Texts(JsonNode? node)
        => node is JsonArray list ? [.. list.Select(Text).OfType<string>()] : Text(node) is { } one ? [one] : [];

    /// <summary>The members of a list, or the one value that stands for a list of one; none for null.</summary>
    public static IReadOnlyList<JsonNode> Members(JsonNode? node)
        => node is JsonArray list ? [.. list.OfType<JsonNode>()] : node is null ? [] : [node];

    public static int? Number(JsonNode? node)
        => int.TryParse(Text(node), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool? Flag(JsonNode? node) => bool.TryParse(Text(node), out var flag) ? flag : null;

    /// <summary>The first of these members that is there; names are compared without case.</summary>
    public static JsonNode? First(JsonObject node, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (node.FirstOrDefault(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { } value)
            {
                return value;
            }
        }

        return null;
    }

    public static bool Has(JsonObject node, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (node.Any(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }
}

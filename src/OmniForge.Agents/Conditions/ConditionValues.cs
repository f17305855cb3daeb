using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OmniForge.Agents.Conditions;

/// <summary>Comparing JSON values. Total: there is an answer for every pair.</summary>
internal static class ConditionValues
{
    public static bool IsTrue(JsonNode? value) => value is JsonValue v && v.GetValueKind() == JsonValueKind.True;

    /// <summary>Entries of a list, fields of an object, characters of a text; 0 for everything else.</summary>
    public static int Size(JsonNode? value) => value switch
    {
        JsonArray items => items.Count,
        JsonObject fields => fields.Count,
        JsonValue v when v.GetValueKind() == JsonValueKind.String => v.GetValue<string>().EnumerateRunes().Count(),
        _ => 0,
    };

    /// <summary>Numbers by their amount, so that 1 equals 1.0; a number never equals a text.</summary>
    public static bool AreEqual(JsonNode? left, JsonNode? right)
    {
        switch (left, right)
        {
            case (JsonArray a, JsonArray b):
                return a.Count == b.Count && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second));
            case (JsonObject a, JsonObject b):
                return a.Count == b.Count && a.All(field => b.TryGetPropertyValue(field.Key, out var other) && AreEqual(field.Value, other));
            case (JsonValue a, JsonValue b):
                return a.GetValueKind() == b.GetValueKind() && (a.GetValueKind() is JsonValueKind.True or JsonValueKind.False || Order(a, b) == 0);
            default:
                return left is null && right is null;
        }
    }

    /// <summary>Two numbers or two texts (by their characters' codes); null for every other pair, which has no order.</summary>
    public static int? Order(JsonNode? left, JsonNode? right)
    {
        if (left is not JsonValue a || right is not JsonValue b || a.GetValueKind() != b.GetValueKind())
        {
            return null;
        }

        return a.GetValueKind() switch
        {
            JsonValueKind.String => Math.Sign(string.CompareOrdinal(a.GetValue<string>(), b.GetValue<string>())),
            JsonValueKind.Number => Numbers(a.ToJsonString(), b.ToJsonString()),
            _ => null,
        };
    }

    /// <summary>An entry of a list, a field of an object, or a part of a text.</summary>
    public static bool IsIn(JsonNode? wanted, JsonNode? where) => where switch
    {
        JsonArray items => items.Any(item => AreEqual(item, wanted)),
        JsonObject fields => Text(wanted) is { } name && fields.ContainsKey(name),
        JsonValue when Text(where) is { } text => Text(wanted) is { } part && text.Contains(part, StringComparison.Ordinal),
        _ => false,
    };

    private static int? Numbers(string left, string right)
    {
        if (decimal.TryParse(left, NumberStyles.Float, CultureInfo.InvariantCulture, out var a)
            && decimal.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out var b))
        {
            return decimal.Compare(a, b);
        }

        // Beyond what a decimal holds only the size matters.
        return double.Parse(left, CultureInfo.InvariantCulture).CompareTo(double.Parse(right, CultureInfo.InvariantCulture));
    }

    private static string? Text(JsonNode? value)
        => value is JsonValue v && v.GetValueKind() == JsonValueKind.String ? v.GetValue<string>() : null;
}

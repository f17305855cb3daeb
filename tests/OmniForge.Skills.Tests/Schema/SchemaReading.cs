using System.Text.Json;
using System.Text.RegularExpressions;

namespace OmniForge.Skills.Tests.Schema;

/// <summary>Judges a value by a schema. Knows exactly the keywords that are written and refuses every other one.</summary>
internal static class SchemaReading
{
    public static bool Accepts(JsonElement schema, JsonElement value)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return schema.GetBoolean();
        }

        return schema.EnumerateObject().All(keyword => keyword.Name switch
        {
            "$schema" or "$id" or "title" or "description" or "deprecated" => true,
            "type" => Types(keyword.Value).Any(type => Is(type, value)),
            "enum" => keyword.Value.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value)),
            "pattern" => value.ValueKind != JsonValueKind.String
                || Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!, RegexOptions.ECMAScript),
            "maxLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.EnumerateRunes().Count() <= keyword.Value.GetInt32(),
            "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= keyword.Value.GetDouble(),
            "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= keyword.Value.GetDouble(),
            "maxItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= keyword.Value.GetInt32(),
            "items" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().All(item => Accepts(keyword.Value, item)),
            "required" => value.ValueKind != JsonValueKind.Object
                || keyword.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
            "properties" => value.ValueKind != JsonValueKind.Object || value.EnumerateObject().All(member
                => !keyword.Value.TryGetProperty(member.Name, out var inner) || Accepts(inner, member.Value)),
            "additionalProperties" => value.ValueKind != JsonValueKind.Object || value.EnumerateObject().All(member
                => (schema.TryGetProperty("properties", out var known) && known.TryGetProperty(member.Name, out _))
                    || Accepts(keyword.Value, member.Value)),
            _ => throw new NotSupportedException($"The schema uses '{keyword.Name}'."),
        });
    }

    private static IEnumerable<string> Types(JsonElement types)
        => types.ValueKind == JsonValueKind.String ? [types.GetString()!] : types.EnumerateArray().Select(type => type.GetString()!);

    private static bool Is(string type, JsonElement value) => type switch
    {
        "integer" => value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.ValueKind.ToString().Equals(type, StringComparison.OrdinalIgnoreCase),
    };
}

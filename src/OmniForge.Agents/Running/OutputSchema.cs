using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OmniForge.Agents.Running;

/// <summary>The form that the output of a step must have, as JSON Schema with the keywords that are checked here.</summary>
public static class OutputSchema
{
    private const int MostCharacters = 64 * 1024;
    private const int MaxDepth = 16;

    private static readonly string[] Types = ["object", "array", "string", "number", "integer", "boolean", "null"];
    private static readonly string[] Notes = ["$schema", "$id", "$comment", "title", "description", "default", "examples", "format"];

    /// <summary>Why a schema cannot be used, as one sentence; null = it can.</summary>
    /// <param name="schema">The schema of an object.</param>
    public static string? Problem(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object || schema.GetRawText().Length > MostCharacters)
        {
            return schema.ValueKind == JsonValueKind.Object ? "it is larger than 64 KiB." : "it must be an object.";
        }

        if (schema.TryGetProperty("type", out var type) && (type.ValueKind != JsonValueKind.String || type.GetString() != "object"))
        {
            return "the output of a step is an object, so its type must be \"object\".";
        }

        return Inner(schema, schema, "", 0);
    }

    /// <summary>The first thing wrong with a result, as one sentence; null = it fits.</summary>
    internal static string? Check(JsonElement schema, JsonObject output) => ArgumentSchema.CheckResult(schema, RunJson.Element(output));

    /// <summary>Whether a schema says that an object may have this field.</summary>
    internal static bool Names(JsonElement schema, string field)
        => schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(field, out _);

    private static string? Inner(JsonElement root, JsonElement schema, string at, int depth)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return null;
        }

        if (schema.ValueKind != JsonValueKind.Object || depth > MaxDepth)
        {
            return depth > MaxDepth ? $"it is nested more than {MaxDepth} deep." : $"{Place(at)} must be a schema.";
        }

        return schema.EnumerateObject().Select(keyword => Keyword(root, keyword, $"{at}/{keyword.Name}", depth)).FirstOrDefault(problem => problem is not null);
    }

    private static string? Keyword(JsonElement root, JsonProperty keyword, string at, int depth)
    {
        var value = keyword.Value;
        return keyword.Name switch
        {
            "type" => IsType(value) ? null : $"{Place(at)} must be one of {string.Join(", ", Types)}.",
            "enum" => value.ValueKind == JsonValueKind.Array ? null : $"{Place(at)} must be a list.",
            "const" => null,
            "minimum" or "maximum" or "minLength" or "maxLength" or "minItems" or "maxItems"
                => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out _) ? null : $"{Place(at)} must be a number.",
            "pattern" => IsPattern(value) ? null : $"{Place(at)} is no pattern that can be checked.",
            "required" => IsNames(value) ? null : $"{Place(at)} must be a list of names.",
            "properties" or "$defs" or "definitions" => value.ValueKind == JsonValueKind.Object
                ? First(value.EnumerateObject().Select(field => Inner(root, field.Value, $"{at}/{field.Name}", depth + 1)))
                : $"{Place(at)} must be an object.",
            "additionalProperties" or "items" => Inner(root, value, at, depth + 1),
            "anyOf" or "oneOf" => value.ValueKind == JsonValueKind.Array
                ? First(value.EnumerateArray().Select((option, i) => Inner(root, option, $"{at}/{i}", depth + 1)))
                : $"{Place(at)} must be a list of schemas.",
            "$ref" => Resolves(root, value) ? null : $"{Place(at)} must name a place in this schema, such as #/$defs/row.",
            _ => Notes.Contains(keyword.Name) ? null : $"{Place(at)} is a keyword that is not checked here; leave it out.",
        };
    }

    private static bool IsType(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? value.GetArrayLength() > 0 && value.EnumerateArray().All(type => type.ValueKind == JsonValueKind.String && IsType(type))
        : value.ValueKind == JsonValueKind.String && Types.Contains(value.GetString());

    private static bool IsNames(JsonElement value)
        => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String);

    private static bool IsPattern(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || value.GetString()!.Length > 512)
        {
            return false;
        }

        try
        {
            _ = new Regex(value.GetString()!, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return true;
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static bool Resolves(JsonElement root, JsonElement reference)
    {
        if (reference.ValueKind != JsonValueKind.String || !reference.GetString()!.StartsWith("#/", StringComparison.Ordinal))
        {
            return false;
        }

        var found = root;
        return reference.GetString()![2..].Split('/', StringSplitOptions.RemoveEmptyEntries)
            .All(part => found.ValueKind == JsonValueKind.Object && found.TryGetProperty(part, out found));
    }

    private static string? First(IEnumerable<string?> problems) => problems.FirstOrDefault(problem => problem is not null);

    private static string Place(string at) => at.Length == 0 ? "the schema" : $"'{at}'";
}

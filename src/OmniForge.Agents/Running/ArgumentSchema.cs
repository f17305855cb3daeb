using System.Text.Json;
using System.Text.RegularExpressions;

namespace OmniForge.Agents.Running;

/// <summary>
/// Checks the arguments of a call against the tool's JSON Schema. Strict: a property the schema does not name is refused,
/// also where the schema does not say so. Knows the keywords our tools use; any other keyword adds no check.
/// </summary>
internal static class ArgumentSchema
{
    /// <summary>Schemas of ours are trees; the bound only keeps a recursive one over hostile arguments finite.</summary>
    private const int MaxDepth = 32;

    /// <summary>The first thing wrong, as one sentence that names the place, or null when all is well.</summary>
    public static string? Check(JsonElement schema, JsonElement arguments)
        => new Run(schema, Words.OfTool).Check(schema, arguments, "", 0);

    /// <summary>The same for a result: what the schema does not name is allowed unless it says otherwise.</summary>
    public static string? CheckResult(JsonElement schema, JsonElement result)
        => new Run(schema, Words.OfResult).Check(schema, result, "", 0);

    /// <summary>How a schema is spoken of, and whether it is closed where it does not say so.</summary>
    private sealed record Words(string Whole, string Owner, string Forms, bool Closed)
    {
        public static readonly Words OfTool = new("The arguments", "this tool", "this tool knows", Closed: true);
        public static readonly Words OfResult = new("The result", "the agreed form", "it may have", Closed: false);
    }

    private readonly struct Run(JsonElement root, Words words)
    {
        public string? Check(JsonElement schema, JsonElement value, string path, int depth)
        {
            if (schema.ValueKind != JsonValueKind.Object)
            {
                return schema.ValueKind == JsonValueKind.False ? $"{Place(path)} is not known to {words.Owner}." : null;
            }

            if (depth > MaxDepth)
            {
                return $"{Place(path)} is nested too deeply.";
            }

            if (schema.TryGetProperty("$ref", out var reference))
            {
                return Check(Resolve(reference.GetString()!), value, path, depth + 1);
            }

            return Type(schema, value, path)
                ?? Choice(schema, value, path)
                ?? Size(schema, value, path)
                ?? Properties(schema, value, path, depth)
                ?? Items(schema, value, path, depth)
                ?? Alternatives(schema, value, path, depth);
        }

        private JsonElement Resolve(string reference)
        {
            var found = root;
            foreach (var part in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                found = found.GetProperty(part);
            }

            return found;
        }

        private string? Type(JsonElement schema, JsonElement value, string path)
        {
            if (!schema.TryGetProperty("type", out var type))
            {
                return null;
            }

            string[] wanted = type.ValueKind == JsonValueKind.Array
                ? [.. type.EnumerateArray().Select(t => t.GetString()!)]
                : [type.GetString()!];
            return wanted.Any(t => Is(value, t)) ? null : $"{Place(path)} must be {string.Join(" or ", wanted.Select(Name))}.";
        }

        private static bool Is(JsonElement value, string type) => type switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "null" => value.ValueKind == JsonValueKind.Null,
            "number" => value.ValueKind == JsonValueKind.Number,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var d) && d == decimal.Truncate(d),
            _ => true,
        };

        private string? Choice(JsonElement schema, JsonElement value, string path)
        {
            if (schema.TryGetProperty("const", out var only) && !JsonElement.DeepEquals(only, value))
            {
                return $"{Place(path)} must be {only.GetRawText()}.";
            }

            return schema.TryGetProperty("enum", out var choices) && !choices.EnumerateArray().Any(c => JsonElement.DeepEquals(c, value))
                ? $"{Place(path)} must be one of {string.Join(", ", choices.EnumerateArray().Select(c => c.GetRawText()))}."
                : null;
        }

        private string? Size(JsonElement schema, JsonElement value, string path)
        {
            (decimal Amount, string Min, string Max, string Unit)? measured = value.ValueKind switch
            {
                JsonValueKind.String => (value.GetString()!.EnumerateRunes().Count(), "minLength", "maxLength", " characters"),
                JsonValueKind.Array => (value.GetArrayLength(), "minItems", "maxItems", " entries"),
                JsonValueKind.Number when value.TryGetDecimal(out var number) => (number, "minimum", "maximum", ""),
                _ => null,
            };
            if (measured is not var (amount, min, max, unit))
            {
                return null;
            }

            if (schema.TryGetProperty(min, out var least) && amount < least.GetDecimal())
            {
                return $"{Place(path)} must be at least {least.GetRawText()}{unit}.";
            }

            if (schema.TryGetProperty(max, out var most) && amount > most.GetDecimal())
            {
                return $"{Place(path)} must be at most {most.GetRawText()}{unit}.";
            }

            return value.ValueKind == JsonValueKind.String
                && schema.TryGetProperty("pattern", out var pattern)
                && !Regex.IsMatch(value.GetString()!, pattern.GetString()!, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)
                ? $"{Place(path)} does not have the form {words.Owner} needs."
                : null;
        }

        private string? Properties(JsonElement schema, JsonElement value, string path, int depth)
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            if (schema.TryGetProperty("required", out var required))
            {
                var missing = required.EnumerateArray().FirstOrDefault(name => !value.TryGetProperty(name.GetString()!, out _));
                if (missing.ValueKind == JsonValueKind.String)
                {
                    return $"{Place(Below(path, missing.GetString()!))} is missing.";
                }
            }

            if (!schema.TryGetProperty("properties", out var known))
            {
                return Rest(schema, value.EnumerateObject(), path, depth, open: true);
            }

            foreach (var property in value.EnumerateObject())
            {
                var wrong = known.TryGetProperty(property.Name, out var inner)
                    ? Check(inner, property.Value, Below(path, property.Name), depth + 1)
                    : Rest(schema, [property], path, depth, open: !words.Closed);
                if (wrong is not null)
                {
                    return wrong;
                }
            }

            return null;
        }

        /// <summary>Properties the schema does not name: judged by `additionalProperties`, which is closed by default.</summary>
        private string? Rest(JsonElement schema, IEnumerable<JsonProperty> properties, string path, int depth, bool open)
        {
            var stated = schema.TryGetProperty("additionalProperties", out var additional);
            foreach (var property in properties)
            {
                var place = Below(path, property.Name);
                var wrong = stated ? Check(additional, property.Value, place, depth + 1)
                    : open ? null
                    : $"{Place(place)} is not known to {words.Owner}.";
                if (wrong is not null)
                {
                    return wrong;
                }
            }

            return null;
        }

        private string? Items(JsonElement schema, JsonElement value, string path, int depth)
        {
            if (value.ValueKind != JsonValueKind.Array || !schema.TryGetProperty("items", out var items))
            {
                return null;
            }

            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                if (Check(items, item, $"{path}[{index++}]", depth + 1) is { } wrong)
                {
                    return wrong;
                }
            }

            return null;
        }

        private string? Alternatives(JsonElement schema, JsonElement value, string path, int depth)
        {
            var run = this;
            foreach (var keyword in (string[])["anyOf", "oneOf"])
            {
                if (!schema.TryGetProperty(keyword, out var options))
                {
                    continue;
                }

                var found = options.EnumerateArray().Select(o => run.Check(o, value, path, depth + 1)).ToList();
                var fits = found.Count(wrong => wrong is null);
                if (fits == 0)
                {
                    return $"{Place(path)} fits none of the forms {words.Forms}: {string.Join(" ", found.Distinct())}";
                }

                if (keyword == "oneOf" && fits > 1)
                {
                    return $"{Place(path)} mixes {fits} forms of which only one may be used.";
                }
            }

            return null;
        }

        private static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

        private string Place(string path) => path.Length == 0 ? words.Whole : $"'{path}'";

        private static string Name(string type) => type switch
        {
            "object" => "an object",
            "array" => "a list",
            "string" => "text",
            "integer" => "a whole number",
            "number" => "a number",
            "boolean" => "true or false",
            _ => type,
        };
    }
}

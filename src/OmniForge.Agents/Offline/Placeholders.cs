using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Running;
using OmniForge.Skills.Substitution;

namespace OmniForge.Agents.Offline;

/// <summary>
/// Fills the strings of a block: `{{name.path}}` with bound values, the text between with the skill's own values. What is
/// inserted is never looked at again.
/// </summary>
internal sealed class Placeholders(IReadOnlyDictionary<string, JsonNode?> bound, SubstitutionValues values)
{
    /// <summary>The same block with everything filled in; throws <see cref="MissingValueException"/> when a path leads nowhere.</summary>
    public JsonNode? Fill(string block)
    {
        var node = JsonNode.Parse(block);
        return block.Contains("{{", StringComparison.Ordinal) || block.Contains('$', StringComparison.Ordinal) ? Fill(node) : node;
    }

    private JsonNode? Fill(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Fill(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Fill)]),
        JsonValue v when v.GetValueKind() == JsonValueKind.String => Text(v.GetValue<string>()),
        _ => node?.DeepClone(),
    };

    private JsonNode? Text(string text)
    {
        if (text.StartsWith("{{", StringComparison.Ordinal)
            && text.IndexOf("}}", StringComparison.Ordinal) == text.Length - 2
            && Path(text[2..^2]) is { } whole)
        {
            return Resolve(whole)?.DeepClone();
        }

        var filled = new StringBuilder();
        var literal = 0;
        for (var open = text.IndexOf("{{", StringComparison.Ordinal); open >= 0;)
        {
            var close = text.IndexOf("}}", open + 2, StringComparison.Ordinal);
            if (close < 0)
            {
                break;
            }

            if (Path(text[(open + 2)..close]) is { } path)
            {
                filled.Append(SkillText.Fill(text[literal..open], values)).Append(AsText(Resolve(path)));
                literal = close + 2;
            }

            open = text.IndexOf("{{", close + 2, StringComparison.Ordinal);
        }

        return JsonValue.Create(filled.Append(SkillText.Fill(text[literal..], values)).ToString());
    }

    /// <summary>Name and keys of `name.key[0].key`; null when the braces hold something else and stay as written.</summary>
    private static string[]? Path(string inside)
    {
        var parts = inside.Trim().Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        return parts[0].Length > 0
            && (char.IsAsciiLetter(parts[0][0]) || parts[0][0] == '_')
            && parts[0].All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            && Array.TrueForAll(parts, p => p.Length > 0)
                ? parts
                : null;
    }

    private JsonNode? Resolve(string[] path)
    {
        if (!bound.TryGetValue(path[0], out var node))
        {
            throw new MissingValueException(path[0], string.Join('.', path));
        }

        foreach (var key in path.Skip(1))
        {
            node = node switch
            {
                JsonObject o when o.TryGetPropertyValue(key, out var value) => value,
                JsonArray a when int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < a.Count => a[i],
                _ => throw new MissingValueException(path[0], string.Join('.', path)),
            };
        }

        return node;
    }

    private static string AsText(JsonNode? node) => node switch
    {
        null => "",
        JsonValue v when v.GetValueKind() == JsonValueKind.String => v.GetValue<string>(),
        _ => RunJson.Text(node),
    };
}

/// <summary>A placeholder that leads nowhere.</summary>
internal sealed class MissingValueException(string name, string path) : Exception($"There is no value '{path}'.")
{
    public string Name { get; } = name;

    public string Path { get; } = path;
}

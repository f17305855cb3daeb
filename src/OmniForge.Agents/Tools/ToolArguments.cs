using System.Text.Json;

namespace OmniForge.Agents.Tools;

/// <summary>
/// Reads the arguments of one call strictly: a missing, unknown or wrong field is an INVALID error that names its path.
/// A field that is null counts as absent.
/// </summary>
internal sealed class ToolArguments
{
    private readonly JsonElement _value;

    private ToolArguments(JsonElement value, string path)
    {
        _value = value;
        Path = path;
    }

    /// <summary>Where this object stands in the arguments; empty for the arguments themselves.</summary>
    public string Path { get; }

    public static ToolArguments Read(JsonElement value, params ReadOnlySpan<string> known) => ReadAt(value, "", known);

    public static ToolArguments ReadAt(JsonElement value, string path, params ReadOnlySpan<string> known)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw ToolFault.Invalid(path, "an object with named fields is needed here");
        }

        foreach (var member in value.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                var names = known.ToArray();
                var hint = NearNames.Hint(member.Name, names);
                throw ToolFault.Invalid(
                    path.Length == 0 ? member.Name : $"{path}.{member.Name}",
                    "unknown field" + (hint.Length > 0 ? hint : $"; known are {string.Join(", ", names)}"));
            }
        }

        return new(value, path);
    }

    public string At(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    public bool Has(string name) => Find(name) is not null;

    public JsonElement? Find(string name)
        => _value.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;

    public string Text(string name) => OptionalText(name) ?? throw ToolFault.Invalid(At(name), "is needed");

    public string? OptionalText(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw ToolFault.Invalid(At(name), "a text is needed here"),
    };

    /// <summary>One of <paramref name="choices"/>; the first one when absent.</summary>
    public string Choice(string name, params ReadOnlySpan<string> choices)
    {
        var text = OptionalText(name) ?? choices[0];
        return choices.Contains(text)
            ? text
            : throw ToolFault.Invalid(At(name), $"'{text}' is not one of {string.Join(", ", choices.ToArray())}");
    }

    public bool Flag(string name) => Find(name) switch
    {
        null or { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        _ => throw ToolFault.Invalid(At(name), "true or false is needed here"),
    };

    public int? Number(string name, int least, int most)
    {
        if (Find(name) is not { } found)
        {
            return null;
        }

        return found.ValueKind == JsonValueKind.Number && found.TryGetDecimal(out var number)
            && decimal.IsInteger(number) && number >= least && number <= most
            ? (int)number
            : throw ToolFault.Invalid(At(name), $"a whole number from {least:N0} to {most:N0} is needed here");
    }

    /// <summary>The items of a list; none when absent.</summary>
    public IReadOnlyList<JsonElement> List(string name, int most)
    {
        if (Find(name) is not { } found)
        {
            return [];
        }

        if (found.ValueKind != JsonValueKind.Array)
        {
            throw ToolFault.Invalid(At(name), "a list is needed here");
        }

        return found.GetArrayLength() <= most
            ? [.. found.EnumerateArray()]
            : throw ToolFault.Invalid(At(name), $"at most {most:N0} items are allowed");
    }

    public IReadOnlyList<string> Texts(string name, int most)
        => [.. List(name, most).Select((item, i) => item.ValueKind == JsonValueKind.String
            ? item.GetString()!
            : throw ToolFault.Invalid($"{At(name)}[{i}]", "a text is needed here"))];
}

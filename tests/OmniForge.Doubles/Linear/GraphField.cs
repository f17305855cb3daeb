namespace OmniForge.Doubles.Linear;

/// <summary>A field that was asked for, with the values of its arguments.</summary>
internal sealed record GraphField(string Name, string Alias, IReadOnlyDictionary<string, JsonNode?> Arguments, IReadOnlyList<GraphField> Fields)
{
    public string? Text(string name) => Arguments.GetValueOrDefault(name) switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw LinearErrors.Input($"'{name}' must be a text."),
    };

    public string Need(string name) => Text(name) ?? throw LinearErrors.Invalid($"Field \"{Name}\" argument \"{name}\" is required, but it was not provided.");

    public int? Number(string name)
        => Arguments.GetValueOrDefault(name) is not { } value ? null
            : value is JsonValue number && number.TryGetValue<int>(out var read) ? read
            : throw LinearErrors.Input($"'{name}' must be a whole number.");

    public bool Truth(string name) => Arguments.GetValueOrDefault(name) is JsonValue value && value.TryGetValue<bool>(out var truth) && truth;

    public JsonObject? Object(string name)
        => Arguments.GetValueOrDefault(name) is not { } value ? null : value as JsonObject ?? throw LinearErrors.Input($"'{name}' must be an object.");
}

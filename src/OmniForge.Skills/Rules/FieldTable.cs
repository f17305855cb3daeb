using System.Collections.Frozen;
using System.Text.Json;
using OmniForge.Skills.Data;

namespace OmniForge.Skills.Rules;

/// <summary>Every known field, its shape and who uses it, from <c>Data/fields.json</c>.</summary>
internal static class FieldTable
{
    private static readonly string[] Profiles = ["AS", "CC", "OF", "ST"];
    private static readonly FrozenDictionary<string, FieldSpec> Fields = Load();

    /// <summary>In the order in which fields are written.</summary>
    public static IReadOnlyList<string> Names { get; } = LoadNames();

    public static FieldSpec? Find(string key) => Fields.GetValueOrDefault(key);

    private static FrozenDictionary<string, FieldSpec> Load()
    {
        using var file = JsonDocument.Parse(DataFile.Open("fields.json"));
        return file.RootElement.EnumerateObject().ToFrozenDictionary(row => row.Name, row => Read(row.Name, row.Value),
            StringComparer.Ordinal);
    }

    private static List<string> LoadNames()
    {
        using var file = JsonDocument.Parse(DataFile.Open("fields.json"));
        return [.. file.RootElement.EnumerateObject().Select(row => row.Name)];
    }

    private static FieldSpec Read(string name, JsonElement row)
    {
        var accepted = row.GetProperty("accepted").GetString()!.Split(' ');
        return new(
            name,
            Enum.Parse<FieldKind>(row.GetProperty("kind").GetString()!, ignoreCase: true),
            [.. Profiles.Select(profile => accepted.Contains(profile))],
            row.TryGetProperty("owner", out _));
    }
}

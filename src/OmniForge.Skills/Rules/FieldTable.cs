using System.Collections.Frozen;
using System.Text.Json;
using OmniForge.Skills.Data;

namespace OmniForge.Skills.Rules;

/// <summary>Every known field, its shape and who uses it, from <c>Data/fields.json</c>.</summary>
internal static class FieldTable
{
    private static readonly string[] Profiles = ["AS", "CC", "OF", "ST"];

    /// <summary>In the order in which fields are written.</summary>
    public static IReadOnlyList<FieldSpec> All { get; } = Load();

    /// <summary>In the order in which fields are written.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(field => field.Name)];

    private static readonly FrozenDictionary<string, FieldSpec> Fields = All.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    public static FieldSpec? Find(string key) => Fields.GetValueOrDefault(key);

    private static List<FieldSpec> Load()
    {
        using var file = JsonDocument.Parse(DataFile.Open("fields.json"));
        return [.. file.RootElement.GetProperty("fields").EnumerateObject().Select(row => Read(row.Name, row.Value))];
    }

    private static FieldSpec Read(string name, JsonElement row)
    {
        var accepted = row.GetProperty("accepted").GetString()!.Split(' ');
        return new(
            name,
            Enum.Parse<FieldKind>(row.GetProperty("kind").GetString()!, ignoreCase: true),
            [.. Profiles.Select(profile => accepted.Contains(profile))],
            row.TryGetProperty("owner", out _))
        {
            Doc = row.GetProperty("doc").GetString()!,
            Shape = row.GetProperty("shape").GetString()!,
            Default = Text(row, "default"),
            Values = row.TryGetProperty("values", out var values) ? [.. values.EnumerateArray().Select(value => value.GetString()!)] : [],
            Min = Number(row, "min"),
            Max = Number(row, "max"),
            Advised = Number(row, "advised"),
            Items = Number(row, "items"),
            Since = Text(row, "since"),
            Source = row.GetProperty("source").GetString()!,
        };
    }

    private static string? Text(JsonElement row, string member) => row.TryGetProperty(member, out var value) ? value.GetString() : null;

    private static int? Number(JsonElement row, string member) => row.TryGetProperty(member, out var value) ? value.GetInt32() : null;
}

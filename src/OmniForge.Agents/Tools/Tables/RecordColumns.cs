using System.Text.Json;

namespace OmniForge.Agents.Tools.Tables;

/// <summary>What a tool of an account says about the columns of its rows.</summary>
internal static class RecordColumns
{
    /// <summary>Of all rows alike, and nothing a report is about.</summary>
    private static readonly string[] Marks = ["page_url", "url", "id"];

    public static IReadOnlyList<(string Name, string Type)> Of(JsonElement records)
    {
        var all = records.GetProperty("columns").EnumerateArray().Select(column => (Name: column.GetProperty("name").GetString()!, Type: column.GetProperty("type").GetString()!)).ToList();
        var address = Marks.FirstOrDefault(mark => all.Exists(column => column.Name == mark && column.Type == "url"));
        return [.. all.Where(column => column.Name != address && !(column.Name == "id" && column.Type == "text"))];
    }

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Options(JsonElement columns)
        => columns.ValueKind == JsonValueKind.Object && columns.TryGetProperty("properties", out var properties)
            ? properties.EnumerateArray().Where(property => property.TryGetProperty("options", out _)).ToDictionary(
                property => property.GetProperty("name").GetString()!,
                property => (IReadOnlyList<string>)[.. property.GetProperty("options").EnumerateArray().Select(option => option.GetString()!)])
            : new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The provider knows what a column is even where the first rows look otherwise.</summary>
    public static ColumnProfile Typed(ColumnProfile profile, string type, IReadOnlyList<string> options)
    {
        var known = type switch
        {
            "number" => ColumnType.Number,
            "bool" => ColumnType.Bool,
            "date" => ColumnType.Date,
            "datetime" => ColumnType.DateTime,
            _ => ColumnType.Text,
        };
        return profile with
        {
            Type = known,
            Values = known == ColumnType.Text ? [.. profile.Values.Union(options)] : known == ColumnType.Bool ? profile.Values : [],
            Min = known == profile.Type || known == ColumnType.DateTime ? profile.Min : null,
            Max = known == profile.Type || known == ColumnType.DateTime ? profile.Max : null,
        };
    }
}

using System.Text.Json;
using OmniForge.Skills.Data;

namespace OmniForge.Skills.Tables;

/// <summary>What each client does with a skill and its fields, from <c>Data/clients.json</c>.</summary>
internal static class ClientTable
{
    /// <summary>In the order in which a load matrix shows them; not confirmed ones last.</summary>
    public static IReadOnlyList<ClientSpec> All { get; } = Load();

    public static ClientSpec? Find(string id) => All.FirstOrDefault(client => client.Id == id);

    private static List<ClientSpec> Load()
    {
        using var file = JsonDocument.Parse(DataFile.Open("clients.json"));
        return [.. file.RootElement.GetProperty("clients").EnumerateObject().Select(row => Read(row.Name, row.Value))];
    }

    private static ClientSpec Read(string id, JsonElement row) => new(id, row.GetProperty("title").GetString()!)
    {
        Confidence = Enum.Parse<ClientConfidence>(row.GetProperty("confidence").GetString()!, ignoreCase: true),
        Source = SkillTables.Sources[row.GetProperty("source").GetString()!],
        NoFrontmatter = Answer(row.GetProperty("frontmatter").GetProperty("missing")),
        BrokenFrontmatter = Answer(row.GetProperty("frontmatter").GetProperty("broken")),
        Without = row.GetProperty("without").EnumerateObject().ToDictionary(field => field.Name, field => Answer(field.Value)),
        Limits = row.GetProperty("limits").EnumerateObject().ToDictionary(field => field.Name, field => field.Value.GetInt32()),
        NameShape = Answer(row.GetProperty("nameShape")),
        NameFolder = Answer(row.GetProperty("nameFolder")),
        Angles = Answer(row.GetProperty("angles")),
        Others = Answer(row.GetProperty("others")),
        Fields = row.GetProperty("fields").EnumerateObject().ToDictionary(
            field => field.Name, field => Enum.Parse<FieldUse>(field.Value.GetString()!, ignoreCase: true)),
        Notes = row.TryGetProperty("notes", out var notes)
            ? notes.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.GetString()!)
            : [],
        ListingBudget = Number(row, "listingBudget"),
        ListingEntry = Number(row, "listingEntry"),
        UploadBytes = Number(row, "uploadBytes"),
    };

    private static int? Number(JsonElement row, string member) => row.TryGetProperty(member, out var value) ? value.GetInt32() : null;

    private static LoadAnswer Answer(JsonElement word) => word.GetString() switch
    {
        "loads" => LoadAnswer.Loads,
        "part" => LoadAnswer.LoadsInPart,
        _ => LoadAnswer.DoesNotLoad,
    };
}

using System.Globalization;
using System.Text.Json;
using OmniForge.Skills.Data;

namespace OmniForge.Skills.Tables;

/// <summary>
/// The facts about fields, tools, names, models and clients that the rules judge by: their version, and where and when each was verified.
/// </summary>
public static class SkillTables
{
    /// <summary>A table that was verified more days ago than this is stale: what it calls unknown may exist by now.</summary>
    public const int MaxAgeDays = 180;

    /// <summary>The documents that the tables were verified against, by id.</summary>
    public static IReadOnlyDictionary<string, SkillTableSource> Sources { get; } = ReadSources();

    /// <summary>All tables by name, in alphabetical order.</summary>
    public static IReadOnlyList<SkillTable> All { get; } = [.. new[] { "clients", "fields", "models", "names", "tools" }.Select(Read)];

    /// <summary>The version of all tables together: year, month, number, as in "2026.11.1".</summary>
    public static string Version { get; } = All[0].Version;

    /// <summary>The table of that name; null = there is none.</summary>
    public static SkillTable? Find(string name) => All.FirstOrDefault(table => table.Name == name);

    private static Dictionary<string, SkillTableSource> ReadSources()
    {
        using var file = JsonDocument.Parse(DataFile.Open("sources.json"));
        return file.RootElement.GetProperty("sources").EnumerateObject().ToDictionary(
            row => row.Name,
            row => new SkillTableSource(
                row.Name,
                row.Value.GetProperty("document").GetString()!,
                row.Value.TryGetProperty("revision", out var revision) ? revision.GetString() : null,
                DateOnly.ParseExact(row.Value.GetProperty("verifiedOn").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

    private static SkillTable Read(string name)
    {
        using var file = JsonDocument.Parse(DataFile.Open(name + ".json"));
        var version = file.RootElement.GetProperty("version").GetString()!;
        var sources = SourceIds(file.RootElement).Distinct().Select(id => Sources[id]).OrderBy(source => source.Id,
            StringComparer.Ordinal).ToList();
        return new(name, version, sources);
    }

    // Every record carries its source or inherits that of the table.
    private static IEnumerable<string> SourceIds(JsonElement node) => node.EnumerateObject().SelectMany(member =>
        member is { Name: "source", Value.ValueKind: JsonValueKind.String } ? [member.Value.GetString()!]
        : member.Value.ValueKind == JsonValueKind.Object ? SourceIds(member.Value)
        : []);
}

/// <summary>One table of facts.</summary>
/// <param name="Name">As its file is called, without an extension.</param>
/// <param name="Version">Year, month, number.</param>
/// <param name="Sources">The documents its records were verified against.</param>
public sealed record SkillTable(string Name, string Version, IReadOnlyList<SkillTableSource> Sources)
{
    /// <summary>The day on which its oldest record was last verified.</summary>
    public DateOnly VerifiedOn => Sources.Min(source => source.VerifiedOn);

    /// <summary>Whether the oldest record was verified more than <see cref="SkillTables.MaxAgeDays"/> days before that day.</summary>
    public bool IsStaleOn(DateOnly today) => today.DayNumber - VerifiedOn.DayNumber > SkillTables.MaxAgeDays;
}

/// <summary>A document that facts were verified against.</summary>
/// <param name="Id">How records refer to it.</param>
/// <param name="Document">What it is.</param>
/// <param name="Revision">Its revision; null = it has none, the day is all that is known.</param>
/// <param name="VerifiedOn">When the facts were last compared with it.</param>
public sealed record SkillTableSource(string Id, string Document, string? Revision, DateOnly VerifiedOn);

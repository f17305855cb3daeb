using System.Text.Json;
using OmniForge.Files.Mirror;

namespace OmniForge.Cli.Commands;

/// <summary>Differences between a folder and its agent, for people and for programs.</summary>
internal static class SkillDifferences
{
    /// <summary>`weekly/SKILL.md (changed), notes/SKILL.md (new)`.</summary>
    public static string Listed(IEnumerable<(string Path, MirrorChange Change)> changes)
        => string.Join(", ", changes.Select(change => $"{change.Path} ({Word(change.Change)})"));

    public static IReadOnlyList<(string Path, MirrorChange Change)> Here(IEnumerable<MirrorDifference> differences)
        => [.. differences.Where(found => found.Here != MirrorChange.None).Select(found => (found.Path, found.Here))];

    public static IReadOnlyList<(string Path, MirrorChange Change)> There(IEnumerable<MirrorDifference> differences)
        => [.. differences.Where(found => found.There != MirrorChange.None).Select(found => (found.Path, found.There))];

    public static string Word(MirrorChange change) => change switch
    {
        MirrorChange.Added => "new",
        MirrorChange.Changed => "changed",
        MirrorChange.Deleted => "deleted",
        _ => "unchanged",
    };

    /// <summary>`files`, one entry for each difference.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<MirrorDifference> differences)
    {
        json.WriteStartArray("files");
        foreach (var found in differences)
        {
            json.WriteStartObject();
            json.WriteString("path", found.Path);
            json.WriteString("here", Word(found.Here));
            json.WriteString("there", Word(found.There));
            json.WriteBoolean("clashes", found.Clashes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

using Google.Protobuf;
using OmniForge.Server.Files;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>What differs between two states of an agent. Pure.</summary>
internal static class VersionDifference
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    public static IReadOnlyList<FieldChange> Fields(Agent before, Agent after)
    {
        var changes = new List<FieldChange>();
        foreach (var name in new[] { "connections", "granted_tools", "default_model", "defaults" })
        {
            Add(changes, name, Write(name, before), Write(name, after));
        }

        var old = before.Skills.ToDictionary(skill => skill.Key);
        var now = after.Skills.ToDictionary(skill => skill.Key);
        foreach (var key in old.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            Add(changes, $"skills.{key}", Write(old.GetValueOrDefault(key)), Write(now.GetValueOrDefault(key)));
        }

        return changes;
    }

    /// <summary>Paths whose content differs, in order.</summary>
    public static IReadOnlyList<string> Files(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after)
        => [.. before.Keys.Union(after.Keys).Where(path => before.GetValueOrDefault(path) != after.GetValueOrDefault(path)).Order(StringComparer.Ordinal)];

    /// <summary>One line for people.</summary>
    public static string Summary(PublishedContent before, PublishedContent after)
    {
        var changed = Files(before.Manifest, after.Manifest).Select(SkillManifest.SkillOf).Distinct().Select(skill => $"skill {skill}")
            .Concat(Fields(before.Agent, after.Agent).Select(change => change.Path).Where(path => !path.StartsWith("skills.", StringComparison.Ordinal)))
            .ToList();
        if (before.Manifest.Count == 0 && before.Agent.Skills.Count == 0)
        {
            return "First version";
        }

        return changed.Count switch
        {
            0 when Fields(before.Agent, after.Agent).Count > 0 => "Changed how its skills run",
            0 => "No change",
            <= 3 => $"Changed {string.Join(", ", changed)}",
            _ => $"Changed {string.Join(", ", changed.Take(3))} and {changed.Count - 3} more",
        };
    }

    private static void Add(List<FieldChange> changes, string path, string before, string after)
    {
        if (before != after)
        {
            changes.Add(new FieldChange { Path = path, Before = before, After = after });
        }
    }

    private static string Write(string field, Agent agent)
    {
        var only = new Agent();
        VersionedFields.Copy([field], agent, only);
        var text = Formatter.Format(only);
        return text == "{ }" ? "" : text;
    }

    /// <summary>Pinned digests follow the files and are no change of their own.</summary>
    private static string Write(SkillRef? skill)
    {
        if (skill is null)
        {
            return "";
        }

        var shown = skill.Clone();
        shown.PinnedDigest = "";
        return Formatter.Format(shown);
    }
}

using System.Text.Json;
using OmniForge.Files.Skills;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Files;

/// <summary>Which files a set of skills consists of: path (`name/SKILL.md`) → SHA-256 of its bytes, in ordinal order.</summary>
internal static class SkillManifest
{
    public const string TextFile = SkillBundle.MainFile;

    public static SortedDictionary<string, string> Read(string json)
        => new(JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [], StringComparer.Ordinal);

    public static string Write(IReadOnlyDictionary<string, string> manifest)
        => JsonSerializer.Serialize(new SortedDictionary<string, string>(manifest.ToDictionary(), StringComparer.Ordinal));

    public static string PathOf(string skill) => $"{skill}/{TextFile}";

    public static string SkillOf(string path) => path[..path.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>Names of the skills, in order.</summary>
    public static IReadOnlyList<string> Skills(IReadOnlyDictionary<string, string> manifest)
        => [.. manifest.Keys.Select(SkillOf).Distinct()];

    /// <summary>The files of one skill.</summary>
    public static SortedDictionary<string, string> Of(IReadOnlyDictionary<string, string> manifest, string skill)
        => new(manifest.Where(file => file.Key.StartsWith(skill + "/", StringComparison.Ordinal)).ToDictionary(), StringComparer.Ordinal);

    /// <summary>SHA-256 of one skill's folder: of its file names and their digests. Empty when there is no such skill.</summary>
    public static string Digest(IReadOnlyDictionary<string, string> manifest, string skill)
    {
        var files = Of(manifest, skill);
        if (files.Count == 0)
        {
            return "";
        }

        return SkillBundle.DigestOf(files.Select(file => (file.Key[(skill.Length + 1)..], file.Value)));
    }

    /// <summary>Refuses a path that is not `skill/file` or could leave its folder.</summary>
    public static void CheckPath(string path, string field)
    {
        var cut = path.IndexOf('/', StringComparison.Ordinal);
        var problem = cut < 1
            ? $"\"{path}\" names no file of a skill; write it as skill-name/SKILL.md"
            : SkillPathRules.CheckName(path[..cut]) ?? SkillPathRules.CheckPath(path[(cut + 1)..]);
        if (problem is not null)
        {
            throw DomainException.Invalid("PATH_INVALID", field, $"{field}: {problem}");
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Files;

/// <summary>Which files a set of skills consists of: path (`name/SKILL.md`) → SHA-256 of its bytes, in ordinal order.</summary>
internal static class SkillManifest
{
    public const string TextFile = "SKILL.md";
    private const int LongestPath = 200;

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

        var text = string.Concat(files.Select(file => $"{file.Key[(skill.Length + 1)..]}\0{file.Value}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Refuses a path that is not `skill/file` or could leave its folder.</summary>
    public static void CheckPath(string path, string field)
    {
        var segments = path.Split('/');
        if (path.Length > LongestPath || segments.Length < 2 || segments.Any(segment => !Harmless(segment)))
        {
            throw DomainException.Invalid(
                "PATH_INVALID", field, $"{field}: \"{path}\" is no path of a skill file. Write it as skill-name/SKILL.md, with / between folders and at most 200 characters.");
        }
    }

    private static bool Harmless(string segment)
        => segment.Length > 0 && segment[0] != '.' && segment[^1] is not ('.' or ' ') && !segment.Any(c => char.IsControl(c) || "\\:*?\"<>|".Contains(c));
}

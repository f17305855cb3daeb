using System.Security.Cryptography;
using System.Text;
using OmniForge.Skills;

namespace OmniForge.Files.Skills;

/// <summary>One file of a skill; the path is relative to the skill's folder.</summary>
public sealed record SkillFile(string Path, ReadOnlyMemory<byte> Content);

/// <summary>A skill with everything in its folder, in ordinal order of the paths.</summary>
public sealed record SkillBundle(string Name, IReadOnlyList<SkillFile> Files)
{
    public const string MainFile = "SKILL.md";

    private string? _digest;

    /// <summary>Lower-case hex SHA-256 over the paths and the SHA-256 of each file.</summary>
    public string Digest => _digest ??= DigestOf(
        Files.Select(file => (file.Path, Convert.ToHexStringLower(SHA256.HashData(file.Content.Span)))));

    /// <summary>SKILL.md as read; empty text when the folder has none.</summary>
    public SkillDocument Document()
        => Files.FirstOrDefault(file => file.Path == MainFile) is { } main ? SkillDocument.Parse(main.Content.Span) : SkillDocument.Parse("");

    /// <summary>The digest of a folder whose file digests are known.</summary>
    public static string DigestOf(IEnumerable<(string Path, string Digest)> files)
    {
        var text = string.Concat(files.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => $"{file.Path}\0{file.Digest}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}

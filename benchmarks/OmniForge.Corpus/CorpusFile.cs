using OmniForge.Skills;

namespace OmniForge.Corpus;

/// <summary>One SKILL.md of a local folder, with the name of the folder it lies in.</summary>
internal sealed record CorpusFile(string Path, string Folder, SkillDocument Document)
{
    /// <summary>Without a byte order mark.</summary>
    public string Text => Document.Text;

    /// <summary>All of them in the order of their paths, in any casing.</summary>
    public static IReadOnlyList<CorpusFile> Below(string folder)
        => [.. Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories)
            .Where(path => System.IO.Path.GetFileName(path).Equals("SKILL.md", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .Select(path => new CorpusFile(
                System.IO.Path.GetRelativePath(folder, path),
                System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)))!,
                SkillDocument.Parse(File.ReadAllBytes(path))))];
}

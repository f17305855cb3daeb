namespace OmniForge.Skills.Editing.Completion;

/// <summary>The files and folders beside SKILL.md that a skill can name.</summary>
internal static class BundlePaths
{
    /// <summary>Files other than SKILL.md itself, in the order of their paths.</summary>
    public static IEnumerable<BundleFile> Files(SkillCheck check)
        => (check.Bundle ?? [])
            .Where(file => file.Kind == BundleFileKind.File && !file.Path.Equals("SKILL.md", StringComparison.OrdinalIgnoreCase))
            .OrderBy(file => file.Path, StringComparer.Ordinal);

    /// <summary>Every folder that holds a file, once.</summary>
    public static IEnumerable<string> Folders(SkillCheck check)
        => Files(check)
            .Select(file => file.Path.LastIndexOf('/') is var cut && cut > 0 ? file.Path[..cut] : "")
            .Where(folder => folder.Length > 0)
            .Distinct(StringComparer.Ordinal);

    /// <summary>A size for people, such as "12 KiB".</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1_024 => $"{bytes} bytes",
        < 1 << 20 => $"{(bytes + 512) / 1_024} KiB",
        _ => $"{(bytes + (1 << 19)) >> 20} MiB",
    };
}

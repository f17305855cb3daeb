using System.Security.Cryptography;
using OmniForge.Files.Confined;
using OmniForge.Files.Skills;

namespace OmniForge.Files.Mirror;

/// <summary>
/// A folder that mirrors the skills of an agent: `&lt;skill&gt;/SKILL.md` and the files beside it. What lies elsewhere in the folder is not
/// looked at. A link below a skill is refused: it would bring in, or overwrite, files from elsewhere.
/// </summary>
public sealed class MirrorFolder(string folder)
{
    /// <summary>Where files go that a pull replaces although they were changed here.</summary>
    public const string KeptFolder = ".omniforge-kept";

    private static readonly HashSet<string> Litter = new(StringComparer.Ordinal) { ".DS_Store", "Thumbs.db", "desktop.ini" };
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>Full path of the folder.</summary>
    public string Root { get; } = Path.GetFullPath(folder);

    /// <summary>Lower-case hex SHA-256, as the manifest keeps it.</summary>
    public static string Digest(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Null, or one sentence why a path from elsewhere must not be written below the folder.</summary>
    public static string? CheckPath(string path)
        => path.IndexOf('/', StringComparison.Ordinal) is var cut && cut <= 0
            ? $"the path '{path}' is not below a skill"
            : SkillPathRules.CheckName(path[..cut]) ?? SkillPathRules.CheckPath(path[(cut + 1)..]);

    /// <summary>
    /// Every file of every skill, in ordinal order of the paths. <see cref="InvalidDataException"/> with one sentence when the folder holds
    /// what cannot be mirrored; the disk's own refusals come as they are.
    /// </summary>
    /// <param name="known">Paths that belong to a skill even when its SKILL.md is gone.</param>
    public IReadOnlyList<SkillFile> Read(IEnumerable<string> known)
    {
        var files = new List<SkillFile>();
        var skills = known.Select(path => path.Split('/')[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in Directory.Exists(Root) ? new DirectoryInfo(Root).EnumerateFileSystemInfos("*", Everything) : [])
        {
            if (!IsSkill(entry, skills))
            {
                continue;
            }

            RefuseLink(entry, entry.Name);
            if (entry is not DirectoryInfo skill)
            {
                continue;
            }

            if (SkillPathRules.CheckName(entry.Name) is { } wrong)
            {
                throw new InvalidDataException($"{wrong}. Rename the folder and the name in its SKILL.md.");
            }

            var own = new List<SkillFile>();
            Walk(skill, "", own);
            if (own.Count > 0 && SkillPathRules.CheckBundle(own) is { } broken)
            {
                throw new InvalidDataException($"The skill {entry.Name} cannot be kept by the server: {broken}.");
            }

            files.AddRange(own.Select(file => file with { Path = $"{entry.Name}/{file.Path}" }));
        }

        return [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    /// <summary>Creates or replaces one file, whole or not at all; no link is followed.</summary>
    /// <param name="path">`&lt;skill&gt;/&lt;path&gt;`; refused when it leads elsewhere.</param>
    public void Write(string path, ReadOnlySpan<byte> content)
    {
        Demand(path);
        ConfinedRoot.Of(Root).Replace(path.Split('/'), content);
    }

    /// <summary>Removes one file, and the folders above it that it leaves empty.</summary>
    public void Delete(string path)
    {
        Demand(path);
        var full = Full(path);
        for (var above = full; above != Root; above = Path.GetDirectoryName(above)!)
        {
            RefuseLink(new FileInfo(above), path);
        }

        File.Delete(full);
        for (var above = Path.GetDirectoryName(full)!; above != Root && !Directory.EnumerateFileSystemEntries(above).Any(); above = Path.GetDirectoryName(above)!)
        {
            Directory.Delete(above);
        }
    }

    /// <summary>Puts copies of files aside, below <see cref="KeptFolder"/>; the path of the copies from the folder.</summary>
    /// <param name="files">As <see cref="Read"/> gave them.</param>
    /// <param name="label">Name of the folder of the copies, as a time; a number is added when there is one.</param>
    public string Keep(IEnumerable<SkillFile> files, string label)
    {
        var name = label;
        for (var number = 2; Directory.Exists(Path.Combine(Root, KeptFolder, name)); number++)
        {
            name = $"{label}-{number}";
        }

        var target = ConfinedRoot.Of(Root);
        foreach (var file in files)
        {
            target.Replace([KeptFolder, name, .. file.Path.Split('/')], file.Content.Span);
        }

        return $"{KeptFolder}/{name}";
    }

    private string Full(string path) => Path.Combine([Root, .. path.Split('/')]);

    private static bool IsSkill(FileSystemInfo entry, HashSet<string> known)
        => known.Contains(entry.Name)
            || (entry.Attributes.HasFlag(FileAttributes.Directory) && !entry.Name.StartsWith('.')
                && File.Exists(Path.Combine(entry.FullName, SkillBundle.MainFile)));

    private static void Walk(DirectoryInfo folder, string prefix, List<SkillFile> files)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos("*", Everything))
        {
            var path = prefix + entry.Name;
            if (Litter.Contains(entry.Name) || entry.Name.StartsWith(ConfinedRoot.TemporaryPrefix, StringComparison.Ordinal))
            {
                continue;
            }

            RefuseLink(entry, path);
            if (entry is DirectoryInfo below)
            {
                Walk(below, path + "/", files);
                continue;
            }

            if (files.Count > SkillPathRules.MostFiles)
            {
                return;
            }

            if (OperatingSystem.IsLinux() && Posix.Stat(entry.FullName) is { IsFile: false })
            {
                throw new InvalidDataException($"{path} is not an ordinary file, so it cannot be sent. Move it out of the skill.");
            }

            // One byte too many is enough to know that the rules are broken.
            using var file = new FileStream(entry.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
            var content = new byte[(int)Math.Min(file.Length, SkillPathRules.MostFileBytes + 1)];
            var read = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            files.Add(new(path, content.AsMemory(0, read)));
        }
    }

    private static void RefuseLink(FileSystemInfo entry, string shown)
    {
        if (entry.LinkTarget is not null)
        {
            throw new InvalidDataException($"{shown} is a link, and links are neither sent nor overwritten. Put the file itself there.");
        }
    }

    private static void Demand(string path)
    {
        if (CheckPath(path) is { } problem)
        {
            throw new InvalidDataException($"Nothing was written: {problem}.");
        }
    }
}

using OmniForge.Files.Confined;
using OmniForge.Skills.Linting;

namespace OmniForge.Files.Linting;

/// <summary>
/// Walks one folder. Links to folders are followed when they lead outside of it, each target once; ignore files are obeyed, those of the
/// folders above up to the repository's root included.
/// </summary>
internal sealed class SkillWalk(string root, IgnoreFiles ignore, PathGlob? only)
{
    private static readonly string[] NeverEntered = [".git", ".hg", ".svn", "node_modules"];
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly string _base = ignore == IgnoreFiles.Obeyed ? Repository.RootOf(root) ?? root : root;
    private readonly HashSet<string> _entered = new(StringComparer.Ordinal);

    public List<(string Path, string Message, TroubleKind Kind)> Troubles { get; } = [];

    /// <summary>Full paths, in no order.</summary>
    public IEnumerable<string> Files(CancellationToken cancellationToken)
    {
        var pending = new Stack<(string Folder, string[] Parts, List<IgnoreFile> Rules)>();
        var start = Parts(_base, root);
        pending.Push((root, start, Above(start)));
        _entered.Add(RealPath.Of(root) ?? root);
        while (pending.TryPop(out var current))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rules = Rules(current.Folder, current.Parts.Length, current.Rules);
            foreach (var entry in Entries(current.Folder))
            {
                string[] parts = [.. current.Parts, entry.Name];
                var link = entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
                var folder = link ? Directory.Exists(entry.FullName) : entry is DirectoryInfo;
                if (IsLeftOut(rules, parts, folder ? EntryKind.Folder : EntryKind.File))
                {
                    continue;
                }

                if (folder)
                {
                    if (MayEnter(entry, link))
                    {
                        pending.Push((entry.FullName, parts, rules));
                    }

                    if (IsSkillName(entry.Name))
                    {
                        Troubles.Add((entry.FullName, "This is a folder, so there is no skill to read. Give it another name, or put the file itself here.", TroubleKind.Unreadable));
                    }
                }
                else if (IsWanted(parts.AsSpan(start.Length)) && IsReadable(entry, link))
                {
                    yield return entry.FullName;
                }
            }
        }
    }

    private static bool IsSkillName(string name) => name.Equals("SKILL.md", StringComparison.OrdinalIgnoreCase);

    private bool IsWanted(ReadOnlySpan<string> parts)
    {
        if (only is null)
        {
            return IsSkillName(parts[^1]);
        }

        if (only.Matches(parts))
        {
            return true;
        }

        // A pattern that fits a folder means the skills below it.
        for (var length = parts.Length - 1; IsSkillName(parts[^1]) && length > 0; length--)
        {
            if (only.Matches(parts[..length]))
            {
                return true;
            }
        }

        return false;
    }

    private IReadOnlyList<FileSystemInfo> Entries(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Troubles.Add((folder, "This folder cannot be opened, so skills in it are not checked. Allow reading it, or exclude it.", TroubleKind.Unreadable));
            return [];
        }
    }

    private bool MayEnter(FileSystemInfo folder, bool link)
    {
        if (NeverEntered.Contains(folder.Name))
        {
            return false;
        }

        if (!link)
        {
            return true;
        }

        var target = RealPath.Of(folder.FullName);
        if (target is null || RealPath.IsInside(RealPath.Of(Path.GetDirectoryName(folder.FullName)!) ?? "", target))
        {
            Troubles.Add((folder.FullName, SkillSearch.LinkTrouble, TroubleKind.Loop));
            return false;
        }

        return !RealPath.IsInside(target, RealPath.Of(root) ?? root) && _entered.Add(target);
    }

    private bool IsReadable(FileSystemInfo file, bool link)
    {
        if (link && !File.Exists(file.FullName))
        {
            Troubles.Add((file.FullName, SkillSearch.LinkTrouble, TroubleKind.Unreadable));
            return false;
        }

        // Opening a pipe would wait for its writer for ever.
        if (!link && OperatingSystem.IsLinux() && Posix.Stat(file.FullName) is { IsFile: false })
        {
            Troubles.Add((file.FullName, "This is no ordinary file, so it is not read. Put a text file here.", TroubleKind.Unreadable));
            return false;
        }

        return true;
    }

    private static bool IsLeftOut(List<IgnoreFile> rules, string[] parts, EntryKind kind)
    {
        for (var i = rules.Count - 1; i >= 0; i--)
        {
            if (rules[i].Decide(parts, kind) is { } decided)
            {
                return decided;
            }
        }

        return false;
    }

    /// <summary>The rules of the folders between the repository's root and the start.</summary>
    private List<IgnoreFile> Above(string[] start)
    {
        var rules = new List<IgnoreFile>();
        if (ignore == IgnoreFiles.Obeyed)
        {
            rules.AddRange(IgnoreFile.In(_base, 0, ".git/info/exclude"));
            for (var depth = 0; depth < start.Length; depth++)
            {
                rules = Rules(Path.Combine([_base, .. start[..depth]]), depth, rules);
            }
        }

        return rules;
    }

    private List<IgnoreFile> Rules(string folder, int depth, List<IgnoreFile> above)
        => ignore == IgnoreFiles.Unread || IgnoreFile.In(folder, depth, ".gitignore", ".ignore").ToList() is not { Count: > 0 } here
            ? above
            : [.. above, .. here];

    private static string[] Parts(string from, string to)
        => from == to ? [] : Path.GetRelativePath(from, to).Split(Path.DirectorySeparatorChar);
}

using Microsoft.Win32.SafeHandles;

namespace OmniForge.Files.Confined;

/// <summary>
/// Files below one folder. No link is ever followed below it, and only regular files are opened; both are refused with
/// <see cref="Agents.Workspaces.WorkspaceFault.PathRefused"/>. Paths come as checked segments: folders, then the name.
/// </summary>
internal abstract class ConfinedRoot(string root)
{
    /// <summary>Names of files that are being written; they are no content yet.</summary>
    public const string TemporaryPrefix = ".omniforge-tmp-";

    public string Root { get; } = Path.GetFullPath(root);

    public static ConfinedRoot Of(string root) => OperatingSystem.IsLinux() ? new LinuxRoot(root) : new PortableRoot(root);

    /// <summary>Null when there is no such file, also for a folder of that name.</summary>
    public abstract FileFacts? Find(IReadOnlyList<string> path);

    /// <summary>The file for reading; null when there is none.</summary>
    public abstract SafeFileHandle? Open(IReadOnlyList<string> path);

    /// <summary>Creates or replaces the file durably and whole, with missing folders.</summary>
    public abstract void Replace(IReadOnlyList<string> path, ReadOnlySpan<byte> content);

    /// <summary>Null for anything but a regular file.</summary>
    protected abstract FileFacts? Facts(string fullPath);

    /// <summary>All regular files, `/` between folders, in no order. Links are left out, and so is what lies behind them.</summary>
    public IEnumerable<(string Path, FileFacts Facts)> List()
    {
        if (!Directory.Exists(Root))
        {
            yield break;
        }

        var all = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = true };
        var pending = new Stack<string>([Root]);
        while (pending.TryPop(out var folder))
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", all))
            {
                if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
                {
                    continue;
                }

                if (entry is DirectoryInfo)
                {
                    pending.Push(entry.FullName);
                }
                else if (!entry.Name.StartsWith(TemporaryPrefix, StringComparison.Ordinal) && Facts(entry.FullName) is { } facts)
                {
                    yield return (Path.GetRelativePath(Root, entry.FullName).Replace(Path.DirectorySeparatorChar, '/'), facts);
                }
            }
        }
    }
}

/// <summary>Size in bytes and time of the last change.</summary>
internal readonly record struct FileFacts(long Size, DateTimeOffset ModifiedAt);

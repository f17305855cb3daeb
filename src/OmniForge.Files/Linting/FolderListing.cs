using System.Collections;
using System.Text;
using OmniForge.Skills;

namespace OmniForge.Files.Linting;

/// <summary>Everything below a skill's folder, looked up when the first rule asks. Links are listed, never followed.</summary>
public sealed class FolderListing : IReadOnlyList<BundleFile>
{
    private const int Most = 100_000;
    private const int MostBytes = 1024 * 1024;

    private static readonly string[] NeverEntered = [".git", "node_modules"];
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    private readonly string _folder;
    private readonly Lazy<List<BundleFile>> _files;

    public FolderListing(string folder)
    {
        _folder = folder;
        _files = new(List, LazyThreadSafetyMode.None);
    }

    public int Count => _files.Value.Count;

    public BundleFile this[int index] => _files.Value[index];

    /// <summary>The text of a file of the folder; null when it is missing, a link, no text, or larger than 1 MiB.</summary>
    public string? Read(string path)
    {
        var full = Path.GetFullPath(path, _folder);
        try
        {
            if (!RealPath.IsInside(full, _folder) || new FileInfo(full) is not { Exists: true, LinkTarget: null, Length: <= MostBytes })
            {
                return null;
            }

            var bytes = File.ReadAllBytes(full);
            return System.Text.Unicode.Utf8.IsValid(bytes) && !bytes.AsSpan().Contains((byte)0) ? Encoding.UTF8.GetString(bytes) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public IEnumerator<BundleFile> GetEnumerator() => _files.Value.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private List<BundleFile> List()
    {
        var found = new List<BundleFile>();
        var pending = new Stack<(string Folder, string Prefix)>([(_folder, "")]);
        while (pending.TryPop(out var current) && found.Count < Most)
        {
            foreach (var entry in Entries(current.Folder))
            {
                var path = current.Prefix + entry.Name;
                var link = entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
                found.Add(link ? new(path, 0, BundleFileKind.Link)
                    : entry is FileInfo file ? new(path, file.Length, Kind(file))
                    : new(path, 0, BundleFileKind.Folder));
                if (!link && entry is DirectoryInfo && !NeverEntered.Contains(entry.Name))
                {
                    pending.Push((entry.FullName, path + "/"));
                }
            }
        }

        found.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        return found;
    }

    private static BundleFileKind Kind(FileInfo file)
        => file.Length == 0 && OperatingSystem.IsLinux() && Confined.Posix.Stat(file.FullName) is { IsFile: false }
            ? BundleFileKind.Other
            : BundleFileKind.File;

    private static IEnumerable<FileSystemInfo> Entries(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything)];
        }
        catch (IOException)
        {
            return [];
        }
    }
}

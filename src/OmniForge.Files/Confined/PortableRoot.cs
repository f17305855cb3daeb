using Microsoft.Win32.SafeHandles;

namespace OmniForge.Files.Confined;

/// <summary>For systems without calls that open a name inside a folder: every part of the path is checked before and after opening.</summary>
internal sealed class PortableRoot(string root) : ConfinedRoot(root)
{
    public override FileFacts? Find(IReadOnlyList<string> path)
    {
        Check(path);
        return Facts(Full(path));
    }

    public override SafeFileHandle? Open(IReadOnlyList<string> path)
    {
        if (Find(path) is null)
        {
            return null;
        }

        SafeFileHandle? file = File.OpenHandle(Full(path));
        try
        {
            Check(path);
            var opened = file;
            file = null;
            return opened;
        }
        finally
        {
            file?.Dispose();
        }
    }

    public override void Replace(IReadOnlyList<string> path, ReadOnlySpan<byte> content)
    {
        var name = string.Join('/', path);
        Check(path);
        var full = Full(path);
        if (Directory.Exists(full))
        {
            throw DiskRefusal.Folder(name);
        }

        for (var folder = Path.GetDirectoryName(full)!; folder.Length > Root.Length; folder = Path.GetDirectoryName(folder)!)
        {
            if (File.Exists(folder))
            {
                throw DiskRefusal.InFile(name);
            }
        }

        AtomicFile.Write(full, content, name);
        Check(path);
    }

    protected override FileFacts? Facts(string fullPath)
    {
        var file = new FileInfo(fullPath);
        return file.Exists && !file.Attributes.HasFlag(FileAttributes.Device)
            ? new(file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero))
            : null;
    }

    private void Check(IReadOnlyList<string> path)
    {
        var current = Root;
        foreach (var segment in path)
        {
            current = Path.Combine(current, segment);
            if (new FileInfo(current).LinkTarget is not null || new DirectoryInfo(current).LinkTarget is not null)
            {
                throw DiskRefusal.Link(string.Join('/', path));
            }
        }
    }

    private string Full(IReadOnlyList<string> path) => Path.Combine([Root, .. path]);
}

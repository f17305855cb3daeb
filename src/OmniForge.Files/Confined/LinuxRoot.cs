using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace OmniForge.Files.Confined;

/// <summary>Walks from the opened root folder one name at a time, so that nothing can be swapped for a link in between.</summary>
[SupportedOSPlatform("linux")]
internal sealed class LinuxRoot(string root) : ConfinedRoot(root)
{
    public override FileFacts? Find(IReadOnlyList<string> path)
    {
        using var folder = Walk(path, create: null);
        return folder is null ? null : Check(Posix.Stat(folder, path[^1]), path);
    }

    public override SafeFileHandle? Open(IReadOnlyList<string> path)
    {
        using var folder = Walk(path, create: null);
        if (folder is null || Check(Posix.Stat(folder, path[^1]), path) is null)
        {
            return null;
        }

        var file = Posix.OpenFile(folder, path[^1]);
        if (file.IsInvalid)
        {
            return Marshal.GetLastPInvokeError() == Posix.Missing ? null : throw Failure(path);
        }

        if (Posix.Stat(file) is { IsFile: true })
        {
            return file;
        }

        file.Dispose();
        throw DiskRefusal.Special(Name(path));
    }

    public override void Replace(IReadOnlyList<string> path, ReadOnlySpan<byte> content)
    {
        Prepare(path);
        using var folder = Walk(path, create: Name(path))!;
        if (Posix.Stat(folder, path[^1]) is { } old && !old.IsFile)
        {
            throw old.IsLink ? DiskRefusal.Link(Name(path)) : old.IsFolder ? DiskRefusal.Folder(Name(path)) : DiskRefusal.Special(Name(path));
        }

        var temporary = TemporaryPrefix + Guid.NewGuid().ToString("N");
        var renamed = false;
        try
        {
            Fill(folder, temporary, content, path);
            Ensure(Posix.Rename(folder, temporary, path[^1]), path);
            renamed = true;
        }
        finally
        {
            if (!renamed)
            {
                _ = Posix.Remove(folder, temporary);
            }
        }

        Ensure(Posix.Flush(folder), path);
    }

    protected override FileFacts? Facts(string fullPath)
        => Posix.Stat(fullPath) is { IsFile: true } status ? new(status.Size, status.ModifiedAt) : null;

    private void Prepare(IReadOnlyList<string> path)
    {
        try
        {
            Directory.CreateDirectory(Root);
        }
        catch (Exception error) when (DiskRefusal.Of(error, Name(path)) is { } refusal)
        {
            throw refusal;
        }
    }

    private static void Fill(SafeFileHandle folder, string name, ReadOnlySpan<byte> content, IReadOnlyList<string> path)
    {
        using var file = Posix.CreateFile(folder, name);
        if (file.IsInvalid)
        {
            throw Failure(path);
        }

        try
        {
            RandomAccess.Write(file, content, 0);
        }
        catch (Exception error) when (DiskRefusal.Of(error, Name(path)) is { } refusal)
        {
            throw refusal;
        }

        Ensure(Posix.Flush(file), path);
    }

    /// <summary>
    /// The folder of the file. Missing folders are made when <paramref name="create"/> names the file to be written; else null is given back.
    /// </summary>
    private SafeFileHandle? Walk(IReadOnlyList<string> path, string? create)
    {
        var folder = Posix.OpenRoot(Root);
        if (folder.IsInvalid)
        {
            return create is null && Marshal.GetLastPInvokeError() is Posix.Missing or Posix.NotFolder ? null : throw Failure(path);
        }

        foreach (var name in path.Take(path.Count - 1))
        {
            var next = Step(folder, name, create is not null, path);
            folder.Dispose();
            if (next is null)
            {
                return null;
            }

            folder = next;
        }

        return folder;
    }

    private static SafeFileHandle? Step(SafeFileHandle folder, string name, bool create, IReadOnlyList<string> path)
    {
        var next = Posix.OpenFolder(folder, name);
        if (!next.IsInvalid)
        {
            return next;
        }

        var errno = Marshal.GetLastPInvokeError();
        if (errno == Posix.Missing && create)
        {
            if (Posix.CreateFolder(folder, name) != 0 && Marshal.GetLastPInvokeError() != Posix.Exists)
            {
                throw Failure(path);
            }

            Ensure(Posix.Flush(folder), path);
            next = Posix.OpenFolder(folder, name);
            return next.IsInvalid ? throw Failure(path) : next;
        }

        return errno switch
        {
            Posix.Missing => null,
            Posix.Link or Posix.NotFolder when Posix.Stat(folder, name) is { IsLink: true } => throw DiskRefusal.Link(Name(path)),
            Posix.NotFolder when !create => null,
            Posix.NotFolder => throw DiskRefusal.InFile(Name(path)),
            _ => throw Failure(path, errno),
        };
    }

    private static FileFacts? Check(Posix.Status? status, IReadOnlyList<string> path) => status switch
    {
        null => null,
        { IsFile: true } file => new(file.Size, file.ModifiedAt),
        { IsLink: true } => throw DiskRefusal.Link(Name(path)),
        { IsFolder: true } => null,
        _ => throw DiskRefusal.Special(Name(path)),
    };

    private static void Ensure(int result, IReadOnlyList<string> path)
    {
        if (result != 0)
        {
            throw Failure(path);
        }
    }

    private static Exception Failure(IReadOnlyList<string> path, int? known = null)
    {
        var errno = known ?? Marshal.GetLastPInvokeError();
        return errno switch
        {
            Posix.Link => DiskRefusal.Link(Name(path)),
            Posix.IsFolder => DiskRefusal.Folder(Name(path)),
            _ => (Exception?)DiskRefusal.OfErrno(errno, Name(path)) ?? new IOException($"the disk answered {errno} for '{Name(path)}'"),
        };
    }

    private static string Name(IReadOnlyList<string> path) => string.Join('/', path);
}

using System.Runtime.InteropServices;
using OmniForge.Agents.Workspaces;
using OmniForge.Files.Confined;

namespace OmniForge.Files;

/// <summary>Writes a file whole or not at all: a crash leaves the old content or the new one, and what was acknowledged stays.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Creates or replaces the file, with missing folders. A full disk or a read-only folder is a <see cref="WorkspaceException"/>;
    /// the old content is then untouched.
    /// </summary>
    /// <param name="name">What messages call the file; default: its file name.</param>
    /// <param name="mode">Rights of the file on Unix; default: what the umask leaves.</param>
    public static void Write(string path, ReadOnlySpan<byte> content, string? name = null, UnixFileMode? mode = null)
    {
        path = Path.GetFullPath(path);
        name ??= Path.GetFileName(path);
        var folder = Path.GetDirectoryName(path)!;
        var temporary = Path.Combine(folder, ConfinedRoot.TemporaryPrefix + Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(folder);
            Fill(temporary, content, mode);
            File.Move(temporary, path, overwrite: true);
            FlushFolder(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            if (DiskRefusal.Of(error, name) is { } refusal)
            {
                throw refusal;
            }

            throw;
        }
    }

    /// <summary>
    /// Replaces a file only when it still holds what was read before; false when it does not, and nothing has changed. Its rights stay.
    /// Refusals are those of <see cref="Write"/>.
    /// </summary>
    /// <param name="expected">What the file held when it was read.</param>
    public static bool Replace(string path, ReadOnlySpan<byte> expected, ReadOnlySpan<byte> content)
    {
        path = Path.GetFullPath(path);
        var name = Path.GetFileName(path);
        var folder = Path.GetDirectoryName(path)!;
        var temporary = Path.Combine(folder, ConfinedRoot.TemporaryPrefix + Guid.NewGuid().ToString("N"));
        try
        {
            Fill(temporary, content, null);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            }

            if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(expected))
            {
                TryDelete(temporary);
                return false;
            }

            File.Move(temporary, path, overwrite: true);
            FlushFolder(folder);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            if (DiskRefusal.Of(error, name) is { } refusal)
            {
                throw refusal;
            }

            throw;
        }
    }

    /// <summary>Makes names in a folder (new files, renamed ones) survive a power cut.</summary>
    public static void FlushFolder(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var handle = Posix.OpenRoot(folder);
        if (handle.IsInvalid || Posix.Flush(handle) != 0)
        {
            throw new IOException($"the disk answered {Marshal.GetLastPInvokeError()} for the folder '{folder}'");
        }
    }

    private static void Fill(string temporary, ReadOnlySpan<byte> content, UnixFileMode? mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (mode is not null && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        using var file = new FileStream(temporary, options);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    private static void TryDelete(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to report; a left-over temporary file is skipped by every listing.
        }
    }
}

namespace OmniForge.Files.Confined;

/// <summary>Puts one folder in the place of another.</summary>
internal static class FolderSwap
{
    /// <summary>
    /// <paramref name="staged"/> becomes <paramref name="target"/>. On Linux the two are exchanged in one step; elsewhere a crash between
    /// two renames can leave the old folder under its temporary name.
    /// </summary>
    public static void Replace(string parent, string staged, string target)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(staged, target);
        }
        else if (!OperatingSystem.IsLinux() || !Posix.Exchange(staged, target))
        {
            var old = Temporary(parent);
            Directory.Move(target, old);
            Directory.Move(staged, target);
            TryDelete(old);
        }

        AtomicFile.FlushFolder(parent);
    }

    /// <summary>The folder is gone at once for readers, then its files are deleted.</summary>
    public static void Remove(string parent, string target)
    {
        var old = Temporary(parent);
        Directory.Move(target, old);
        AtomicFile.FlushFolder(parent);
        TryDelete(old);
    }

    /// <summary>A folder that cannot be deleted now keeps its temporary name, which no listing shows.</summary>
    public static void TryDelete(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is only disk space; the swap itself has succeeded or has its own error.
        }
    }

    private static string Temporary(string parent) => Path.Combine(parent, ConfinedRoot.TemporaryPrefix + Guid.NewGuid().ToString("N"));
}

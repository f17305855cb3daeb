namespace OmniForge.Files.Linting;

/// <summary>Paths without links.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>The path with every link on the way replaced by its target; null when links lead nowhere or in a circle.</summary>
    public static string? Of(string path)
    {
        var pending = new Stack<string>(Parts(path).Reverse());
        var current = Path.GetPathRoot(path) ?? "/";
        var links = 0;
        while (pending.TryPop(out var part))
        {
            if (part is "." or "..")
            {
                current = part == ".." ? Path.GetDirectoryName(current) ?? current : current;
                continue;
            }

            var next = Path.Combine(current, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                current = next;
                continue;
            }

            if (++links > MostLinks)
            {
                return null;
            }

            current = Path.IsPathRooted(target) ? Path.GetPathRoot(target)! : current;
            foreach (var inner in Parts(target).Reverse())
            {
                pending.Push(inner);
            }
        }

        return Path.Exists(current) ? current : null;
    }

    /// <summary>Whether a path is a folder itself or lies below it; both without links.</summary>
    public static bool IsInside(string path, string folder)
        => path == folder || path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string[] Parts(string path)
        => path[(Path.GetPathRoot(path)?.Length ?? 0)..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
}

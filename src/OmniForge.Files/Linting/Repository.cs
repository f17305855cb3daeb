namespace OmniForge.Files.Linting;

/// <summary>The version-controlled folder around a place.</summary>
internal static class Repository
{
    /// <summary>The nearest folder upwards that holds `.git`; null outside of any.</summary>
    public static string? RootOf(string folder)
    {
        for (var current = folder; current is not null; current = Path.GetDirectoryName(current))
        {
            if (Path.Exists(Path.Combine(current, ".git")))
            {
                return current;
            }
        }

        return null;
    }
}

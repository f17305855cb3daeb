using System.Buffers;

namespace OmniForge.Skills.Rules.Links;

/// <summary>What a written path means, seen from the skill's folder.</summary>
/// <param name="Place">Inside the folder, outside of it, or not a path that can be judged.</param>
/// <param name="Path">Relative to the folder with '/' between its parts; empty = the folder itself.</param>
internal readonly record struct BundlePath(PathPlace Place, string Path)
{
    private static readonly SearchValues<char> Placeholders = SearchValues.Create("<>{}*$?|\"[]@%");
    private static readonly SearchValues<char> NoScheme = SearchValues.Create("/\\.#? ");
    private static readonly BundlePath Unknown = new(PathPlace.Unknown, "");

    public static BundlePath Read(string written)
    {
        var path = written.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(written) : written;
        foreach (var variable in (ReadOnlySpan<string>)["${SKILL_DIR}", "${CLAUDE_SKILL_DIR}"])
        {
            if (path.StartsWith(variable, StringComparison.Ordinal))
            {
                path = "." + path[variable.Length..];
            }
        }

        if (path.Length == 0 || path[0] is '#' or '~' || path.AsSpan().ContainsAny(Placeholders) || IsInvented(path))
        {
            return Unknown;
        }

        if (path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '\\' or '/')
        {
            return new(PathPlace.Absolute, path);
        }

        if (HasScheme(path) || path.StartsWith("//", StringComparison.Ordinal))
        {
            return Unknown;
        }

        return path[0] is '/' or '\\' ? new(PathPlace.Absolute, path) : Inside(path);
    }

    private static BundlePath Inside(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
            {
                if (parts.Count == 0)
                {
                    return new(PathPlace.Outside, path);
                }

                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return new(PathPlace.Inside, string.Join('/', parts));
    }

    private static bool HasScheme(string path)
    {
        var colon = path.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && path.AsSpan(0, colon).IndexOfAny(NoScheme) < 0;
    }

    // Paths as they stand in explanations: "path/to/file.md", "...", "your-skill/notes.md", "[text](url)".
    private static bool IsInvented(string path)
    {
        if (path.Contains("path/to", StringComparison.OrdinalIgnoreCase) || path.Contains("...", StringComparison.Ordinal)
            || path.Contains('…', StringComparison.Ordinal))
        {
            return true;
        }

        var slash = path.LastIndexOfAny(['/', '\\']);
        var file = path.AsSpan(slash + 1);
        var stem = file.LastIndexOf('.') is var dot && dot > 0 ? file[..dot] : file;
        return path.Split('/', '\\').Any(part => part.StartsWith("your", StringComparison.OrdinalIgnoreCase)
                || part.StartsWith("some-", StringComparison.OrdinalIgnoreCase) || part.StartsWith("my-", StringComparison.OrdinalIgnoreCase)
                || part.StartsWith("xxx", StringComparison.OrdinalIgnoreCase) || part is "foo" or "bar" or "baz" or "XX" or "NN")
            || stem is "file" or "filename" or "foo" or "bar" or "baz" or "name" or "path" or "link" or "url" or "image" or "X" or "Y"
            || (slash < 0 && stem is "example" or "page" or "doc" or "relative");
    }
}

internal enum PathPlace
{
    /// <summary>A web address, a placeholder, an anchor.</summary>
    Unknown,
    Inside,
    Outside,
    Absolute,
}

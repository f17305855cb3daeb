using OmniForge.Skills.Linting;

namespace OmniForge.Files.Linting;

/// <summary>The patterns of one ignore file, as Git reads them; the last one that fits decides.</summary>
internal sealed class IgnoreFile
{
    private readonly List<Pattern> _patterns = [];
    private readonly int _depth;

    /// <param name="text">One pattern per line.</param>
    /// <param name="depth">How many folders lie between the root of all paths and the folder of this file.</param>
    private IgnoreFile(string text, int depth)
    {
        _depth = depth;
        foreach (var line in text.Split('\n'))
        {
            if (Pattern.Read(line.TrimEnd('\r')) is { } pattern)
            {
                _patterns.Add(pattern);
            }
        }
    }

    /// <summary>The ignore files of one folder, weakest first; unreadable ones count as empty.</summary>
    public static IEnumerable<IgnoreFile> In(string folder, int depth, params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (ReadOrNull(Path.Combine(folder, name)) is { } text)
            {
                yield return new(text, depth);
            }
        }
    }

    /// <summary>True = left out, false = taken back in, null = this file says nothing.</summary>
    /// <param name="parts">The path from the root of all paths.</param>
    public bool? Decide(ReadOnlySpan<string> parts, EntryKind kind)
    {
        for (var i = _patterns.Count - 1; i >= 0; i--)
        {
            if (_patterns[i].Fits(parts[_depth..], kind))
            {
                return _patterns[i].LeavesOut;
            }
        }

        return null;
    }

    private static string? ReadOrNull(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record Pattern(PathGlob Glob, bool LeavesOut, bool FolderOnly, bool NameOnly)
    {
        public static Pattern? Read(string line)
        {
            var text = line.EndsWith(@"\ ", StringComparison.Ordinal) ? line : line.TrimEnd(' ');
            if (text.Length == 0 || text[0] == '#')
            {
                return null;
            }

            var negated = text[0] == '!';
            text = negated ? text[1..] : text;
            var folderOnly = text.EndsWith('/');
            text = text.TrimEnd('/');
            var anchored = text.Contains('/', StringComparison.Ordinal);
            // Braces are plain characters in ignore files.
            var glob = PathGlob.Parse(
                text.TrimStart('/').Replace("{", "[{]", StringComparison.Ordinal).Replace("}", "[}]", StringComparison.Ordinal), out _);
            return glob is null ? null : new(glob, !negated, folderOnly, !anchored);
        }

        public bool Fits(ReadOnlySpan<string> parts, EntryKind kind)
            => (!FolderOnly || kind == EntryKind.Folder) && Glob.Matches(NameOnly ? parts[^1..] : parts);
    }
}

/// <summary>What a folder walk meets.</summary>
internal enum EntryKind
{
    File,
    Folder,
}

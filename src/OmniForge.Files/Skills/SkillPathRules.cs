namespace OmniForge.Files.Skills;

/// <summary>What a skill's folder may hold. Answers are null, or one sentence that says what is wrong.</summary>
public static class SkillPathRules
{
    public const int MostFiles = 256;

    /// <summary>1 MiB.</summary>
    public const int MostFileBytes = 1024 * 1024;

    /// <summary>6 MiB.</summary>
    public const int MostBytes = 6 * 1024 * 1024;

    private const int MostNameCharacters = 64;
    private const int MostPathCharacters = 200;
    private const int MostDepth = 8;

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
        "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    };

    /// <summary>Lower-case letters, digits and single hyphens between them.</summary>
    public static string? CheckName(string name)
    {
        var plain = name.Length is > 0 and <= MostNameCharacters
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            && name[0] != '-' && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal);
        return plain && !Devices.Contains(name)
            ? null
            : $"'{Shown(name)}' is no skill name: use up to {MostNameCharacters} lower-case letters, digits and single hyphens";
    }

    public static string? CheckPath(string path)
    {
        var segments = path.Split('/');
        var problem = path.Length is 0 or > MostPathCharacters ? $"it must have 1 to {MostPathCharacters} characters"
            : segments.Length > MostDepth ? $"it is more than {MostDepth} folders deep"
            : path[0] == '~' ? "it starts with ~"
            : path.Any(IsHidden) ? "it contains invisible characters"
            : path.Any(c => c is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|') ? "it contains a character that not all systems allow"
            : HasLoneSurrogate(path) || path.Any(IsLoose) ? "its letters are not in the composed form (NFC)"
            : segments.Select(Segment).FirstOrDefault(found => found is not null);
        return problem is null ? null : $"the path '{Shown(path)}' cannot be used: {problem}";
    }

    /// <summary>All paths and sizes together; the folder must hold a SKILL.md.</summary>
    public static string? CheckBundle(IReadOnlyList<SkillFile> files)
    {
        if (files.Count > MostFiles)
        {
            return $"the skill has {files.Count} files, more than {MostFiles}";
        }

        if (files.Select(file => CheckPath(file.Path)).FirstOrDefault(problem => problem is not null) is { } wrong)
        {
            return wrong;
        }

        var folded = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files)
        {
            if (!folded.Add(file.Path))
            {
                return $"two files are called '{file.Path}' when upper and lower case are the same";
            }

            if (file.Content.Length > MostFileBytes)
            {
                return $"the file '{file.Path}' has more than 1 MB";
            }
        }

        var inFile = files.FirstOrDefault(file => Folders(file.Path).Any(folded.Contains));
        return inFile is not null ? $"the path '{inFile.Path}' leads through a file"
            : files.Sum(file => (long)file.Content.Length) > MostBytes ? "the skill's files have more than 6 MB together"
            : files.Any(file => file.Path == SkillBundle.MainFile) ? null
            : $"the skill has no {SkillBundle.MainFile}";
    }

    private static string? Segment(string segment) => segment switch
    {
        "" => "a name between two / is missing",
        "." or ".." => $"it contains {segment}",
        _ when segment[^1] is '.' or ' ' || segment[0] == ' ' => "a name in it ends with a dot or blank, or starts with a blank",
        _ when Devices.Contains(segment.Split('.')[0]) => $"'{segment}' is a reserved name on some systems",
        _ => null,
    };

    private static IEnumerable<string> Folders(string path)
    {
        for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..slash];
        }
    }

    private static bool HasLoneSurrogate(string path)
        => path.Where((c, i) => char.IsHighSurrogate(c) ? i + 1 == path.Length || !char.IsLowSurrogate(path[i + 1])
            : char.IsLowSurrogate(c) && (i == 0 || !char.IsHighSurrogate(path[i - 1]))).Any();

    /// <summary>An accent or a Korean letter part that stands apart. The runtime's own check needs culture data, which this program leaves out.</summary>
    private static bool IsLoose(char c) => c is (>= '\u0300' and <= '\u036F') or (>= '\u1100' and <= '\u11FF');

    private static bool IsHidden(char c)
        => char.IsControl(c) || c is '\u200B' or '\u200E' or '\u200F' or '\u061C' or '\uFEFF'
            or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Shown(string text) => string.Concat(text.Take(80).Select(c => IsHidden(c) || char.IsSurrogate(c) ? '?' : c));
}

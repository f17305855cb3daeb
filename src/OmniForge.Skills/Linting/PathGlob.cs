namespace OmniForge.Skills.Linting;

/// <summary>
/// A pattern over paths with '/' between their parts: <c>*</c>, <c>?</c> and <c>[a-z]</c> stay inside one part, <c>**</c> spans any
/// number of them, a last <c>**</c> at least one. Upper and lower case differ.
/// </summary>
public sealed class PathGlob
{
    private const string Any = "**";

    private readonly string[][] _alternatives;

    private PathGlob(string[][] alternatives) => _alternatives = alternatives;

    /// <summary>Reads a pattern; null, with the reason in plain words, when it cannot match anything.</summary>
    public static PathGlob? Parse(string pattern, out string? problem)
    {
        problem = pattern.Length == 0 ? "it is empty"
            : pattern[0] == '/' ? "it starts with '/'; write it relative to this file"
            : pattern.Contains('\\', StringComparison.Ordinal) && OperatingSystem.IsWindows() ? "use '/' between folders"
            : Unclosed(pattern);
        if (problem is not null)
        {
            return null;
        }

        var trimmed = pattern.StartsWith("./", StringComparison.Ordinal) ? pattern[2..] : pattern;
        return new([.. Alternatives(trimmed.TrimEnd('/')).Take(256).Select(one => one.Split('/', StringSplitOptions.RemoveEmptyEntries))]);
    }

    /// <summary>Whether the whole path fits.</summary>
    public bool Matches(string path) => Matches(path.Split('/'));

    /// <summary>Whether the whole path, given as its parts, fits.</summary>
    public bool Matches(ReadOnlySpan<string> parts)
    {
        foreach (var pattern in _alternatives)
        {
            if (Matches(pattern, parts))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a text holds a character that only has a meaning in patterns.</summary>
    public static bool IsPattern(string text) => text.AsSpan().ContainsAny("*?[{");

    private static bool Matches(string[] pattern, ReadOnlySpan<string> parts)
    {
        int p = 0, t = 0, star = -1, mark = 0;
        while (t < parts.Length)
        {
            if (p < pattern.Length && pattern[p] == Any)
            {
                star = p++;
                // A last "**" means what lies inside, so it takes at least one part.
                mark = p == pattern.Length ? ++t : t;
            }
            else if (p < pattern.Length && GlobPart.Matches(pattern[p], parts[t]))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        return p == pattern.Length;
    }

    private static string? Unclosed(string pattern)
    {
        var braces = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    var close = GlobPart.ClassEnd(pattern, i);
                    if (close < 0)
                    {
                        return "a '[' is never closed";
                    }

                    i = close;
                    break;
                case '{':
                    braces++;
                    break;
                case '}':
                    braces--;
                    break;
            }
        }

        return braces == 0 ? null : "a '{' and a '}' do not match";
    }

    /// <summary>"{a,b}c" as "ac" and "bc".</summary>
    private static IEnumerable<string> Alternatives(string pattern)
    {
        var open = pattern.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
        {
            return [pattern];
        }

        var (depth, from, choices) = (0, open + 1, new List<string>());
        for (var i = open; i < pattern.Length; i++)
        {
            depth += pattern[i] == '{' ? 1 : pattern[i] == '}' ? -1 : 0;
            if (depth == 0 || (depth == 1 && pattern[i] == ','))
            {
                choices.Add(pattern[from..i]);
                from = i + 1;
            }

            if (depth == 0)
            {
                return choices.SelectMany(choice => Alternatives(pattern[..open] + choice + pattern[(i + 1)..]));
            }
        }

        return [pattern];
    }
}

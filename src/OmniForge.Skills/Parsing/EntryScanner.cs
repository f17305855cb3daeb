using System.Text;

namespace OmniForge.Skills.Parsing;

/// <summary>
/// Cuts the frontmatter into entries by its lines alone: a key at column 0 up to the next key at column 0. Needed only when
/// the whole cannot be read, so that one broken entry does not hide the others.
/// </summary>
internal static class EntryScanner
{
    public static IReadOnlyList<TextSpan> Cut(string text, TextSpan frontmatter)
    {
        var lines = TextLine.Read(text, frontmatter.Start, frontmatter.End);
        var entries = new List<TextSpan>();
        for (var i = 0; i < lines.Count;)
        {
            var line = lines[i].Of(text);
            if (line.IsWhiteSpace() || line[0] == '#')
            {
                i++;
                continue;
            }

            var next = After(text, lines, i);
            entries.Add(TextSpan.Between(lines[i].Start, lines[next - 1].Next));
            i = next;
        }

        return entries;
    }

    /// <summary>Whether a line starts with a key at column 0. Also true where the blank behind the colon is forgotten.</summary>
    public static bool IsKeyLine(ReadOnlySpan<char> line) => KeyLength(line) > 0;

    /// <summary>Length of the key at the start of a line, without its colon; 0 = the line starts with no key.</summary>
    public static int KeyLength(ReadOnlySpan<char> line)
    {
        if (line.Length > 1 && line[0] is '"' or '\'')
        {
            var close = line[1..].IndexOf(line[0]) + 2;
            return close > 2 && close < line.Length && line[close] == ':' && EndsKey(line[(close + 1)..]) ? close : 0;
        }

        var length = line.IndexOfAny(':', '\uFF1A');
        if (length <= 0 || !line[..length].ContainsOnlyKeyCharacters())
        {
            return 0;
        }

        // "注意：" is prose; only a plain name in front of a full-width colon was meant as a key.
        if (line[length] == '\uFF1A' && !Ascii.IsValid(line[..length]))
        {
            return 0;
        }

        return EndsKey(line[(length + 1)..]) || !line[(length + 1)..].StartsWith("//") ? length : 0;
    }

    /// <summary>The line behind the entry that starts at a line.</summary>
    private static int After(string text, List<TextLine> lines, int first)
    {
        var open = OpenQuote(lines[first].Of(text));
        var next = first + 1;
        while (next < lines.Count && (Continues(lines[next].Of(text)) || (open != '\0' && !IsKeyLine(lines[next].Of(text)))))
        {
            open = open != '\0' && lines[next].Of(text).Contains(open) ? '\0' : open;
            next++;
        }

        return next;
    }

    /// <summary>The quote that a line's value opens without closing it; NUL = none.</summary>
    private static char OpenQuote(ReadOnlySpan<char> line)
    {
        var key = KeyLength(line);
        var value = key == 0 ? [] : line[(key + 1)..].TrimStart();
        return !value.IsEmpty && value[0] is '"' or '\'' && value[1..].IndexOf(value[0]) < 0 ? value[0] : '\0';
    }

    private static bool EndsKey(ReadOnlySpan<char> rest) => rest.IsEmpty || rest[0] is ' ' or '\t';

    private static bool ContainsOnlyKeyCharacters(this ReadOnlySpan<char> key)
    {
        foreach (var c in key)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('-' or '_' or '.'))
            {
                return false;
            }
        }

        return char.IsLetter(key[0]) || key[0] == '_';
    }

    private static bool Continues(ReadOnlySpan<char> line)
        => line.IsWhiteSpace() || char.IsWhiteSpace(line[0]) || line[0] is '#' or ']' or '}' || line is "-" or "\"" or "'" || line.StartsWith("- ");
}

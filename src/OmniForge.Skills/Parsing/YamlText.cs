namespace OmniForge.Skills.Parsing;

/// <summary>
/// The text as the YAML reader gets it, character for character at the same offsets. Control characters are neutralised, and
/// the three Unicode line ends that are none here are replaced while reading.
/// </summary>
internal sealed class YamlText
{
    private const string OtherLineEnds = "\u0085\u2028\u2029";

    private readonly char[] _substitutes;

    private YamlText(string text, char[] substitutes)
    {
        Text = text;
        _substitutes = substitutes;
    }

    public string Text { get; }

    public static YamlText Of(ReadOnlySpan<char> text)
    {
        var substitutes = text.IndexOfAny(OtherLineEnds) < 0 ? [] : Unused(text);
        var copy = text.ToArray();
        Blank(copy);
        for (var i = 0; i < copy.Length; i++)
        {
            var other = OtherLineEnds.IndexOf(copy[i], StringComparison.Ordinal);
            copy[i] = other >= 0 ? substitutes[other] : IsControl(copy[i]) ? '\uFFFD' : copy[i];
        }

        return new(new string(copy), substitutes);
    }

    /// <summary>A tab on an otherwise empty line means nothing, but the reader stumbles over it.</summary>
    private static void Blank(Span<char> text)
    {
        for (var at = text.IndexOf('\t'); at >= 0;)
        {
            var end = at + Behind(text[at..]);
            if ((at == 0 || text[at - 1] is '\r' or '\n') && (end == text.Length || text[end] is '\r' or '\n'))
            {
                text[at..end].Fill(' ');
            }

            var next = text[end..].IndexOf('\t');
            at = next < 0 ? -1 : end + next;
        }
    }

    private static int Behind(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(' ', '\t') is var end and >= 0 ? end : text.Length;

    /// <summary>Control characters other than tab and the line ends.</summary>
    public static bool IsControl(char c) => char.IsControl(c) && c is not ('\t' or '\r' or '\n' or '\u0085');

    /// <summary>Puts the replaced characters back into a value.</summary>
    public string Restore(string value)
    {
        for (var i = 0; i < _substitutes.Length; i++)
        {
            value = value.Replace(_substitutes[i], OtherLineEnds[i]);
        }

        return value;
    }

    private static char[] Unused(ReadOnlySpan<char> text)
    {
        var found = new List<char>();
        for (var c = '\uE000'; found.Count < OtherLineEnds.Length; c++)
        {
            if (!text.Contains(c))
            {
                found.Add(c);
            }
        }

        return [.. found];
    }
}

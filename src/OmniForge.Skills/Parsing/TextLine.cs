namespace OmniForge.Skills.Parsing;

/// <summary>One line: its text without the break, and where the next one starts.</summary>
internal readonly record struct TextLine(int Start, int End, int Next)
{
    public TextSpan Span => TextSpan.Between(Start, End);

    public ReadOnlySpan<char> Of(string text) => text.AsSpan(Start, End - Start);

    public bool IsBlank(string text) => Of(text).IsWhiteSpace();

    /// <summary>The line that starts at an offset.</summary>
    public static TextLine At(string text, int from, int to)
    {
        var cut = text.AsSpan(from, to - from).IndexOfAny('\n', '\r');
        var end = cut < 0 ? to : from + cut;
        return new(from, end, cut < 0 ? to : end + (text[end] == '\r' && end + 1 < to && text[end + 1] == '\n' ? 2 : 1));
    }

    /// <summary>The lines of a stretch; a final line break opens no further line.</summary>
    public static List<TextLine> Read(string text, int from, int to)
    {
        var lines = new List<TextLine>();
        while (from < to)
        {
            lines.Add(At(text, from, to));
            from = lines[^1].Next;
        }

        return lines;
    }
}

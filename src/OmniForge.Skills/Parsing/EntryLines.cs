namespace OmniForge.Skills.Parsing;

/// <summary>The lines that belong to an entry.</summary>
internal static class EntryLines
{
    /// <summary>All lines of an entry with their breaks: what a fix removes.</summary>
    public static TextSpan Of(string text, Entry entry)
    {
        var start = text.AsSpan(0, entry.KeySpan.Start).LastIndexOfAny('\n', '\r') + 1;
        var last = End(text, entry);
        return TextSpan.Between(start, TextLine.At(text, last, text.Length).Next);
    }

    /// <summary>The offset behind the last character of an entry that is no blank; comments behind it do not count.</summary>
    public static int End(string text, Entry entry)
    {
        var end = Math.Max(entry.Span.End, Math.Min(entry.KeySpan.End + 1, text.Length));
        return entry.KeySpan.Start + text.AsSpan(entry.KeySpan.Start, end - entry.KeySpan.Start).TrimEnd().Length;
    }
}

namespace OmniForge.Skills.Parsing;

/// <summary>
/// Says what is wrong with an entry that cannot be read: exactly one finding, and the value where it is certain what was meant.
/// </summary>
internal static class BrokenEntry
{
    private static readonly string[] FreeTexts = [FieldNames.Description, "license", "compatibility", "when_to_use", "argument-hint"];

    public static (IReadOnlyList<Entry> Entries, Finding Finding) Explain(string text, TextSpan span, YamlError? error)
    {
        var lines = TextLine.Read(text, span.Start, span.End);
        var first = lines[0];
        var length = EntryScanner.KeyLength(first.Of(text));
        if (length == 0)
        {
            return WithoutColon(text, first, span) ?? ([], NoKey(first));
        }

        var key = new Entry(text.Substring(span.Start, length).Trim('"', '\''), new(span.Start, length), TrimEnd(text, span), null);
        var value = TextSpan.Between(span.Start + length + 1, span.End);
        if (Indented(text, key, lines, value) is { } indented)
        {
            return indented;
        }

        var (entry, finding) = MissingBlank(text, key, value)
            ?? Tabs(text, key, lines, span)
            ?? Suspect(text, key, lines, value)
            ?? (key, Unreadable(text, error, key));
        return ([entry], finding);
    }

    private static Finding NoKey(TextLine line) => new("OF2001", line.Span,
        "This line belongs to no field, so it and the text around it may be lost. Write 'key: value', or indent a line that "
            + "continues one.");

    private static (IReadOnlyList<Entry>, Finding)? WithoutColon(string text, TextLine line, TextSpan span)
    {
        var content = line.Of(text);
        var length = content.IndexOfAny(" \t=\u00A0");
        var word = content[..(length < 0 ? content.Length : length)].ToString();
        if (Rules.FieldTable.Find(word) is null)
        {
            return null;
        }

        var entry = new Entry(word, new(line.Start, word.Length), TrimEnd(text, span), null);
        return ([entry], new("OF2001", line.Span,
            $"The colon behind '{word}' is missing, so this field is lost. Write '{word}: ' in front of the value."));
    }

    /// <summary>A known field that is indented below another one by mistake.</summary>
    private static (IReadOnlyList<Entry>, Finding)? Indented(string text, Entry key, List<TextLine> lines, TextSpan value)
    {
        var inline = TextSpan.Between(value.Start, lines[0].End).Of(text).Trim();
        if (inline.IsEmpty || inline[0] is '"' or '\'' or '|' or '>' or '[' or '{')
        {
            return null;
        }

        foreach (var line in lines.Skip(1))
        {
            var content = line.Of(text).TrimStart(' ');
            var start = line.End - content.Length;
            var length = EntryScanner.KeyLength(content);
            if (length == 0 || start == line.Start || Rules.FieldTable.Find(content[..length].ToString()) is null)
            {
                continue;
            }

            var rest = TextSpan.Between(start, key.Span.End);
            var inner = new Entry(text.Substring(start, length), new(start, length), rest, null);
            var read = YamlReader.Read(text, rest).Root as MapNode;
            var wrong = TextSpan.Between(line.Start, start);
            return (
                [
                    key with { Value = Certain(text, TextSpan.Between(value.Start, line.Start)), Recovered = true },
                    inner with { Value = read?.Pairs[0].Value, Recovered = read is not null },
                ],
                new("OF2001", wrong, $"The field '{inner.Key}' is indented, so it counts as part of '{key.Key}' and both are "
                    + "lost. Start it at the left edge.")
                { Fixes = [SkillFix.Safe("Remove the indentation", wrong, "")] });
        }

        return null;
    }

    private static (Entry, Finding)? MissingBlank(string text, Entry key, TextSpan value)
    {
        var colon = key.KeySpan.End;
        if (text[colon] == ':' && (value.Length == 0 || text[value.Start] is ' ' or '\t' or '\r' or '\n'))
        {
            return null;
        }

        var gap = value.Start;
        while (gap < value.End && text[gap] is '\u00A0' or '\u3000' or '\u202F' or ' ')
        {
            gap++;
        }

        var wrong = TextSpan.Between(colon, Math.Max(gap, colon + 1));
        var finding = new Finding("OF2011", wrong,
            $"Behind the name of a field belong a plain colon and a plain blank; as written, '{key.Key}' is not seen. Write '{key.Key}: '.")
        { Fixes = [SkillFix.Safe($"Write '{key.Key}: '", wrong, ": ")] };
        return (key with { Value = Certain(text, TextSpan.Between(gap, value.End)), Recovered = true }, finding);
    }

    private static (Entry, Finding)? Tabs(string text, Entry key, List<TextLine> lines, TextSpan span)
    {
        foreach (var line in lines)
        {
            var content = line.Of(text);
            var indent = content.Length - content.TrimStart(" \t").Length;
            var tab = content[..indent].IndexOf('\t');
            if (tab < 0 || indent == content.Length)
            {
                continue;
            }

            var wrong = TextSpan.Between(line.Start + tab, line.Start + indent);
            var finding = new Finding("OF2003", wrong,
                "This line is indented with a tab, which is not allowed here, so the field is lost. Use blanks.")
            { Fixes = [SkillFix.Safe("Use blanks", wrong, new string(' ', 2 * wrong.Length))] };

            // One blank for each tab keeps every offset.
            var spaced = string.Concat(text.AsSpan(0, span.Start), text.AsSpan(span.Start, span.Length).ToString().Replace('\t', ' '));
            var read = YamlReader.Read(spaced, span).Root as MapNode;
            return (key with { Value = read?.Pairs[0].Value, Recovered = read is not null }, finding);
        }

        return null;
    }

    private static (Entry, Finding)? Suspect(string text, Entry key, List<TextLine> lines, TextSpan value)
    {
        var inline = !TextSpan.Between(value.Start, lines[0].End).Of(text).IsWhiteSpace();
        if (inline)
        {
            return BrokenValue.Explain(text, value) is { } found ? (WithValue(key, found.Value), found.Finding) : null;
        }

        // Nested lines: the first one whose own value is wrong explains the whole.
        foreach (var line in lines.Skip(1))
        {
            var content = line.Of(text);
            var start = line.Start + content.Length - content.TrimStart(" -").Length;
            var length = EntryScanner.KeyLength(text.AsSpan(start, Math.Max(0, line.End - start)));
            var from = length > 0 ? start + length + 1 : start;
            if (from < line.End && BrokenValue.Explain(text, TextSpan.Between(from, line.End)) is { } found)
            {
                return (key, found.Finding);
            }
        }

        return null;
    }

    // Anywhere but in a free text the rest of such a line is as likely a mistake as a value.
    private static Entry WithValue(Entry key, Node? value)
        => value is not null && FreeTexts.Contains(key.Key) ? key with { Value = value, Recovered = true } : key;

    private static Finding Unreadable(string text, YamlError? error, Entry key)
    {
        var place = error?.Span ?? key.Span;
        var start = Math.Clamp(place.Start, key.Span.Start, key.Span.End);
        var line = start < key.Span.End ? TextLine.Read(text, start, key.Span.End)[0].End : key.Span.End;
        return new("OF2001", TextSpan.Between(start, place.End > start ? Math.Min(place.End, line) : line),
            $"The field '{key.Key}' cannot be read from here on, so it is lost. Put unusual text in quotes and indent lists by "
                + "two blanks.");
    }

    private static Node? Certain(string text, TextSpan value)
    {
        var trimmed = TrimEnd(text, value);
        return YamlReader.Read(text, trimmed) switch
        {
            { Error: null, Root: ScalarNode or ListNode } read => read.Root,
            _ => BrokenValue.Explain(text, trimmed)?.Value,
        };
    }

    private static TextSpan TrimEnd(string text, TextSpan span)
        => new(span.Start, text.AsSpan(span.Start, span.Length).TrimEnd().Length);

    private static ReadOnlySpan<char> Of(this TextSpan span, string text) => text.AsSpan(span.Start, span.Length);
}

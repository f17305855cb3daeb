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
            return Displaced(text, first, span, null) is { } displaced
                ? ([displaced.Inner], displaced.Finding)
                : WithoutColon(text, first, span) ?? ([], NoKey(first));
        }

        var key = new Entry(text.Substring(span.Start, length).Trim('"', '\''), new(span.Start, length), TrimEnd(text, span), null);
        var value = TextSpan.Between(span.Start + length + 1, span.End);
        if (Indented(text, key, lines, value) is { } indented)
        {
            return indented;
        }

        var finding = MissingBlank(text, key, value)
            ?? TabIndent.Explain(text, span, lines)
            ?? Suspect(text, key, lines, value)
            ?? Unreadable(text, error, key);
        return ([Recovered(text, key, span, finding)], finding);
    }

    // What a machine may repair is certain enough to be judged as if it were repaired, unless the value cannot be what its
    // field wants anyway: one cause, one finding.
    private static Entry Recovered(string text, Entry key, TextSpan span, Finding finding)
        => finding.Fixes is [{ Kind: FixKind.Safe } fix] && Recovery.Entry(text, span, fix.Edits) is { } value
            && (IsFreeText(key.Key) ? value is ScalarNode || Rules.FieldTable.Find(key.Key) is null : Fits(key.Key, finding, value))
            ? key with { Value = value, Recovered = true }
            : key;

    private static bool Fits(string key, Finding finding, Node value)
        => finding.Code is not ("OF2001" or "OF2002")
        && (value is ScalarNode || Rules.FieldTable.Find(key) is not { Kind: Rules.FieldKind.Text });

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
        var closed = inline.Length > 1 && inline[^1] == inline[0] switch { '[' => ']', '{' => '}', var sign => sign };
        if (inline.IsEmpty || inline[0] is '|' or '>' || (inline[0] is '"' or '\'' or '[' or '{' && !closed))
        {
            return null;
        }

        foreach (var line in lines.Skip(1))
        {
            if (line.Of(text).TrimStart(" \t").StartsWith("- "))
            {
                return null;
            }

            if (Displaced(text, line, key.Span, key.Key) is { } displaced)
            {
                var outer = Certain(text, TextSpan.Between(value.Start, line.Start));
                return ([key with { Value = outer, Recovered = true }, displaced.Inner], displaced.Finding);
            }
        }

        return null;
    }

    /// <summary>The known field that an indented line holds; null when the line is not indented or holds something else.</summary>
    private static (Entry Inner, Finding Finding)? Displaced(string text, TextLine line, TextSpan entry, string? above)
    {
        var content = line.Of(text).TrimStart(" \t");
        var start = line.End - content.Length;
        var length = EntryScanner.KeyLength(content);
        if (length == 0 || start == line.Start || Rules.FieldTable.Find(content[..length].ToString()) is null)
        {
            return null;
        }

        var rest = TextSpan.Between(start, entry.End);
        var inner = new Entry(text.Substring(start, length), new(start, length), rest, null);
        var read = YamlReader.Read(text, rest).Root as MapNode;
        var wrong = TextSpan.Between(line.Start, start);
        var tab = text.AsSpan(wrong.Start, wrong.Length).Contains('\t');
        var effect = above is null ? "so it cannot be read with the others" : $"so it counts as part of '{above}' and both are lost";
        return (inner with { Value = read?.Pairs[0].Value, Recovered = read is not null }, new(tab ? "OF2003" : "OF2001", wrong,
            $"The field '{inner.Key}' is indented{(tab ? " with a tab" : "")}, {effect}. Start it at the left edge.")
        { Fixes = [SkillFix.Safe("Remove the indentation", wrong, "")] });
    }

    private static Finding? MissingBlank(string text, Entry key, TextSpan value)
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

        // With the blank in place the value itself may still be wrong; one repair for both.
        var wrong = TextSpan.Between(colon, Math.Max(gap, colon + 1));
        var inner = BrokenValue.Explain(text, TextSpan.Between(gap, value.End))?.Fixes.FirstOrDefault(fix => fix.Kind == FixKind.Safe);
        return new("OF2011", wrong,
            $"Behind the name of a field belong a plain colon and a plain blank; as written, '{key.Key}' is not seen. Write '{key.Key}: '.")
        { Fixes = [new($"Write '{key.Key}: '", FixKind.Safe, [new(wrong, ": "), .. inner?.Edits ?? []])] };
    }

    private static Finding? Suspect(string text, Entry key, List<TextLine> lines, TextSpan value)
    {
        var inline = !TextSpan.Between(value.Start, lines[0].End).Of(text).IsWhiteSpace();
        if (inline)
        {
            var found = BrokenValue.Explain(text, value);
            return found is { Code: "OF2002" } && !IsFreeText(key.Key)
                ? found with { Fixes = [.. found.Fixes.Select(fix => fix with { Kind = FixKind.Choice })] }
                : found;
        }

        var whole = TrimEnd(text, value);
        if (whole.Length > 0 && BrokenValue.LostBracket(text, whole, whole with { Length = 0 }) is { } lost)
        {
            return lost with { Fixes = [.. lost.Fixes.Select(fix => fix with { Edits = [new(new(value.Start, 0), " " + fix.Edits[0].NewText)] })] };
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
                return found;
            }
        }

        return null;
    }

    // In any other known field the rest of such a line is as likely a mistake as a value.
    private static bool IsFreeText(string key) => FreeTexts.Contains(key) || Rules.FieldTable.Find(key) is null or { Kind: Rules.FieldKind.Any };

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
        => Recovery.Read(text, TrimEnd(text, value),
            BrokenValue.Explain(text, value)?.Fixes.FirstOrDefault(fix => fix.Kind == FixKind.Safe)?.Edits ?? []);

    private static TextSpan TrimEnd(string text, TextSpan span)
        => new(span.Start, text.AsSpan(span.Start, span.Length).TrimEnd().Length);

    private static ReadOnlySpan<char> Of(this TextSpan span, string text) => text.AsSpan(span.Start, span.Length);
}

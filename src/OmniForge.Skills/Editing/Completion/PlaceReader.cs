using OmniForge.Skills.Parsing;
using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Editing.Completion;

/// <summary>Finds the place of the cursor from the lines alone, so that broken fields above and below do not matter.</summary>
internal static class PlaceReader
{
    public static Place Read(SkillDocument document, int offset)
    {
        var text = document.Text;
        var at = Snapped.Offset(text, offset);
        var line = Snapped.Line(text, at);
        var read = Readable(document, line);
        if (read.Envelope.Frontmatter is not { } fields)
        {
            var first = text.AsSpan(0, line.Start).IsWhiteSpace();
            return first && IsWord(line.Of(text)) ? new(PlaceKind.Start, document, at, line.Span)
                : new(at == 0 ? PlaceKind.Start : PlaceKind.Body, document, at, new(at, 0));
        }

        var open = fields.End == text.Length && read.BodyStart == text.Length;
        return at < fields.Start ? Nowhere(document, at)
            : line.Start < fields.End || (open && line.Start == fields.End)
                ? InFields(document, at, line, fields) with { Fields = read.Frontmatter }
            : at < read.BodyStart ? Nowhere(document, at)
            : new(PlaceKind.Body, document, at, new(at, 0));
    }

    public static Place Nowhere(SkillDocument document, int at) => new(PlaceKind.Nowhere, document, at, new(at, 0));

    /// <summary>A half-written key ends unclosed fields at its line; they are read again as if the line were blank.</summary>
    private static SkillDocument Readable(SkillDocument document, TextLine line)
    {
        var text = document.Text;
        var hides = document.Envelope.Frontmatter is { } fields && fields.End == line.Start && document.BodyStart == line.Start
            && line.End > line.Start && IsWord(line.Of(text));
        return hides
            ? SkillDocument.Parse(string.Concat(text.AsSpan(0, line.Start), new string(' ', line.End - line.Start), text.AsSpan(line.End)))
            : document;
    }

    private static Place InFields(SkillDocument document, int at, TextLine line, TextSpan fields)
    {
        var text = document.Text;
        var content = line.Of(text);
        var key = EntryScanner.KeyLength(content);
        if (key > 0)
        {
            var name = text.Substring(line.Start, key).Trim('"', '\'');
            return at - line.Start <= key
                ? new(PlaceKind.Key, document, at, new(line.Start, key)) { End = PlaceEnd.Closed }
                : ValueReader.Read(document, at, name, line.Start + key + 1);
        }

        if (text.AsSpan(line.Start, at - line.Start).TrimStart().StartsWith("#"))
        {
            return Nowhere(document, at);
        }

        var owner = Owner(text, line.Start, fields.Start);
        if (owner is { } above && (Continues(content) || ValueReader.IsOpen(text, above, line.Start)))
        {
            return ValueReader.Read(document, at, above.Key, above.Value);
        }

        return Word(content) is var word && at <= line.Start + word && content[word..].IsWhiteSpace()
            ? new(PlaceKind.Key, document, at, new(line.Start, word))
            : Nowhere(document, at);
    }

    /// <summary>The field that a line without a key belongs to: its name and where its value starts.</summary>
    private static (string Key, int Value)? Owner(string text, int before, int start)
    {
        while (before > start)
        {
            var line = Snapped.Line(text, Snapped.Offset(text, before - 1));
            if (EntryScanner.KeyLength(line.Of(text)) is var length && length > 0)
            {
                return (text.Substring(line.Start, length).Trim('"', '\''), line.Start + length + 1);
            }

            before = line.Start;
        }

        return null;
    }

    private static bool Continues(ReadOnlySpan<char> line)
        => !line.IsEmpty && (line[0] is ' ' or '\t' || line is "-" || line.StartsWith("- "));

    private static int Word(ReadOnlySpan<char> line)
    {
        var length = 0;
        while (length < line.Length && (char.IsLetterOrDigit(line[length]) || line[length] is '-' or '_'))
        {
            length++;
        }

        return length;
    }

    private static bool IsWord(ReadOnlySpan<char> line) => Word(line.TrimEnd()) == line.TrimEnd().Length;

    /// <summary>Whether a field holds several items, and so which words stand for one.</summary>
    public static FieldKind KindOf(string field) => FieldTable.Find(field)?.Kind ?? FieldKind.Any;
}

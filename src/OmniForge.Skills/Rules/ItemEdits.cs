using OmniForge.Skills.Parsing;
using OmniForge.Skills.Permissions;
using OmniForge.Skills.Writing;

namespace OmniForge.Skills.Rules;

/// <summary>Edits of single items of a list, in each shape a list can have: block, flow, comma text and blank text.</summary>
internal static class ItemEdits
{
    /// <summary>Null where the item does not stand alone enough to be cut out.</summary>
    public static SkillEdit? Remove(string text, Entry entry, ToolList tools, int index)
    {
        var spans = tools.Items.Select(item => item.Span).ToList();
        if (spans.Count < 2 || spans.Exists(span => span is null || span == entry.Value!.Span))
        {
            return null;
        }

        var place = spans[index]!.Value;
        if (entry.Value is ListNode && text[entry.Value.Span.Start] != '[')
        {
            var line = LineOf(text, place);
            var before = text.AsSpan(line.Start, place.Start - line.Start).Trim();
            return before is "-" ? new(TextSpan.Between(line.Start, TextLine.At(text, place.End, text.Length).Next), "") : null;
        }

        var cut = index > 0
            ? TextSpan.Between(spans[index - 1]!.Value.End, place.End)
            : TextSpan.Between(place.Start, spans[1]!.Value.Start);
        return text.AsSpan(cut.Start, cut.Length).Contains('#') ? null : new(cut, "");
    }

    /// <summary>Null where the shape of the list leaves no certain place.</summary>
    public static SkillEdit? Append(string text, Entry entry, string item) => entry.Value switch
    {
        ScalarNode { IsNull: true } or ListNode { Items.Count: 0 } or ScalarNode { Text: "" }
            => new(TextSpan.Between(entry.KeySpan.End, EntryLines.End(text, entry)), $":\n  - {SafeScalar.Write(item)}"),
        ListNode { Items: [.., ScalarNode last] } list => text[list.Span.Start] == '['
            ? new(new(last.Span.End, 0), ", " + (item.Contains(',', StringComparison.Ordinal) ? SafeScalar.Quoted(item) : SafeScalar.Write(item)))
            : AppendLine(text, last, item),
        ScalarNode { Form: not ScalarForm.Block } words => AppendWord(words, item),
        _ => null,
    };

    // A text that cannot stand without quotes any more gets them.
    private static SkillEdit AppendWord(ScalarNode words, string item)
    {
        var more = (words.Text.Contains(',', StringComparison.Ordinal) ? ", " : " ") + item;
        return SafeScalar.Write(item) == item
            ? new(new(words.Form == ScalarForm.Quoted ? words.Span.End - 1 : words.Span.End, 0), more)
            : new(words.Span, SafeScalar.Quoted(words.Text + more));
    }

    private static SkillEdit? AppendLine(string text, ScalarNode last, string item)
    {
        var line = LineOf(text, last.Span);
        var before = text[line.Start..last.Span.Start];
        return before.Trim() == "-" ? new(new(line.End, 0), $"\n{before}{SafeScalar.Write(item)}") : null;
    }

    private static TextLine LineOf(string text, TextSpan place)
        => TextLine.At(text, text.AsSpan(0, place.Start).LastIndexOfAny('\n', '\r') + 1, text.Length);
}

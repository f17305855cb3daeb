using OmniForge.Skills.Parsing;
using OmniForge.Skills.Writing;

namespace OmniForge.Skills.Rules;

/// <summary>Edits of whole fields.</summary>
internal static class FieldEdits
{
    /// <summary>A new field below <paramref name="above"/>; at the top when that is absent or null.</summary>
    public static SkillEdit Insert(RuleContext context, string lines, string? above = null)
    {
        var at = above is not null && context.Fields.Find(above) is { } entry ? context.Lines(entry).End : context.Document.Envelope.Frontmatter!.Value.Start;
        var open = at > 0 && context.Text[at - 1] is not ('\n' or '\r');
        return new(new(at, 0), (open ? "\n" : "") + lines + "\n");
    }

    /// <summary>A value for a field that has none.</summary>
    public static SkillEdit Fill(RuleContext context, Entry entry, string value)
        => new(TextSpan.Between(entry.KeySpan.End, EntryLines.End(context.Text, entry)), ": " + value);

    /// <summary>Another text for a value, without the line breaks that a block value ends with.</summary>
    public static SkillEdit Value(RuleContext context, Node value, string text)
        => new(value.Span with { Length = context.Text.AsSpan(value.Span.Start, value.Span.Length).TrimEnd().Length }, SafeScalar.Write(text));

    /// <summary>Moves a field of one text to <c>metadata</c>; null where that cannot be done without loss.</summary>
    public static SkillFix? ToMetadata(RuleContext context, Entry entry)
    {
        if (entry.Value is not ScalarNode { IsNull: false } value || !context.Accepts("metadata"))
        {
            return null;
        }

        var title = $"Move '{entry.Key}' to 'metadata'";
        var line = $"{SafeScalar.Write(entry.Key)}: {SafeScalar.Write(NodeValue.Text(value))}";
        var lines = context.Lines(entry);
        return context.Fields.Find("metadata") switch
        {
            null => SkillFix.Choice(title, lines, $"metadata:\n  {line}\n"),
            { Value: MapNode { Pairs: [.., var last] } map } when map.Pairs.All(pair => (pair.Key as ScalarNode)?.Text != entry.Key)
                && Place(context, map, last, line) is { } edit => new(title, FixKind.Choice, edit.Span.Start <= lines.Start ? [edit, new(lines, "")] : [new(lines, ""), edit]),
            _ => null,
        };
    }

    private static SkillEdit? Place(RuleContext context, MapNode map, (Node Key, Node Value) last, string line)
    {
        if (context.Text[map.Span.Start] == '{')
        {
            return line.Contains(',', StringComparison.Ordinal) ? null : new(new(last.Value.Span.End, 0), ", " + line);
        }

        var start = context.Text.AsSpan(0, last.Key.Span.Start).LastIndexOfAny('\n', '\r') + 1;
        var indent = context.Text[start..last.Key.Span.Start];
        var end = last.Key.Span.Start + context.Text.AsSpan(last.Key.Span.Start, last.Value.Span.End - last.Key.Span.Start).TrimEnd().Length;
        var at = TextLine.At(context.Text, end, context.Text.Length).Next;
        return string.IsNullOrWhiteSpace(indent) ? new(new(at, 0), $"{indent}{line}\n") : null;
    }
}

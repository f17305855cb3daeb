using OmniForge.Skills.Editing.Structure;
using OmniForge.Skills.Parsing;
using OmniForge.Skills.Permissions;
using OmniForge.Skills.Rules;
using OmniForge.Skills.Substitution;

namespace OmniForge.Skills.Editing;

/// <summary>The words of a skill that mean something, to be coloured.</summary>
public static class SkillSemantics
{
    /// <summary>In the order of the text; they never overlap and never cross a line. Never throws.</summary>
    public static IReadOnlyList<SemanticSpan> Of(SkillDocument document)
    {
        var found = new List<SemanticSpan>();
        Fields(document, found);
        FieldComments.Add(document, found);
        foreach (var comment in document.Map.Comments)
        {
            found.Add(new(comment, SemanticKind.Comment));
        }

        foreach (var segment in document.Segments)
        {
            if (KindOf(segment) is { } kind)
            {
                found.Add(new(segment.Span with { Start = segment.Span.Start + document.BodyStart }, kind));
            }
        }

        return Flat(document.Text, found);
    }

    // Shells have variables of their own; those are not ours.
    private static SemanticKind? KindOf(Segment segment) => segment.Kind switch
    {
        SegmentKind.Command => SemanticKind.Command,
        SegmentKind.Arguments or SegmentKind.Argument or SegmentKind.Variable => SemanticKind.Variable,
        SegmentKind.Setting when !segment.InCode => SemanticKind.Variable,
        _ => null,
    };

    private static void Fields(SkillDocument document, List<SemanticSpan> found)
    {
        foreach (var entry in document.Frontmatter.Entries)
        {
            found.Add(new(entry.KeySpan, SemanticKind.Key));
            if (FieldTable.Find(entry.Key)?.Kind == FieldKind.Tools)
            {
                foreach (var item in ToolField.Read(entry, document.Text).Items)
                {
                    Tool(document.Text, item, found);
                }
            }
        }
    }

    private static void Tool(string text, ToolPattern item, List<SemanticSpan> found)
    {
        // Folded and escaped text does not stand in the file as it was read; such an item is left alone.
        if (item.Span is not { } span || item.Name.Length == 0
            || text.IndexOf(item.Text, span.Start, span.Length, StringComparison.Ordinal) is not (>= 0 and var start))
        {
            return;
        }

        found.Add(new(new(start, item.Name.Length), SemanticKind.Tool));
        if (item.Spec is not { Length: > 0 } spec)
        {
            return;
        }

        var at = text.IndexOf(spec, start + item.Name.Length, StringComparison.Ordinal);
        var from = at;
        while (at >= 0 && from < at + spec.Length)
        {
            var open = text.IndexOf("${", from, at + spec.Length - from, StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOf('}', open, at + spec.Length - open);
            var end = close < 0 ? at + spec.Length : open;
            found.Add(new(TextSpan.Between(from, end), SemanticKind.Pattern));
            if (close >= 0)
            {
                found.Add(new(TextSpan.Between(open, close + 1), SemanticKind.Variable));
                end = close + 1;
            }

            from = end;
        }
    }

    private static List<SemanticSpan> Flat(string text, List<SemanticSpan> found)
    {
        var flat = new List<SemanticSpan>();
        var end = 0;
        foreach (var token in found.OrderBy(token => token.Span.Start).ThenByDescending(token => token.Span.Length))
        {
            if (token.Span.Start < end)
            {
                continue;
            }

            foreach (var line in TextLine.Read(text, token.Span.Start, token.Span.End))
            {
                if (line.End > line.Start)
                {
                    flat.Add(token with { Span = line.Span });
                }
            }

            end = Math.Max(end, token.Span.End);
        }

        return flat;
    }
}

/// <summary>One coloured stretch.</summary>
public readonly record struct SemanticSpan(TextSpan Span, SemanticKind Kind);

/// <summary>What a coloured stretch is.</summary>
public enum SemanticKind
{
    /// <summary>The name of a field.</summary>
    Key,

    /// <summary>The name of a tool in a tool list.</summary>
    Tool,

    /// <summary>What stands in its parentheses.</summary>
    Pattern,

    /// <summary>A placeholder.</summary>
    Variable,

    /// <summary>An embedded command.</summary>
    Command,
    Comment,
}

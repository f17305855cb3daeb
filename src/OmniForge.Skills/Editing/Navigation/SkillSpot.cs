using OmniForge.Skills.Editing.Structure;
using OmniForge.Skills.Parsing;
using OmniForge.Skills.Permissions;
using OmniForge.Skills.Rules;
using OmniForge.Skills.Substitution;

namespace OmniForge.Skills.Editing.Navigation;

/// <summary>What of the language stands at one place of a file.</summary>
internal sealed class SkillSpot
{
    public SkillSpot(SkillDocument document, int offset)
    {
        Document = document;
        Offset = Snapped.Offset(document.Text, offset);
    }

    public SkillDocument Document { get; }

    public int Offset { get; }

    public string Text => Document.Text;

    public bool InBody => Offset >= Document.BodyStart;

    public BodyMap Body => Document.Map;

    /// <summary>The field whose key stands here; null = none.</summary>
    public Entry? Key() => Document.Frontmatter.Entries.FirstOrDefault(entry => Holds(entry.KeySpan));

    /// <summary>The item of a tool list that stands here, with its field; null = none.</summary>
    public (ToolPattern Item, string Field, TextSpan Span)? Tool()
    {
        var entries = Document.Frontmatter.Entries.Where(entry => Holds(entry.Span));
        foreach (var entry in entries.Where(entry => FieldTable.Find(entry.Key)?.Kind == FieldKind.Tools))
        {
            foreach (var item in ToolField.Read(entry, Text).Items)
            {
                if (item.Span is { } span && Holds(span))
                {
                    return (item, entry.Key, span);
                }
            }
        }

        return null;
    }

    /// <summary>The placeholder or command that stands here, at its place in the whole text; null = none.</summary>
    public (Segment Segment, TextSpan Span)? Placeholder()
    {
        if (!InBody)
        {
            return null;
        }

        foreach (var segment in Document.Segments)
        {
            var span = segment.Span with { Start = segment.Span.Start + Document.BodyStart };
            if (segment.Kind != SegmentKind.Literal && span.Length > 0 && Holds(span))
            {
                return (segment, span);
            }
        }

        return null;
    }

    /// <summary>The target of a link that stands here; null = none.</summary>
    public TextSpan? Link() => InBody ? First(Body.Links) : null;

    /// <summary>The code span that stands here; null = none.</summary>
    public TextSpan? Code() => InBody ? First(Body.CodeSpans) : null;

    /// <summary>The name of an argument that stands here, declared or used; null = none.</summary>
    public (string Name, TextSpan Span)? Argument()
    {
        foreach (var declared in ArgumentNames.Of(Document))
        {
            if (Holds(declared.Span))
            {
                return declared;
            }
        }

        return Placeholder() is ({ Kind: SegmentKind.Setting } setting, var span)
            ? (setting.Value, new(span.Start + 1, span.Length - 1))
            : null;
    }

    public bool Holds(TextSpan span) => span.Start <= Offset && Offset <= span.End;

    private TextSpan? First(IReadOnlyList<TextSpan> spans)
    {
        foreach (var span in spans)
        {
            if (Holds(span))
            {
                return span;
            }
        }

        return null;
    }
}

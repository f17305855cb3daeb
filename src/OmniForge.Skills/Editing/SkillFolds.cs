using OmniForge.Skills.Editing.Structure;

namespace OmniForge.Skills.Editing;

/// <summary>What an editor can fold away.</summary>
public static class SkillFolds
{
    /// <summary>Stretches of at least two lines in the order of their starts; each ends at the end of its last line. Never throws.</summary>
    public static IReadOnlyList<SkillFold> Of(SkillDocument document)
    {
        var text = document.Text;
        var found = new List<SkillFold>();
        if (document.Envelope.Frontmatter is { } fields)
        {
            Add(found, text, 0, Math.Max(fields.End, document.BodyStart), SkillFoldKind.Fields);
            foreach (var entry in document.Frontmatter.Entries)
            {
                Add(found, text, entry.Span.Start, entry.Span.End, SkillFoldKind.Field);
            }
        }

        var map = document.Map;
        found.AddRange(Sections(text, map.Headings));
        foreach (var block in map.Blocks)
        {
            Add(found, text, block.Span.Start, block.Span.End, SkillFoldKind.Block);
        }

        foreach (var comment in map.Comments)
        {
            Add(found, text, comment.Start, comment.End, SkillFoldKind.Comment);
        }

        return [.. found.OrderBy(fold => fold.Span.Start).ThenByDescending(fold => fold.Span.Length)];
    }

    private static List<SkillFold> Sections(string text, IReadOnlyList<BodyHeading> headings)
    {
        var found = new List<SkillFold>();
        var open = new Stack<BodyHeading>();
        foreach (var heading in headings)
        {
            Close(heading.Level, heading.Start);
            open.Push(heading);
        }

        Close(0, text.Length);
        return found;

        void Close(int level, int end)
        {
            while (open.TryPeek(out var last) && last.Level >= level)
            {
                Add(found, text, open.Pop().Start, end, SkillFoldKind.Section);
            }
        }
    }

    private static void Add(List<SkillFold> found, string text, int start, int end, SkillFoldKind kind)
    {
        var kept = start + text.AsSpan(start, Math.Max(0, Math.Min(end, text.Length) - start)).TrimEnd().Length;
        if (text.AsSpan(start, kept - start).IndexOfAny('\n', '\r') >= 0)
        {
            found.Add(new(TextSpan.Between(start, kept), kind));
        }
    }
}

/// <summary>One stretch that can be folded away, from the start of its first line.</summary>
public sealed record SkillFold(TextSpan Span, SkillFoldKind Kind);

/// <summary>What is folded.</summary>
public enum SkillFoldKind
{
    /// <summary>All fields with their fences.</summary>
    Fields,

    /// <summary>One field of several lines.</summary>
    Field,

    /// <summary>A heading and what stands below it.</summary>
    Section,

    /// <summary>A fenced block.</summary>
    Block,
    Comment,
}

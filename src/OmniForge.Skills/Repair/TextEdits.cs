using System.Text;

namespace OmniForge.Skills.Repair;

/// <summary>Edits of one text, in its order.</summary>
internal static class TextEdits
{
    public static string Apply(string text, IReadOnlyList<SkillEdit> ordered)
    {
        var edited = new StringBuilder(text.Length + 64);
        var from = 0;
        foreach (var edit in ordered.Where(edit => edit.Span.Start >= 0 && edit.Span.End <= text.Length))
        {
            if (edit.Span.Start < from)
            {
                continue;
            }

            edited.Append(text, from, edit.Span.Start - from).Append(edit.NewText);
            from = edit.Span.End;
        }

        return edited.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>Where a place of the old text lies in the new one; a place inside a replaced stretch is its start.</summary>
    public static int Forward(int offset, IReadOnlyList<SkillEdit> ordered)
    {
        var moved = 0;
        foreach (var edit in ordered)
        {
            if (edit.Span.End <= offset && (edit.Span.Length > 0 || edit.Span.Start < offset))
            {
                moved += edit.NewText.Length - edit.Span.Length;
            }
            else if (edit.Span.Start < offset)
            {
                return edit.Span.Start + moved;
            }
        }

        return offset + moved;
    }

    /// <summary>Where a place of the new text lies in the old one; a place inside an inserted stretch is its start.</summary>
    public static int Back(int offset, IReadOnlyList<SkillEdit> ordered)
    {
        var moved = 0;
        foreach (var edit in ordered)
        {
            var start = edit.Span.Start + moved;
            if (offset <= start)
            {
                break;
            }

            if (offset < start + edit.NewText.Length)
            {
                return edit.Span.Start + Math.Min(offset - start, edit.Span.Length);
            }

            moved += edit.NewText.Length - edit.Span.Length;
        }

        return offset - moved;
    }

    /// <summary>Whether an edit cannot be applied beside others: it overlaps one, or inserts at the same place.</summary>
    public static bool Collides(SkillEdit edit, IEnumerable<SkillEdit> others)
        => others.Any(other => edit.Span.Start == other.Span.Start
            || (edit.Span.Start < other.Span.End && other.Span.Start < edit.Span.End));
}

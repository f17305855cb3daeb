using OmniForge.Skills.Editing.Action;
using OmniForge.Skills.Formatting;
using OmniForge.Skills.Repair;

namespace OmniForge.Skills.Editing;

/// <summary>The common form of a skill as edits of the lines that differ.</summary>
public static class SkillFormatting
{
    /// <summary>All edits, in the order of the text; empty when nothing differs or <see cref="SkillFormatter"/> refuses. Never throws.</summary>
    /// <param name="document">The file as it is now.</param>
    /// <param name="profile">Whose form.</param>
    public static IReadOnlyList<SkillEdit> Of(SkillDocument document, SkillProfile profile)
        => SkillFormatter.Format(document, profile) is { Refusal: null } formatted ? LineHunks.Between(document.Text, formatted.Text) : [];

    /// <summary>
    /// The edits that lie within the lines of a stretch; empty when these alone would change what the skill says, as half of a
    /// move would. Never throws.
    /// </summary>
    /// <param name="document">The file as it is now.</param>
    /// <param name="span">The selection.</param>
    /// <param name="profile">Whose form.</param>
    public static IReadOnlyList<SkillEdit> In(SkillDocument document, TextSpan span, SkillProfile profile)
    {
        var text = document.Text;
        var all = Of(document, profile);
        var start = Snapped.Line(text, Snapped.Offset(text, span.Start)).Start;
        var end = Snapped.Line(text, Snapped.Offset(text, span.End)) is var last && last.Start == span.End && span.Length > 0 ? last.Start : last.Next;
        var inside = all.Where(edit => edit.Span.Start >= start && edit.Span.End <= end).ToList();
        return inside.Count == all.Count || Keeps(document, inside, profile) ? inside : [];
    }

    private static bool Keeps(SkillDocument document, List<SkillEdit> edits, SkillProfile profile)
        => FormatProof.Difference(document, SkillDocument.Parse(TextEdits.Apply(document.Text, edits)), new(profile)) is null;
}

namespace OmniForge.Skills.Editing.Action;

/// <summary>Actions that change the file as a whole, as edits of the lines that differ.</summary>
internal static class WholeFile
{
    public static IEnumerable<SkillAction> Fixed(SkillDocument document, SkillCheck check)
    {
        var edits = LineHunks.Between(document.Text, SkillFixes.Apply(document.Text, check, FixKind.Safe).Text);
        if (edits.Count > 0)
        {
            yield return new("Apply all safe fixes", SkillActionKind.FixAll, edits) { Decision = FixKind.Safe };
        }
    }

    public static IEnumerable<SkillAction> Organised(SkillDocument document, SkillProfile profile)
    {
        var edits = SkillFormatting.Of(document, profile);
        if (edits.Count > 0)
        {
            yield return new("Put the fields into their usual order and form", SkillActionKind.Organise, edits);
        }
    }
}

namespace OmniForge.Skills.Editing.Action;

/// <summary>Actions that change the file as a whole, as the smallest edit that does it.</summary>
internal static class WholeFile
{
    public static IEnumerable<SkillAction> Fixed(SkillDocument document, SkillCheck check)
    {
        var repaired = SkillFixes.Apply(document.Text, check, FixKind.Safe);
        if (repaired.Text != document.Text)
        {
            yield return new("Apply all safe fixes", SkillActionKind.FixAll, [Difference(document.Text, repaired.Text)]) { Decision = FixKind.Safe };
        }
    }

    /// <summary>The one edit that turns a text into another; it never splits a surrogate pair or a line break.</summary>
    public static SkillEdit Difference(string before, string after)
    {
        var start = before.AsSpan().CommonPrefixLength(after);
        start = Math.Min(Snapped.Offset(before, start), Snapped.Offset(after, start));
        var most = Math.Min(before.Length, after.Length) - start;
        var same = 0;
        while (same < most && before[^(same + 1)] == after[^(same + 1)])
        {
            same++;
        }

        while (same > 0 && (Snapped.Offset(before, before.Length - same) != before.Length - same || Snapped.Offset(after, after.Length - same) != after.Length - same))
        {
            same--;
        }

        return new(TextSpan.Between(start, before.Length - same), after[start..^same]);
    }
}

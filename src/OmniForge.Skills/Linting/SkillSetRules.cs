using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Linting;

/// <summary>What only shows when several skills are seen together (OF8001 to OF8004, OF8007).</summary>
public static class SkillSetRules
{
    /// <summary>The findings of every skill, at the index of the skill. The same skills give the same findings in any order.</summary>
    public static IReadOnlyList<IReadOnlyList<SkillDiagnostic>> Check(IReadOnlyList<SkillInSet> skills)
    {
        var members = skills.Select(skill => new SkillSetMember(skill)).ToList();
        var ordered = members.OrderBy(member => member.Skill.Path, StringComparer.Ordinal).ToList();
        NameClashes.Check(ordered);
        HiddenSkills.Check(ordered);
        SimilarDescriptions.Check(ordered);
        ListingBudgets.Check(ordered);
        CallCircles.Check(ordered);
        return [.. members.Select(member => member.Context.Found())];
    }
}

/// <summary>One skill while its set is checked.</summary>
internal sealed class SkillSetMember(SkillInSet skill)
{
    public SkillInSet Skill { get; } = skill;

    public RuleContext Context { get; } = new(skill.Document, new SkillCheck(skill.Profile) { Rules = skill.Rules });

    /// <summary>Where a finding about one field stands; the start of the file when the field is missing.</summary>
    public TextSpan Place(string key) => Context.Scalar(key)?.Span ?? default;
}

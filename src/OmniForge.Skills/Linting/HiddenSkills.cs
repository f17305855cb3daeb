namespace OmniForge.Skills.Linting;

/// <summary>Skills that hide, or are hidden by, one of the same name in another layer (OF8002).</summary>
internal static class HiddenSkills
{
    public static void Check(List<SkillSetMember> skills)
    {
        foreach (var group in skills.Where(member => member.Skill.Layer.Rank is not null).GroupBy(member => member.Skill.Name, StringComparer.Ordinal))
        {
            // Only the ranks of one name are compared with each other; a name in every tenant is looked up by rank.
            var byRank = group.OrderByDescending(member => member.Skill.Layer.Rank).ToList();
            if (byRank.Count < 2)
            {
                continue;
            }

            foreach (var member in byRank.Take(MaxCompared))
            {
                Report(member, byRank);
            }
        }
    }

    private const int MaxCompared = 200;

    private static void Report(SkillSetMember member, List<SkillSetMember> others)
    {
        var hiding = others.FirstOrDefault(other => other.Skill.Layer.Hides(member.Skill.Layer));
        var hidden = hiding is null ? others.FirstOrDefault(other => member.Skill.Layer.Hides(other.Skill.Layer)) : null;
        if (hiding is not null)
        {
            member.Context.Report("OF8002", member.Place(FieldNames.Name),
                $"'{hiding.Skill.Path}' has the same name in a layer that comes first and is used there instead of this one. Rename one of them if "
                    + "both are meant.");
        }
        else if (hidden is not null)
        {
            member.Context.Report("OF8002", member.Place(FieldNames.Name),
                $"This skill is used instead of '{hidden.Skill.Path}', which has the same name in a layer that comes later. Rename it if both are "
                    + "meant.");
        }
    }
}

namespace OmniForge.Skills.Linting;

/// <summary>The same name twice in one layer, also when only capitals differ (OF8001).</summary>
internal static class NameClashes
{
    public static void Check(List<SkillSetMember> skills)
    {
        var reported = new HashSet<SkillSetMember>();
        Check(skills, member => member.Skill.Name, "name", reported);
        Check(skills, member => SkillLayer.Folder(member.Skill.Path), "folder", reported);
    }

    private static void Check(List<SkillSetMember> skills, Func<SkillSetMember, string> name, string what, HashSet<SkillSetMember> reported)
    {
        foreach (var group in skills.GroupBy(member => (member.Skill.Layer.Place, Name: name(member).ToLowerInvariant())))
        {
            if (group.Key.Name.Length == 0 || group.Skip(1).FirstOrDefault() is null)
            {
                continue;
            }

            var winner = group.MaxBy(member => member.Skill.Document.Priority)!;
            foreach (var loser in group.Where(member => member != winner && reported.Add(member)))
            {
                var alike = name(loser) == name(winner) ? "" : ", apart from capitals";
                loser.Context.Report("OF8001", loser.Place(FieldNames.Name),
                    $"'{winner.Skill.Path}' in the same place has the same {what}{alike}. That one is used, because {Reason(winner, loser)}; this one is "
                        + "never found. Rename one of them.");
            }
        }
    }

    private static string Reason(SkillSetMember winner, SkillSetMember loser)
        => winner.Skill.Document.Priority > loser.Skill.Document.Priority ? "its priority is higher" : "its path comes first";
}

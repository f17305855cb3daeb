using OmniForge.Skills.Tables;

namespace OmniForge.Skills.Linting;

/// <summary>Names and descriptions of one place that together exceed what a program lists (OF8004).</summary>
internal static class ListingBudgets
{
    public static void Check(List<SkillSetMember> skills)
    {
        foreach (var place in skills.GroupBy(member => member.Skill.Layer.Place))
        {
            var members = place.ToList();
            var total = members.Sum(Length);
            foreach (var client in ClientTable.All.Where(client => client.ListingBudget < total))
            {
                Crossing(members, client.ListingBudget!.Value).Context.Report("OF8004", default,
                    $"The names and descriptions of the {members.Count} skills here have {total} characters together; {client.Title} lists about "
                        + $"{client.ListingBudget} and leaves out the rest, from about this one on. Shorten descriptions, or split the skills up.");
            }
        }
    }

    private static SkillSetMember Crossing(List<SkillSetMember> members, int budget)
    {
        var sum = 0;
        return members.First(member => (sum += Length(member)) > budget);
    }

    private static int Length(SkillSetMember member) => member.Skill.Name.Length + (member.Skill.Document.Description?.Length ?? 0);
}

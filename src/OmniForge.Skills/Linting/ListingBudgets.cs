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
            foreach (var client in ClientTable.All)
            {
                var total = members.Sum(member => Length(member, client));
                if (total <= (client.ListingBudget ?? int.MaxValue))
                {
                    continue;
                }

                Crossing(members, client).Context.Report("OF8004", default,
                    $"The names and descriptions of the {members.Count} skills here have {total} characters together; {client.Title} lists about "
                        + $"{client.ListingBudget} and leaves out the rest, from about this one on. Shorten descriptions, or split the skills up.");
            }
        }
    }

    private static SkillSetMember Crossing(List<SkillSetMember> members, ClientSpec client)
    {
        var sum = 0;
        return members.First(member => (sum += Length(member, client)) > client.ListingBudget);
    }

    // A longer description is cut by itself and takes no more room than that.
    private static int Length(SkillSetMember member, ClientSpec client)
        => member.Skill.Name.Length + Math.Min(member.Skill.Document.Description?.Length ?? 0, client.ListingEntry ?? int.MaxValue);
}

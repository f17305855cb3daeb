using OmniForge.Skills.Editing.Navigation;

namespace OmniForge.Skills.Editing.Hover;

/// <summary>Another skill that the instructions name.</summary>
internal static class MentionHover
{
    public static SkillHover? At(SkillSpot spot, EditingContext context)
    {
        if (context.Skills.Count == 0)
        {
            return null;
        }

        var names = context.Skills.Select(skill => skill.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, span) in SkillMentions.In(spot.Document, names))
        {
            if (spot.Holds(span))
            {
                return new(Of(context.Skills.First(skill => skill.Name == name)), span);
            }
        }

        return null;
    }

    public static string Of(WorkspaceSkill skill)
        => $"**{skill.Name}**{(skill.Description is { } description ? "\n\n" + description : "")}\n\n{MarkdownText.Code(skill.Path)}";
}

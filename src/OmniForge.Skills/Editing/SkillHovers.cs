using OmniForge.Skills.Editing.Hover;
using OmniForge.Skills.Editing.Navigation;

namespace OmniForge.Skills.Editing;

/// <summary>Explains what stands at a place of a skill.</summary>
public static class SkillHovers
{
    private static readonly Func<SkillSpot, EditingContext, SkillHover?>[] Providers =
    [
        RuleHover.At,
        ToolHover.At,
        FieldHover.At,
        PlaceholderHover.At,
        FileHover.At,
        MentionHover.At,
    ];

    /// <summary>Null when there is nothing to explain. Never throws.</summary>
    /// <param name="document">The file as it is now.</param>
    /// <param name="offset">In UTF-16 units; outside the text it counts as the nearest edge.</param>
    /// <param name="context">What is known around the file.</param>
    public static SkillHover? At(SkillDocument document, int offset, EditingContext context)
    {
        var spot = new SkillSpot(document, offset);
        foreach (var provider in Providers)
        {
            if (provider(spot, context) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}

/// <summary>An explanation in Markdown and the text that it explains.</summary>
public sealed record SkillHover(string Markdown, TextSpan Span);

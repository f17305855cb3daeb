using OmniForge.Skills.Editing.Navigation;
using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Editing.Hover;

/// <summary>The id of a rule, as it stands in a comment that switches the rule off.</summary>
internal static class RuleHover
{
    private const int Length = 6;

    public static SkillHover? At(SkillSpot spot, EditingContext context)
    {
        var start = spot.Offset;
        while (start > 0 && spot.Offset - start <= Length && char.IsAsciiLetterOrDigit(spot.Text[start - 1]))
        {
            start--;
        }

        return start + Length <= spot.Text.Length && spot.Text.AsSpan(start, 2) is "OF"
            && spot.Text.AsSpan(start + 2, 4).IndexOfAnyExceptInRange('0', '9') < 0
            && RulePages.Find(spot.Text.Substring(start, Length)) is { } page
                ? new($"**{page.Id}** {page.Title}\n\n{page.Meaning}\n\n{page.Remedy}", new(start, Length))
                : null;
    }
}

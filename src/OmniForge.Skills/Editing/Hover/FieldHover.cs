using OmniForge.Skills.Editing.Navigation;

namespace OmniForge.Skills.Editing.Hover;

/// <summary>What a field means; for the tool list also what it comes to for the agent.</summary>
internal static class FieldHover
{
    public static SkillHover? At(SkillSpot spot, EditingContext context)
    {
        if (spot.Key() is not { } entry || FieldTexts.Of(entry.Key, context.Check.Profile) is not { } text)
        {
            return null;
        }

        var permission = entry.Key == FieldNames.AllowedTools ? "\n\n" + PermissionText.Of(spot.Document, context) : "";
        return new($"**{entry.Key}**\n\n{text}{permission}", entry.KeySpan);
    }
}

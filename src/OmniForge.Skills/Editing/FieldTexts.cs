using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Editing;

/// <summary>What a field means, in the words shown to its author.</summary>
internal static class FieldTexts
{
    /// <summary>Null for a field that nobody knows.</summary>
    public static string? Of(string name, SkillProfile profile)
        => FieldTable.Find(name) is not { } field ? null
        : field.OfAgent ? "Belongs to the agent, not to the skill: here it has no effect."
        : field.Accepted[(int)profile] ? null
        : "A field of another program: here it has no effect.";
}

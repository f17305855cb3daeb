using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Editing;

/// <summary>What a field means, in the words of the field table; the JSON Schema says the same.</summary>
internal static class FieldTexts
{
    /// <summary>Meaning, shape and default as Markdown; null for a field that nobody knows.</summary>
    public static string? Of(string name, SkillProfile profile)
    {
        if (FieldTable.Find(name) is not { } field)
        {
            return null;
        }

        var text = field.Accepted[(int)profile] || field.OfAgent ? field.Doc : field.Doc + " It has no meaning in this profile.";
        text += field.Shape.Length > 0 ? $"\n\nShape: {field.Shape}." : "";
        text += field.Default is { } fallback ? $"\n\nWithout it: {fallback}." : "";
        return text + (field.Since is { } since ? $"\n\nSince Claude Code {since}." : "");
    }
}

using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Editing.Navigation;

/// <summary>The name that a file gives to its skill, and where it stands.</summary>
internal static class OwnName
{
    public static (string Name, TextSpan Span)? Of(SkillDocument document)
        => document.Frontmatter.Find(FieldNames.Name)?.Value
            is ScalarNode { IsNull: false, Form: not ScalarForm.Block, Text.Length: > 0 } name
            ? (name.Text, Inner(name))
            : null;

    /// <summary>As above, when the cursor is on it.</summary>
    public static (string Name, TextSpan Span)? At(SkillSpot spot) => Of(spot.Document) is { } own && spot.Holds(own.Span) ? own : null;

    private static TextSpan Inner(ScalarNode name)
        => name is { Form: ScalarForm.Quoted, Span.Length: >= 2 } ? new(name.Span.Start + 1, name.Span.Length - 2) : name.Span;
}

namespace OmniForge.Skills.Editing.Navigation;

/// <summary>
/// Where instructions name a skill: <c>/name</c> in a code span; <c>name</c> in one when it has a hyphen or its line says
/// "skill"; and <c>Skill(name)</c> in a tool list. Plain prose never counts, because names are ordinary words.
/// </summary>
internal static class SkillMentions
{
    /// <summary>Every mention of any of these names, in the order of the text.</summary>
    public static IReadOnlyList<(string Name, TextSpan Span)> In(SkillDocument document, IReadOnlySet<string> names)
    {
        var found = new List<(string, TextSpan)>();
        foreach (var key in (string[])[FieldNames.AllowedTools, "disallowed-tools"])
        {
            foreach (var item in document.Frontmatter.Tools(key, document.Text)?.Items ?? [])
            {
                if (item is { Name: "Skill", Spec: { } name, Span: { } span } && names.Contains(name)
                    && document.Text.IndexOf(name, span.Start, span.Length, StringComparison.Ordinal) is var at and >= 0)
                {
                    found.Add((name, new(at, name.Length)));
                }
            }
        }

        foreach (var span in document.Map.CodeSpans)
        {
            var text = document.Text.AsSpan(span.Start, span.Length);
            var command = text[0] == '/';
            var name = (command ? text[1..] : text).ToString();
            if (names.Contains(name) && (command || name.Contains('-', StringComparison.Ordinal) || SaysSkill(document.Text, span)))
            {
                found.Add((name, new(command ? span.Start + 1 : span.Start, name.Length)));
            }
        }

        return found;
    }

    private static bool SaysSkill(string text, TextSpan span)
        => Snapped.Line(text, span.Start).Of(text).Contains("skill", StringComparison.OrdinalIgnoreCase);
}

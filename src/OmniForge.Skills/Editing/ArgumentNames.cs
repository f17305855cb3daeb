using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Editing;

/// <summary>The names that the field <c>arguments</c> declares, each with its place.</summary>
internal static class ArgumentNames
{
    public const string Field = "arguments";

    public static IReadOnlyList<(string Name, TextSpan Span)> Of(SkillDocument document)
    {
        var found = new List<(string, TextSpan)>();
        switch (document.Frontmatter.Find(Field)?.Value)
        {
            case ListNode list:
                foreach (var item in list.Items.OfType<ScalarNode>())
                {
                    Words(document.Text, item.Span, found);
                }

                break;
            case ScalarNode { IsNull: false } scalar:
                Words(document.Text, scalar.Span, found);
                break;
        }

        return found;
    }

    public static bool IsName(string name)
        => name.Length is > 0 and <= 64
        && (char.IsAsciiLetter(name[0]) || name[0] == '_')
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        && name != "ARGUMENTS";

    private static void Words(string text, TextSpan span, List<(string, TextSpan)> found)
    {
        var start = -1;
        for (var i = span.Start; i <= span.End; i++)
        {
            var inside = i < span.End && (char.IsAsciiLetterOrDigit(text[i]) || text[i] == '_');
            if (inside)
            {
                start = start < 0 ? i : start;
                continue;
            }

            if (start >= 0 && IsName(text[start..i]))
            {
                found.Add((text[start..i], TextSpan.Between(start, i)));
            }

            start = -1;
        }
    }
}

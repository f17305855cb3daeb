namespace OmniForge.Skills.Parsing;

/// <summary>Finds control characters in the frontmatter, one finding per run.</summary>
internal static class ControlCharacters
{
    public static IEnumerable<Finding> Find(string text, TextSpan span)
    {
        for (var i = span.Start; i < span.End; i++)
        {
            if (!YamlText.IsControl(text[i]))
            {
                continue;
            }

            var start = i;
            while (i + 1 < span.End && YamlText.IsControl(text[i + 1]))
            {
                i++;
            }

            var place = TextSpan.Between(start, i + 1);
            yield return new("OF1003", place,
                $"An invisible control character (U+{(int)text[start]:X4}) stands here; readers stop or drop the field. Delete it.")
            { Fixes = [SkillFix.Safe("Delete the character", place, "")] };
        }
    }
}

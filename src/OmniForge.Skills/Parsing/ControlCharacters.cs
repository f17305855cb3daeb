namespace OmniForge.Skills.Parsing;

/// <summary>Finds control characters, one finding per run.</summary>
internal static class ControlCharacters
{
    /// <summary>Those among the fields, where they break what is read.</summary>
    public static IEnumerable<Finding> Find(string text, TextSpan span)
        => Runs(text, span).Select(place => new Finding("OF1003", place,
            $"An invisible control character (U+{(int)text[place.Start]:X4}) stands here; readers stop or drop the field. Delete it.")
        { Fixes = [SkillFix.Safe("Delete the character", place, "")] });

    /// <summary>The stretches of a text that hold nothing but control characters.</summary>
    public static IEnumerable<TextSpan> Runs(string text, TextSpan span)
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

            yield return TextSpan.Between(start, i + 1);
        }
    }
}

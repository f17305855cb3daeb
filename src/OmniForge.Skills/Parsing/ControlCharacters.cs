using System.Buffers;

namespace OmniForge.Skills.Parsing;

/// <summary>Finds control characters, one finding per run.</summary>
internal static class ControlCharacters
{
    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(unit => (char)unit).Where(YamlText.IsControl)]);

    /// <summary>Those among the fields, where they break what is read.</summary>
    public static IEnumerable<Finding> Find(string text, TextSpan span)
        => Runs(text, span).Select(place => new Finding("OF1003", place,
            $"An invisible control character (U+{(int)text[place.Start]:X4}) stands here; readers stop or drop the field. Delete it.")
        { Fixes = [SkillFix.Safe("Delete the character", place, "")] });

    /// <summary>The stretches of a text that hold nothing but control characters.</summary>
    public static IEnumerable<TextSpan> Runs(string text, TextSpan span)
    {
        for (var at = Next(text, span.Start, span.End); at >= 0; at = Next(text, at, span.End))
        {
            var start = at;
            while (at < span.End && YamlText.IsControl(text[at]))
            {
                at++;
            }

            yield return TextSpan.Between(start, at);
        }
    }

    private static int Next(string text, int from, int end)
        => text.AsSpan(from, end - from).IndexOfAny(Controls) is >= 0 and var found ? from + found : -1;
}

using System.Text;

namespace OmniForge.Agents.Building.Drafting;

/// <summary>A skill's name from an agent's name: `a-z 0-9 -`, at most 64 characters.</summary>
internal static class Slug
{
    private const int Longest = 64;

    public static string Of(string name)
    {
        var slug = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (letter is >= 'a' and <= 'z' or >= '0' and <= '9')
            {
                slug.Append(letter);
            }
            else if (slug.Length > 0 && slug[^1] != '-' && !char.IsLetter(letter)
                && System.Globalization.CharUnicodeInfo.GetUnicodeCategory(letter) != System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString().Trim('-');
        text = text.Length > Longest ? text[..Longest].Trim('-') : text;
        return text.Length == 0 ? "report" : text;
    }
}

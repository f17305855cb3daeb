using System.Text;

namespace OmniForge.Agents.Prompts;

/// <summary>
/// Characters that a person does not see and a language model reads: tags, changes of the writing direction, blanks without width.
/// The joiners of emoji and of several scripts stay.
/// </summary>
internal static class InvisibleText
{
    public static string Without(string text, out int left)
    {
        left = 0;
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Hidden(rune.Value))
            {
                left++;
            }
            else
            {
                seen.Append(rune);
            }
        }

        return left == 0 ? text : seen.ToString();
    }

    private static bool Hidden(int sign) => sign is 0x00AD or 0x034F or 0x061C or 0x180E or 0xFEFF
        or (>= 0x200E and <= 0x200F) or 0x200B or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F)
        or (>= 0xFFF9 and <= 0xFFFB) or (>= 0xE0000 and <= 0xE0FFF)
        or (< 0x20 and not (0x09 or 0x0A or 0x0D)) or (>= 0x7F and <= 0x9F);
}

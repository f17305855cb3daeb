using System.Text;

namespace OmniForge.Skills.Rules;

/// <summary>Invisible and direction-changing characters, which hide instructions from the eye (OF7002).</summary>
internal static class HiddenCharacterRules
{
    public static void Check(RuleContext context)
    {
        var text = context.Text;
        var start = -1;
        var before = default(Rune);
        for (var i = 0; i <= text.Length;)
        {
            var rune = i < text.Length && Rune.TryGetRuneAt(text, i, out var read) ? read : default;
            var hidden = IsHidden(rune, before);
            if (hidden && start < 0)
            {
                start = i;
            }
            else if (!hidden && start >= 0)
            {
                context.Report("OF7002", TextSpan.Between(start, i),
                    "Invisible or direction-changing characters stand here; they can hide text from you that the model reads. Delete them.",
                    [SkillFix.Safe("Delete them", TextSpan.Between(start, i), "")]);
                start = -1;
            }

            before = rune;
            i += Math.Max(1, rune.Utf16SequenceLength);
        }
    }

    // Joiners (U+200C, U+200D) and marks (U+200E, U+200F) are needed by scripts and emoji; a flag is an emoji followed by tags.
    private static bool IsHidden(Rune rune, Rune before) => rune.Value switch
    {
        0x200B or 0x180E or 0xFEFF => true,
        >= 0x202A and <= 0x202E or >= 0x2060 and <= 0x2064 or >= 0x2066 and <= 0x206F => true,
        >= 0xE0000 and <= 0xE007F => !(before.Value is (>= 0xE0020 and <= 0xE007E) or 0x1F3F4),
        _ => false,
    };
}

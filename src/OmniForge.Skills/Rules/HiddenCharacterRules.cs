using System.Buffers;
using System.Text;

namespace OmniForge.Skills.Rules;

/// <summary>Invisible and direction-changing characters, which hide instructions from the eye (OF7002).</summary>
internal static class HiddenCharacterRules
{
    private const int Flag = 0x1F3F4;
    private const int EndOfTags = 0xE007F;
    private const int MaxFlagTags = 6;

    // Every character that is hidden begins with one of these code units; most files hold none of them.
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. "\u180E\u200B\uFEFF\uDB40", .. Range(0x202A, 0x202E), .. Range(0x2060, 0x206F), .. Range(0xFE00, 0xFE0F)]);

    public static void Check(RuleContext context)
    {
        var text = context.Text;
        var start = -1;
        var before = default(Rune);
        for (var i = 0; i <= text.Length;)
        {
            if (start < 0 && !IsSelector(before) && before.Value != Flag)
            {
                if (text.AsSpan(i).IndexOfAny(Suspects) is not (>= 0 and var next))
                {
                    return;
                }

                (i, before) = (i + next, next == 0 ? before : Before(text, i + next));
            }

            i += start < 0 ? FlagTags(text, i, before) : 0;
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

    private static Rune Before(string text, int at)
        => Rune.DecodeLastFromUtf16(text.AsSpan(0, at), out var rune, out _) == OperationStatus.Done ? rune : default;

    private static IEnumerable<char> Range(int first, int last) => Enumerable.Range(first, last - first + 1).Select(unit => (char)unit);

    /// <summary>The length of the tags that name the flag of a region behind a waving flag; 0 = there are none.</summary>
    private static int FlagTags(string text, int start, Rune before)
    {
        if (before.Value != Flag)
        {
            return 0;
        }

        for (var i = start; i < text.Length && i <= start + (2 * MaxFlagTags) && Rune.TryGetRuneAt(text, i, out var tag); i += 2)
        {
            if (tag.Value == EndOfTags)
            {
                return i + 2 - start;
            }

            if (tag.Value is not ((>= 0xE0030 and <= 0xE0039) or (>= 0xE0061 and <= 0xE007A)))
            {
                break;
            }
        }

        return 0;
    }

    // Joiners (U+200C, U+200D) and marks (U+200E, U+200F) are needed by scripts and emoji; one selector may follow a letter.
    private static bool IsHidden(Rune rune, Rune before) => rune.Value switch
    {
        0x200B or 0x180E or 0xFEFF => true,
        >= 0x202A and <= 0x202E or >= 0x2060 and <= 0x2064 or >= 0x2066 and <= 0x206F => true,
        >= 0xE0000 and <= 0xE007F => true,
        _ => IsSelector(rune) && IsSelector(before),
    };

    private static bool IsSelector(Rune rune) => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}

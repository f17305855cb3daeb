using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Rules;

/// <summary>Lines that end in different ways (OF1004).</summary>
internal static class LineEndRules
{
    public static void Check(RuleContext context)
    {
        var text = context.Text;
        var first = 0;
        for (var at = text.AsSpan().IndexOfAny('\r', '\n'); at >= 0;)
        {
            var length = text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
            first = first == 0 ? text[at] + length : first;
            if (first != text[at] + length)
            {
                context.Report("OF1004", new(at, length), "From here on lines end differently than above; some editors then show "
                    + "one long line. Save the file with one kind.", [Unified(text)]);
                return;
            }

            var next = text.AsSpan(at + length).IndexOfAny('\r', '\n');
            at = next < 0 ? -1 : at + length + next;
        }
    }

    // The kind that most lines have; LF where that is open.
    private static SkillFix Unified(string text)
    {
        var breaks = new List<TextSpan>();
        for (var at = 0; at < text.Length;)
        {
            var line = TextLine.At(text, at, text.Length);
            if (line.Next > line.End)
            {
                breaks.Add(TextSpan.Between(line.End, line.Next));
            }

            at = line.Next;
        }

        var pairs = breaks.Count(found => found.Length == 2);
        var wanted = 2 * pairs > breaks.Count ? "\r\n" : "\n";
        return new("Use one kind of line ends", FixKind.Safe,
            [.. breaks.Where(found => !text.AsSpan(found.Start, found.Length).SequenceEqual(wanted)).Select(found => new SkillEdit(found, wanted))]);
    }
}

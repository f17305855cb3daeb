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
                    + "one long line. Save the file with one kind.");
                return;
            }

            var next = text.AsSpan(at + length).IndexOfAny('\r', '\n');
            at = next < 0 ? -1 : at + length + next;
        }
    }
}

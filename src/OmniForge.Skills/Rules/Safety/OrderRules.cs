namespace OmniForge.Skills.Rules.Safety;

/// <summary>Wording that orders the model to ignore or to hide something, in the open or in a comment (OF7008).</summary>
internal static class OrderRules
{
    public static void Check(RuleContext context)
    {
        if (!context.Judges("OF7008"))
        {
            return;
        }

        var (text, at) = (context.Text, context.Document.BodyStart);
        while (at < text.Length)
        {
            var open = text.IndexOf("<!--", at, StringComparison.Ordinal);
            Prose(context, at, open < 0 ? text.Length : open);
            if (open < 0)
            {
                return;
            }

            var close = text.IndexOf("-->", open, StringComparison.Ordinal);
            at = close < 0 ? text.Length : close + 3;
            if (context.Blocks.At(open) is null && context.Prose.Code(open) is null
                && OrderWording.Find(text, open + 4, close < 0 ? text.Length : Math.Max(open + 4, close), OrderPlace.Comment) is { } span)
            {
                context.Report("OF7008", span,
                    "This comment is hidden from people but not from the model, and orders it to ignore or hide something. A reviewer sees it "
                        + "before publishing. Remove it.");
            }
        }
    }

    private static void Prose(RuleContext context, int from, int to)
    {
        var text = context.Text;
        while (from < to && OrderWording.Find(text, from, to, OrderPlace.Prose) is { } span)
        {
            var line = context.Prose.Line(span.Start);
            if (context.Blocks.At(span.Start) is null && context.Prose.Code(span.Start) is null && !IsQuoted(text, span)
                && !OrderWording.IsDescription(text.AsSpan(line.Start, line.Length)))
            {
                context.Report("OF7008", span,
                    "This orders the model to ignore its instructions or to hide something from people. A reviewer sees it before publishing. "
                        + "Say openly what is meant.");
            }

            from = span.End;
        }
    }

    private static bool IsQuoted(string text, TextSpan span)
        => span.Start > 0 && text[span.Start - 1] is '"' or '\'' or '“' or '‘' or '`' or '«' or '„';
}

using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Rules;

/// <summary>Text that was meant but is dropped because a comment starts in it, as in <c>fixes #12</c> (OF2010).</summary>
internal static class CommentRules
{
    public static void Check(RuleContext context)
    {
        foreach (var entry in context.Fields.Entries)
        {
            if (entry.Value is ScalarNode { Form: ScalarForm.Plain } scalar)
            {
                Check(context, scalar.IsNull ? entry.KeySpan.End + 1 : scalar.Span.End, scalar.IsNull ? null : scalar.Span);
            }

            foreach (var item in entry.Value is ListNode items ? items.Items.OfType<ScalarNode>() : [])
            {
                if (item is { Form: ScalarForm.Plain, IsNull: false })
                {
                    Check(context, item.Span.End, context.Text[entry.Value!.Span.Start] == '[' ? null : item.Span);
                }
            }
        }
    }

    private static void Check(RuleContext context, int end, TextSpan? value)
    {
        var rest = end < context.Text.Length ? context.Text.AsSpan(end) : [];
        var line = rest.IndexOfAny('\r', '\n') is var cut && cut >= 0 ? rest[..cut] : rest;
        var comment = line.TrimStart(" \t");

        // A comment that was meant as one has a blank behind its sign.
        if (comment.Length > 1 && comment.Length < line.Length && comment[0] == '#' && !char.IsWhiteSpace(comment[1]) && comment[1] != '#')
        {
            var lost = new TextSpan(end + line.Length - comment.Length, comment.TrimEnd().Length);
            var whole = TextSpan.Between(value?.Start ?? lost.Start, lost.End);
            context.Report("OF2010", lost,
                "' #' starts a comment, so this part of the text is dropped. Put the whole value in quotes if it belongs to it.",
                context.Text.AsSpan(whole.Start, whole.Length).ContainsAny('\n', '\r') ? []
                    : [SkillFix.Choice("Put all of it in quotes", whole,
                        Writing.SafeScalar.Quoted(context.Text.Substring(whole.Start, whole.Length)))]);
        }
    }
}

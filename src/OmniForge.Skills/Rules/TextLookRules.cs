using OmniForge.Skills.Parsing;
using OmniForge.Skills.Writing;

namespace OmniForge.Skills.Rules;

/// <summary>Text fields whose text other readers take for a number, a date, yes or no, or nothing (OF2008).</summary>
internal static class TextLookRules
{
    public static void Check(RuleContext context)
    {
        foreach (var entry in context.Fields.Entries)
        {
            // Fields with a fixed set of words have their own finding.
            if (entry.Key is FieldNames.Context or "effort" or "shell" || FieldTable.Find(entry.Key) is not { } field)
            {
                continue;
            }

            if (field.Kind == FieldKind.Text)
            {
                Check(context, entry.Value);
            }
            else if (field.Kind is FieldKind.Labels or FieldKind.Texts && entry.Value is ListNode list)
            {
                foreach (var item in list.Items)
                {
                    Check(context, item);
                }
            }
        }
    }

    private static void Check(RuleContext context, Node? value)
    {
        // A value behind a type mark is longer than its text and has its own finding.
        if (value is ScalarNode { Form: ScalarForm.Plain, IsNull: false } scalar && scalar.Span.Length == scalar.Text.Length
            && LookAlikeValues.Kind(scalar.Text) is { } kind)
        {
            context.Report("OF2008", scalar.Span,
                $"'{scalar.Text}' is text here, but other readers take it for {kind} and may change it. Put it in quotes.",
                SkillFix.Safe("Put it in quotes", scalar.Span, SafeScalar.Quoted(scalar.Text)));
        }
    }
}

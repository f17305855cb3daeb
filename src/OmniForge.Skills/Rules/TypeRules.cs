using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Rules;

/// <summary>Whether a value has the shape of its field (OF2009, OF3007, OF3017).</summary>
internal static class TypeRules
{
    private static readonly string[] OtherBooleans = ["yes", "no", "on", "off", "1", "0", "y", "n"];

    public static void Check(RuleContext context)
    {
        foreach (var entry in context.Fields.Entries)
        {
            if (FieldTable.Find(entry.Key) is { OfAgent: false } field && field.IsReadIn(context.Profile) && context.Value(entry.Key) is { } value)
            {
                Check(context, field, value);
            }
        }
    }

    private static void Check(RuleContext context, FieldSpec field, Node value)
    {
        var rule = field.Name is FieldNames.Name or FieldNames.Description ? "OF3007/required" : "OF3007";
        switch (field.Kind)
        {
            case FieldKind.Text when value is not ScalarNode:
                context.Report(rule, value.Span, $"'{field.Name}' must be one text; as written it is not read. Put the value in "
                    + "quotes.", Lossless(context, field, value));
                break;
            case FieldKind.Boolean:
                CheckBoolean(context, field, value);
                break;
            case FieldKind.Tools or FieldKind.Texts
                when value is MapNode || (value is ListNode list && list.Items.Any(item => item is not ScalarNode)):
                context.Report(rule, value.Span, $"'{field.Name}' must be a list of plain texts; as written its odd parts count "
                    + "for nothing. Write one item per line.");
                break;
            case FieldKind.Map when value is not MapNode:
                context.Report(rule, value.Span, $"'{field.Name}' must hold 'key: value' lines; as written it is not read.");
                break;
            case FieldKind.Metadata:
                CheckMetadata(context, value);
                break;
        }
    }

    private static void CheckBoolean(RuleContext context, FieldSpec field, Node value)
    {
        if (value is not ScalarNode scalar)
        {
            context.Report("OF3007", value.Span, $"'{field.Name}' must be true or false; as written it is not read.", Unwrapped(context, value));
            return;
        }

        var word = scalar.Text.ToLowerInvariant();
        var plain = word is "true" or "false";
        if (plain && scalar.Form == ScalarForm.Plain)
        {
            return;
        }

        if (plain || OtherBooleans.Contains(word))
        {
            var meant = word is "true" or "yes" or "on" or "1" or "y" ? "true" : "false";
            context.Report("OF2009", value.Span, $"Some readers do not take this for yes or no. Write {meant}.",
                [SkillFix.Safe($"Write {meant}", value.Span, meant)]);
            return;
        }

        context.Report("OF3007", value.Span, $"'{field.Name}' must be true or false; '{scalar.Text}' is not read.");
    }

    private static void CheckMetadata(RuleContext context, Node value)
    {
        if (value is not MapNode map)
        {
            context.Report("OF3017", value.Span, "'metadata' must hold 'key: value' lines; as written it is dropped.");
            return;
        }

        foreach (var (_, inner) in map.Pairs)
        {
            if (inner is ListNode or MapNode)
            {
                context.Report("OF3017/value", inner.Span, "A value of 'metadata' should be one text; some readers drop anything "
                    + "else. Put it in quotes.", OneLine(context, inner) is { } source && source[0] is '[' or '{'
                        ? [SkillFix.Safe("Put the value in quotes", inner.Span, Writing.SafeScalar.Quoted(source))] : []);
            }
            else if (inner is ScalarNode { Form: ScalarForm.Plain, IsNull: false } scalar && LookAlikeValues.Kind(scalar.Text) is { } kind)
            {
                context.Report("OF3017/value", scalar.Span,
                    $"'{scalar.Text}' is read as {kind} unless it is in quotes; values of 'metadata' should be texts. Put it in quotes.",
                    SkillFix.Safe("Put it in quotes", scalar.Span, Writing.SafeScalar.Quoted(scalar.Text)));
            }
        }
    }

    // "argument-hint: [file]" was meant as text, and a list of one text as that text; neither loses anything.
    private static IReadOnlyList<SkillFix> Lossless(RuleContext context, FieldSpec field, Node value)
    {
        var source = OneLine(context, value);
        if (field.Name == "argument-hint" && source is ['[', ..])
        {
            return [SkillFix.Safe("Put the value in quotes", value.Span, Writing.SafeScalar.Quoted(source))];
        }

        return Unwrapped(context, value) is { Count: > 0 } unwrapped ? unwrapped
            : value is ListNode && source is not null
                ? [SkillFix.Choice("Put the value in quotes", value.Span, Writing.SafeScalar.Quoted(source))]
                : [];
    }

    /// <summary>The only item of a list instead of the list.</summary>
    internal static IReadOnlyList<SkillFix> Unwrapped(RuleContext context, Node value)
        => value is ListNode { Items: [ScalarNode { IsNull: false, Form: not ScalarForm.Block } only] }
            && context.Fields.Entries.FirstOrDefault(entry => ReferenceEquals(entry.Value, value)) is { } entry
            && context.Text.AsSpan(value.Span.Start, value.Span.Length).IndexOf(" #") < 0
            ? [new("Write it without the list", FixKind.Safe, [FieldEdits.Fill(context, entry, context.Text.Substring(only.Span.Start, only.Span.Length))])]
            : [];

    private static string? OneLine(RuleContext context, Node value)
        => context.Text.Substring(value.Span.Start, value.Span.Length) is var source && source.Length > 0 && !source.AsSpan().ContainsAny('\n', '\r')
            ? source
            : null;
}

using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Rules.Taste;

/// <summary>What changes nothing, or more than it should some day (OF6910).</summary>
internal static class IdleTaste
{
    private static readonly (string Field, string Default)[] Defaults =
    [
        (FieldNames.UserInvocable, "true"), (FieldNames.Context, "inherit"), (FieldNames.Model, "inherit"), (FieldNames.Priority, "0"),
        ("disable-model-invocation", "false"), ("background", "false"),
    ];

    public static void Check(RuleContext context)
    {
        foreach (var (field, value) in Defaults)
        {
            if (context.Accepts(field) && context.Fields.Find(field) is { Broken: false, Value: ScalarNode scalar } entry
                && scalar.Text.Equals(value, StringComparison.OrdinalIgnoreCase))
            {
                context.Report("OF6910", entry.KeySpan, $"'{field}' is {value} anyway, so this line changes nothing. Remove it.",
                    SkillFix.Safe($"Remove '{field}'", context.Lines(entry), ""));
            }
        }

        if (!context.Document.UserInvocable && context.Accepts("disable-model-invocation") && context.Fields.Flag("disable-model-invocation") == true)
        {
            context.Report("OF6910", context.Fields.Find(FieldNames.UserInvocable)!.KeySpan,
                "Neither people nor the model may start this skill, so it is never used. Let one of them.");
        }

        CheckBundle(context);
        CheckPackages(context);
    }

    private static void CheckBundle(RuleContext context)
    {
        foreach (var file in context.Check.Bundle ?? [])
        {
            var folder = file.Path.IndexOf('/', StringComparison.Ordinal);
            if (file.Kind == BundleFileKind.File && folder > 0 && file.Path[..folder] is "scripts" or "references" or "assets"
                && !context.Text.Contains(file.Path[(file.Path.LastIndexOf('/') + 1)..], StringComparison.Ordinal)
                && !context.Text.Contains(file.Path[..(folder + 1)] + "`", StringComparison.Ordinal))
            {
                context.Report("OF6910", default, $"The instructions never name '{file.Path}', so nobody opens it. Name it, or remove it.");
            }
        }
    }

    private static void CheckPackages(RuleContext context)
    {
        const string Start = "npx ";
        var text = context.Text;
        for (var at = text.IndexOf(Start, context.Document.BodyStart, StringComparison.Ordinal); at >= 0;
            at = text.IndexOf(Start, at + Start.Length, StringComparison.Ordinal))
        {
            var line = context.Prose.Line(at);
            var from = at + Start.Length;
            foreach (var word in text[from..Math.Min(line.End, from + 200)].Split(' ', '`'))
            {
                if (word.StartsWith('-') || word.Length == 0)
                {
                    from += word.Length + 1;
                    continue;
                }

                if (IsPackage(word) && (context.Blocks.At(at) is not null || context.Prose.Code(at) is not null))
                {
                    context.Report("OF6910", new(from, word.Length),
                        $"'npx {word}' takes whatever version is newest that day. Write the version, as in '{word}@1.2.3'.");
                }

                break;
            }
        }
    }

    private static bool IsPackage(string word)
        => word.LastIndexOf('@') <= 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '@' or '/' or '-' or '_' or '.') && !word.StartsWith('.');
}

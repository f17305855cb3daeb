using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Rules;

/// <summary>What was already seen while reading: bytes, fences and entries that cannot be read (OF1, OF2).</summary>
internal static class ReadingRules
{
    public static void Check(RuleContext context)
    {
        foreach (var finding in context.Document.Source.Findings.Concat(context.Document.Envelope.Findings).Concat(context.Fields.Findings))
        {
            context.Report(finding.Code, finding.Span, finding.Message,
                finding.Code == "OF1006" && finding.Fixes.Count == 0 ? Template(context) : finding.Fixes);
        }

        foreach (var place in ControlCharacters.Runs(context.Text, TextSpan.Between(context.Document.BodyStart, context.Text.Length)))
        {
            context.Report("OF1003/text", place,
                $"An invisible control character (U+{(int)context.Text[place.Start]:X4}) stands here; the model reads something that you "
                    + "do not see. Delete it.",
                [SkillFix.Safe("Delete the character", place, "")]);
        }
    }

    private static SkillFix[] Template(RuleContext context)
    {
        var name = IdentityRules.NewName(context)?.Value;
        var summary = BodyStart.Summary(context.Text);
        return name is null || summary is null ? [] : [SkillFix.Choice("Write the fields from the folder and the first words", new(0, 0),
            $"---\nname: {name}\ndescription: {Writing.SafeScalar.Write(summary)}\n---\n\n")];
    }
}

namespace OmniForge.Skills.Rules;

/// <summary>What was already seen while reading: bytes, fences and entries that cannot be read (OF1, OF2).</summary>
internal static class ReadingRules
{
    public static void Check(RuleContext context)
    {
        foreach (var finding in context.Document.Source.Findings.Concat(context.Document.Envelope.Findings).Concat(context.Fields.Findings))
        {
            context.Report(finding.Code, finding.Span, finding.Message, finding.Fixes);
        }
    }
}

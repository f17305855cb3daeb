namespace OmniForge.Skills.Rules;

/// <summary>Runs every rule over a document and sorts what they find by place.</summary>
internal static class SkillRules
{
    public static IReadOnlyList<SkillDiagnostic> Check(SkillDocument document, SkillProfile profile, string? folderName)
    {
        var context = new RuleContext(document, profile, folderName);
        ReadingRules.Check(context);
        return context.Found();
    }
}

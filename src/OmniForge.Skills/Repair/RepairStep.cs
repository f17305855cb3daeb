namespace OmniForge.Skills.Repair;

/// <summary>A file between two rounds of repair.</summary>
internal sealed record RepairStage(SkillDocument Document, IReadOnlyList<SkillDiagnostic> Findings);

/// <summary>One finding and the fix chosen for it.</summary>
internal sealed record RepairStep(SkillDiagnostic Finding, SkillFix Fix)
{
    /// <summary>The same fix of the same finding, wherever other fixes have moved it.</summary>
    public (string, string, string) Identity => (Finding.Code, Finding.Message, Fix.Title);
}

namespace OmniForge.Skills;

/// <summary>One finding. Codes are stable for ever; messages are for people and may change.</summary>
public sealed record SkillDiagnostic(string Code, SkillSeverity Severity, string Message, TextSpan Span)
{
    /// <summary>Edits that would remove the finding, best first; empty when a person has to decide alone.</summary>
    public IReadOnlyList<SkillFix> Fixes { get; init; } = [];
}

/// <summary>How much a finding matters in the profile it was found for.</summary>
public enum SkillSeverity
{
    /// <summary>The file is refused, loses its metadata, or the profile forbids it.</summary>
    Error,

    /// <summary>It loads, but something has no effect or another effect than written.</summary>
    Warning,
    Information,
    Hint,
}

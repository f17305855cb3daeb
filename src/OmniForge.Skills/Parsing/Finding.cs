namespace OmniForge.Skills.Parsing;

/// <summary>Something wrong that was seen while reading; the profile decides later how much it matters.</summary>
internal sealed record Finding(string Code, TextSpan Span, string Message)
{
    public IReadOnlyList<SkillFix> Fixes { get; init; } = [];
}

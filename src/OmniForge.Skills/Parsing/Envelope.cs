namespace OmniForge.Skills.Parsing;

/// <summary>How a file is cut: the text between the fences and the start of the body.</summary>
internal sealed record Envelope(TextSpan? Frontmatter, int BodyStart, IReadOnlyList<Finding> Findings);

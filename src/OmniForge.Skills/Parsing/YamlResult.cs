namespace OmniForge.Skills.Parsing;

/// <summary>A root node, or the place and reason why there is none. An empty text has neither.</summary>
internal sealed record YamlResult(Node? Root, IReadOnlyList<Finding> Findings, YamlError? Error);

/// <summary>Where reading stopped and what the reader said.</summary>
internal sealed record YamlError(TextSpan Span, string Message);

namespace OmniForge.Skills.Linting;

/// <summary>One comment that keeps findings back.</summary>
/// <param name="Span">The comment; a fix removes the lines it stands on.</param>
/// <param name="Line">The line whose findings are kept back, from 1; null = the whole file.</param>
/// <param name="Ids">The rules it names.</param>
/// <param name="Problem">Why it does not count; null = it does.</param>
internal sealed record Suppression(TextSpan Span, int? Line, IReadOnlyList<SuppressedRule> Ids, string? Problem);

/// <summary>A rule that a comment names.</summary>
internal sealed record SuppressedRule(string Id, TextSpan Span);

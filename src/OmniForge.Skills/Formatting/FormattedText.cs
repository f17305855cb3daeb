namespace OmniForge.Skills;

/// <summary>A text in the one common form.</summary>
/// <param name="Text">UTF-16 without a mark, LF line ends. Where <paramref name="Refusal"/> is set, as given or with safe fixes only.</param>
/// <param name="Refusal">Why the text was not formatted, as a sentence; null = it was.</param>
public sealed record FormattedText(string Text, string? Refusal);

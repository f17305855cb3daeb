using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Editing;

/// <summary>"..., but pause it till I'm back" at the end of a wish to change something.</summary>
internal static class PauseTail
{
    private static readonly Regex Tail = new(
        "(?:\\s*[,;.]\\s*(?:(?:and|but|then|also|please)\\s+)*|\\s+(?:(?:and|but|then|also|please)\\s+)+)(?:pause|suspend|stop|halt)\\s+(?:it|the agent|that|everything)(?:\\s+(?:until|till|while|for|before)\\s+[^.;]+|\\s+(?:please|then|now|meanwhile))*[.!]?\\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>The message without it, or null when it has none or nothing else is said.</summary>
    public static string? Cut(string text)
        => Tail.Match(text) is { Success: true, Index: > 0 } match && text[..match.Index].Any(char.IsLetterOrDigit) ? text[..match.Index] : null;
}

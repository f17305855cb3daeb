using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Talking;

/// <summary>The rule for texts that people read: no techniques, settings or exceptions by name, outside of what they named themselves.</summary>
public static partial class PlainLanguage
{
    /// <summary>True when a text can be said as it is. What stands in quotation marks, addresses and names of files are the person's own.</summary>
    public static bool Holds(string text) => !Technical().IsMatch(Own().Replace(text, ""));

    [GeneratedRegex("\"[^\"]*\"|https?://\\S+|[A-Za-z0-9_-]+\\.[a-z]{2,5}\\b")]
    private static partial Regex Own();

    [GeneratedRegex(@"\b(web[- ]?hooks?|apis?|oauth|json|yaml|crons?|regex(es)?|orchestrat\w*)\b|\b(?-i:[A-Z]{2,}_[A-Z_]+)\b|__|Exception\b", RegexOptions.IgnoreCase)]
    private static partial Regex Technical();
}

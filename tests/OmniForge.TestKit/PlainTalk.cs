using System.Text.RegularExpressions;

namespace OmniForge.TestKit;

/// <summary>The words that a text for people never holds. What stands in quotation marks, table lines and file names are the person's own.</summary>
public static partial class PlainTalk
{
    /// <summary>The first word that does not belong there; null when the text is plain.</summary>
    public static string? Offence(string text)
    {
        var own = string.Join('\n', text.Split('\n').Where(line => !line.StartsWith('|')));
        return Barred().Match(Own().Replace(own, "")) is { Success: true } found ? found.Value : null;
    }

    [GeneratedRegex("\"[^\"]*\"|https?://\\S+|[A-Za-z0-9_-]+\\.(?:csv|json|md|txt|tsv)")]
    private static partial Regex Own();

    [GeneratedRegex(
        @"\b(web[- ]?hook|api|oauth|json|yaml|cron|regex|orchestrat)\w*\b|\b[A-Z]+_[A-Z]+\b|[a-z]_[a-z]|__|(?-i:[A-Za-z.]Exception\b)|\* \*",
        RegexOptions.IgnoreCase)]
    private static partial Regex Barred();
}

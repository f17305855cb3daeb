using System.Text.RegularExpressions;

namespace OmniForge.Agents.Tests.Running;

/// <summary>The rule for failure texts that people read.</summary>
internal static partial class PlainWords
{
    public static void Check(string message, string named)
    {
        Assert.DoesNotMatch(Barred(), message);
        Assert.StartsWith($"\"{named}\" could not finish: ", message, StringComparison.Ordinal);
        Assert.Contains("Everything saved before is kept.", message, StringComparison.Ordinal);
        Assert.EndsWith("I can help with that.", message, StringComparison.Ordinal);
        Assert.True(message.Split(' ').Length <= 60, message);
    }

    [GeneratedRegex(@"\b(web[- ]?hook|api|oauth|json|yaml|cron|regex|orchestrat)\w*\b|\b[45]\d\d\b|Exception|_", RegexOptions.IgnoreCase)]
    private static partial Regex Barred();
}

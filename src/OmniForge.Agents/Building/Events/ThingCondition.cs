using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Events;

/// <summary>"but only if it is urgent" said of one thing, in the words that are used of a list.</summary>
internal static partial class ThingCondition
{
    public static string AsContent(string rest) => Branches().IsMatch(rest) ? rest
        : OfAll().Replace(OfIt().Replace(rest, ", only the $1 ones"), ", keep only rows where ").Trim(' ', ',');

    [GeneratedRegex(@"\b(?:otherwise|else|either way)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Branches();

    [GeneratedRegex(@"(?:^|[\s,]+)(?:but |and )?(?:only |just )?(?:if|when|as long as|provided) (?:it|they|that|this|the (?:page|issue|message|row|entry|pull request|ticket|bug))(?: is| are|'s) ((?!in |on |over |under |above |below |at least |from |by |to |not )[\w-]+)(?=$|[\s.,;!])", RegexOptions.IgnoreCase)]
    private static partial Regex OfIt();

    [GeneratedRegex(@"(?:^|[\s,]+)(?:but |and )?(?:only |just )?(?:if|when|where|as long as|provided) (?:(?:the|its|their|his|her) )?", RegexOptions.IgnoreCase)]
    private static partial Regex OfAll();
}

using System.Text.RegularExpressions;
using OmniForge.Agents.Building.Content;

namespace OmniForge.Agents.Building.Turns;

/// <summary>Words that wait for their table, put right by later ones: "all issues, not bugs" after "new bugs" leaves "new all issues".</summary>
internal static partial class LaterCorrections
{
    /// <summary>All that waits, after what was said now.</summary>
    public static string Join(string? earlier, string later)
    {
        if (earlier is null)
        {
            return later;
        }

        foreach (var pattern in new[] { Not(), Instead(), But() })
        {
            if (pattern.Match(later.Trim().TrimEnd('.', '!')) is { Success: true } match && Find(earlier, match.Groups["old"].Value) is { } old)
            {
                return earlier[..old.Start] + Lead().Replace(match.Groups["new"].Value, "").Trim(' ', ',') + earlier[old.End..];
            }
        }

        return $"{earlier}. {later}";
    }

    /// <summary>Where the old words stand, in any number of theirs.</summary>
    private static (int Start, int End)? Find(string earlier, string old)
    {
        var wanted = Stems.Of(Article().Replace(old.Trim(), ""));
        var words = Word().Matches(earlier);
        for (var at = 0; wanted.Count > 0 && at + wanted.Count <= words.Count; at++)
        {
            if (Enumerable.Range(0, wanted.Count).All(i => Stems.Of(words[at + i].Value) is [var stem] && stem == wanted[i]))
            {
                return (words[at].Index, words[at + wanted.Count - 1].Index + words[at + wanted.Count - 1].Length);
            }
        }

        return null;
    }

    [GeneratedRegex(@"^(?<new>[^,;]+?),?\s+(?:and\s+)?not\s+(?<old>[^,;]+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Not();

    [GeneratedRegex(@"^(?<new>[^,;]+?),?\s+(?:instead of|rather than|in place of)\s+(?<old>[^,;]+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Instead();

    [GeneratedRegex(@"^(?:and\s+|no,?\s+)*not\s+(?<old>[^,;]+?),?\s+(?:but|rather|,)\s*(?<new>[^,;]+)$", RegexOptions.IgnoreCase)]
    private static partial Regex But();

    [GeneratedRegex(@"^(?:(?:and|no|but|also|sorry|actually|i|we|meant?|wanted|want|said|it|should|be|make|that|please|oh|,)\b[\s,]*)+", RegexOptions.IgnoreCase)]
    private static partial Regex Lead();

    [GeneratedRegex(@"^(?:the|a|an|my|our)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Article();

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}

using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>"call it Friday list", "rename it to Late projects", "its name is …", "Big fish is a better name".</summary>
internal static class NameReading
{
    private const int Longest = 60;

    private static readonly Regex Pattern = new(
        """
        \b(?:(?:re)?(?:call|name|title)\s+(?:it|this\s+one|that\s+one|this|that|the\s+agent|him|her|my\s+agent|the\s+(?:whole\s+)?thing)(?:\s+(?:to|as|simply|just))?
        |(?:its|the|the\s+agent's|your)\s+(?:name|title)\s+(?:is|should\s+be|shall\s+be|must\s+be|will\s+be)
        |(?:change|set)\s+(?:its|the)\s+(?:name|title)\s+to
        |rename\s+(?:(?:it|the\s+agent|this|that)(?:\s+(?:to|as|into))?|to|as|into)
        |(?:a\s+)?better\s+(?:name|title)\s*:
        |^\s*(?:new\s+)?(?:name|title)\s*:
        |give\s+(?:it|this|that|the\s+agent)\s+(?:the|a)\s+(?:new\s+)?(?:name|title)(?:\s+of)?
        |(?:want|like|have|need|prefer)\s+(?:it|this|the\s+agent)\s+(?:to\s+be\s+)?(?:called|named)
        |(?:agent|it)\s+(?:should|shall|must)\s+be\s+(?:called|named)
        |an?\s+agent\s+(?:called|named))\s*:?\s*
        (?:"(?<name>[^"\n]+)"|“(?<name>[^”\n]+)”|'(?<name>[^'\n]+)'|(?<name>[^,.;!?\n"]+?))
        (?=\s+(?:and|but|then|which|that|every|each|please|instead)\b(?-i:(?!\s+\p{Lu}\p{Ll}))|[,.;!?\n]|$)
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Praised = new(
        """
        ^\s*(?:no,?\s+|actually,?\s+|hmm?,?\s+)*"?(?<name>[^,.;!?\n"]+?)"?\s+(?:is|would\s+be|sounds\s+like)\s+(?:a|the)\s+(?:better|right|good|nicer|new|correct|catchier|best)\s+(?:name|title)\b
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static (string Name, int Start, int End)? Find(string text)
    {
        var match = Pattern.Match(text) is { Success: true } found ? found : Praised.Match(text);
        if (!match.Success)
        {
            return null;
        }

        var name = match.Groups["name"].Value.Trim();
        return name.Length is 0 or > Longest || name.Contains('.', StringComparison.Ordinal) ? null : (name, match.Index,
            match.Index + match.Length);
    }
}

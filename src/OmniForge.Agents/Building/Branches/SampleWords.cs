using System.Globalization;
using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Branches;

/// <summary>"test with nothing below 10", "now with three below": how many rows of a test should meet the condition.</summary>
/// <param name="Others">Whether there are rows besides that do not.</param>
internal sealed partial record SampleWords(int Count, bool Others)
{
    private static readonly string[] Numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>Null when the words ask for no such rows.</summary>
    public static SampleWords? Of(string text)
    {
        if (Asks().Match(text.Trim()) is not { Success: true } asked)
        {
            return null;
        }

        var rows = asked.Groups["rows"].Value.Trim();
        if (Empty().IsMatch(rows))
        {
            return new(0, false);
        }

        var match = Amount().Match(rows);
        return match.Groups["none"].Success ? new(0, true)
            : match.Groups["all"].Success ? new(3, false)
            : match.Groups["few"].Success ? new(match.Groups["few"].Value.StartsWith("a few", StringComparison.OrdinalIgnoreCase) ? 3 : 1, true)
            : match.Groups["number"].Success && Number(match.Groups["number"].Value) is { } count ? new(count, true)
            : null;
    }

    private static int? Number(string word)
        => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number is > 0 and <= 100 ? number : null
            : Array.IndexOf(Numbers, word.ToLowerInvariant()) is >= 0 and var at ? at : null;

    [GeneratedRegex(@"^\W*(?:(?:ok|okay|yes|yeah|please|and|now|then|good|so|great|fine|well|no|but|first|also)\W+)*(?:(?:let's |let us |can you |could you )?(?:test|try|simulate|dry[- ]run|run a test|do a test|another test|once more|again)(?: (?:it|this|that|the agent))?(?: (?:again|now|once more|please|out))*\W+)?(?:but )?(?:with|as if|for the case (?:that|of))\s+(?:there (?:is|are|was|were) )?(?<rows>.+?)\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex Asks();

    [GeneratedRegex(@"^(?:an? |the )?(?:empty (?:\w+ )?(?:list|file|table)|no (?:rows|data|entries|lines)(?: at all)?|nothing in (?:it|the list|the file))$", RegexOptions.IgnoreCase)]
    private static partial Regex Empty();

    [GeneratedRegex(@"^(?:(?<none>nothing|none|no)\b|(?<all>everything|all)\b|(?<few>something|some|a few|an?)\b|(?<number>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)\b(?!\s*(?:weeks?|days?|months?|am|pm|o'clock)\b))", RegexOptions.IgnoreCase)]
    private static partial Regex Amount();
}

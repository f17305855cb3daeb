using System.Globalization;
using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Branches;

/// <summary>The words of a condition over data: how many rows there must be, and which words tell what kind of rows count.</summary>
/// <param name="Op">How their number is compared with <paramref name="Count"/>.</param>
/// <param name="Rows">Words that say which rows count; empty = those of the report.</param>
internal sealed partial record TestReading(FilterOp Op, int Count, string Rows)
{
    public static TestReading Of(string words)
    {
        var match = Opening().Match(words.Trim().TrimEnd('.', ',', ';'));
        var rest = match.Groups["rest"].Value.Trim();
        var unless = match.Groups["word"].Value.StartsWith("unless", StringComparison.OrdinalIgnoreCase);
        var read = Positive(rest);
        return unless ? read with { Op = Turned(read.Op) } : read;
    }

    public static FilterOp Turned(FilterOp op) => op switch
    {
        FilterOp.Gt => FilterOp.Le,
        FilterOp.Le => FilterOp.Gt,
        FilterOp.Ge => FilterOp.Lt,
        FilterOp.Lt => FilterOp.Ge,
        FilterOp.Eq => FilterOp.Ne,
        _ => FilterOp.Eq,
    };

    private static TestReading Positive(string text)
    {
        if (Nothing().Match(text) is { Success: true } none)
        {
            return new(FilterOp.Le, 0, none.Groups["rows"].Value.Trim());
        }

        if (Empty().Match(text) is { Success: true } empty)
        {
            return new(empty.Groups["not"].Success ? FilterOp.Gt : FilterOp.Le, 0, "");
        }

        if (Amount().Match(text) is { Success: true } amount && Number(amount.Groups["number"].Value) is { } count)
        {
            return new(Sign(amount.Groups["sign"].Value.ToLowerInvariant()), count, Plain(amount.Groups["rows"].Value));
        }

        return Some().Match(text) is { Success: true } some ? new(FilterOp.Gt, 0, Plain(some.Groups["rows"].Value)) : new(FilterOp.Gt, 0, text);
    }

    /// <summary>"of them", "rows in the list" and the like say nothing about which rows count.</summary>
    private static string Plain(string rows) => NoKind().Replace(rows.Trim(), "").Trim();

    private static FilterOp Sign(string sign) => sign switch
    {
        "more than" or "over" or "above" => FilterOp.Gt,
        "at least" or "no fewer than" or "no less than" => FilterOp.Ge,
        "fewer than" or "less than" or "under" or "below" => FilterOp.Lt,
        "at most" or "no more than" or "up to" => FilterOp.Le,
        "exactly" or "just" => FilterOp.Eq,
        _ => FilterOp.Ge,
    };

    private static int? Number(string word)
        => int.TryParse(word.Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : word.ToLowerInvariant() switch { "a" or "one" => 1, "two" => 2, "three" => 3, "four" => 4, "five" => 5, "six" => 6, "seven" => 7, "eight" => 8, "nine" => 9, "ten" => 10, "twelve" => 12, "twenty" => 20, _ => null };

    [GeneratedRegex(@"^(?:and|but|,)?\s*(?<word>only\s+(?:if|when)|if|unless|when(?:ever)?|in case|provided(?:\s+that)?|as long as|should)?\s*(?<rest>.*)$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Opening();

    /// <summary>"nothing is overdue", "there are no late ones", "none of them is late", "no project is late".</summary>
    [GeneratedRegex(@"^(?:there(?:'s| is| are| was| were)?\s+)?(?:nothing(?: at all)?|none|no one|nobody|no(?!t\b))\b\s*(?:of (?:them|these|those|it)\s*)?(?:(?:comes? (?:out|up|back)|is found|was found|to report)\s*)?(?<rows>.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Nothing();

    [GeneratedRegex(@"^(?:the\s+)?(?:\w+\s+)?(?:list|result|report|it|table|that)(?:'s|\s+(?:is|are|was|comes? (?:out|back)))?\s+(?<not>not\s+|n't\s+)?empty\b", RegexOptions.IgnoreCase)]
    private static partial Regex Empty();

    [GeneratedRegex(@"^(?:there(?:'s| is| are| were)?\s+|it (?:has|holds|finds)\s+|the list (?:has|holds)\s+|we (?:have|get)\s+|you find\s+)?(?<sign>more than|at least|fewer than|less than|at most|no more than|no fewer than|no less than|exactly|over|up to)\s+(?<number>\d[\d,]*|a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b\s*(?<rows>.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Amount();

    /// <summary>"anything is below 10", "there is any late one", "some are late", "one of them is late", "an invoice is unpaid".</summary>
    [GeneratedRegex(@"^(?:there(?:'s| is| are| were)?\s+|we (?:have|get)\s+|you (?:find|see)\s+)?(?:anything|something|any|some|one|at least one|even one)\b\s*(?:(?:of (?:them|these|those|it))\s*)?(?<rows>.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Some();

    [GeneratedRegex(@"^(?:(?:of (?:them|these|those))|(?:rows?|entries|items?|ones?|lines?|results?|things?|in (?:the|that|my|our) (?:list|result|report|file|table)|there|at all|on (?:it|the list)|to (?:report|tell|show))\b\s*)+(?=$|\s)", RegexOptions.IgnoreCase)]
    private static partial Regex NoKind();
}

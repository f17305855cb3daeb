using System.Globalization;
using System.Text.RegularExpressions;
using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Branches;

/// <summary>"the total quantity is below 500", "the average rating of the late ones drops under 4": what rows come to, compared with a number.</summary>
/// <param name="Kind">How the rows are put together.</param>
/// <param name="Op">Null when the words name no comparison that can be tested.</param>
/// <param name="Rest">The words that name the column and which rows count.</param>
internal sealed partial record FigureReading(AggregateKind Kind, FilterOp? Op, decimal Amount, string Rest)
{
    /// <summary>Null when the words are about single rows.</summary>
    public static FigureReading? Of(string words)
    {
        var kind = Average().IsMatch(words) ? AggregateKind.Average : Median().IsMatch(words) ? AggregateKind.Median
            : Number().IsMatch(words) ? AggregateKind.Count : Sum().IsMatch(words) ? AggregateKind.Sum : (AggregateKind?)null;
        if (kind is not { } known)
        {
            return null;
        }

        var compared = Compared().Matches(words).Select(match => (Match: match, Number: NumberBehind(words, match.Index + match.Length)))
            .FirstOrDefault(pair => pair.Number is not null);
        if (compared.Number is not { } number)
        {
            return new(known, null, 0, Plain(words));
        }

        var end = number.End;
        return new(known, Sign(compared.Match), number.Value, Plain(words[..compared.Match.Index] + " " + words[end..]));
    }

    /// <summary>"high", "too low": on which side of a number that is still to be said.</summary>
    public static string Side(string words) => High().IsMatch(words) ? "above" : Low().IsMatch(words) ? "below" : "";

    /// <summary>A number right behind the comparison, with its unit or sign of money left out.</summary>
    private static (decimal Value, int End)? NumberBehind(string words, int from)
    {
        var all = Words.Cut(words[from..]);
        var at = all.FindIndex(word => word.Kind == WordKind.Number);
        return at is >= 0 and <= 2 && all.Take(at).All(word => word.Kind == WordKind.Mark || word.IsAny("the", "a", "of", "eur", "usd", "euro", "euros", "dollars", "about", "than", "to"))
            && decimal.TryParse(all[at].Text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? (value, from + all[at].End) : null;
    }

    private static FilterOp Sign(Match compared)
        => compared.Groups["gt"].Success ? FilterOp.Gt : compared.Groups["ge"].Success ? FilterOp.Ge : compared.Groups["lt"].Success ? FilterOp.Lt
            : compared.Groups["le"].Success ? FilterOp.Le : FilterOp.Eq;

    private static string Plain(string words) => Blank().Replace(Figure().Replace(words, " "), " ").Trim();

    [GeneratedRegex(@"\b(?:average|averages|mean|on average)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Average();

    [GeneratedRegex(@"\bmedian\b", RegexOptions.IgnoreCase)]
    private static partial Regex Median();

    [GeneratedRegex(@"\b(?:number|count|amount) of (?!money)(?=.*\b(?:rows?|entries|items|\w+s)\b)(?<!total amount of )|\bthere are (?:in total|altogether)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Number();

    [GeneratedRegex(@"\b(?:totals?|totall?ing|totall?ed|sum|sums|altogether|combined|in all|all together|taken together|together|overall|adds? up to|add(?:ing)? up to|amounts? to|comes? to)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Sum();

    [GeneratedRegex(@"\b(?:the|a|an|our|my|in)?\s*\b(?:grand total|total amount|total|totals|totall?ing|totall?ed|sum|sums|altogether|combined|all together|taken together|together|overall|average|mean|median|number|count|adds? up to|amounts? to|comes? to|in all|on)\b(?:\s+of\b)?", RegexOptions.IgnoreCase)]
    private static partial Regex Figure();

    [GeneratedRegex(@"\b(?:(?:is|are|was|were|be|gets?|goes|go|rises?|climbs?|drops?|falls?|sinks?|runs?|comes? (?:to|out)|adds? up to|amounts? to|totals?|grows?|stays?|lies?)\s+)*(?:(?<gt>above|over|more than|greater than|higher than|bigger than|larger than|beyond|exceed(?:s|ed|ing)?|tops|passes|surpass(?:es)?)|(?<ge>at least|no less than|not less than|not below|not under|reach(?:es)?|hits?)|(?<lt>below|under|less than|lower than|smaller than|fewer than|short of)|(?<le>at most|no more than|not more than|not above|not over|up to)|(?<eq>exactly|equal to|equals))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Compared();

    [GeneratedRegex(@"\b(?:high|higher|much|many|big|bigger|large|up|rises?|exceeds?|over|above|more)\b", RegexOptions.IgnoreCase)]
    private static partial Regex High();

    [GeneratedRegex(@"\b(?:low|lower|little|few|small|smaller|down|drops?|falls?|short|below|under|less)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Low();

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Blank();
}

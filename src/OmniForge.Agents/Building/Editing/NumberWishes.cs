using System.Globalization;
using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Editing;

/// <summary>"I do want 20": a bare number that takes the place of the only number the wish has.</summary>
internal static class NumberWishes
{
    private static readonly Regex Wanted = new(
        "^(?:(?:no|ok|okay|well|actually|sorry|yes|please|and|but|then|so) )*(?:(?:i|we) )?(?:(?:do|did|really|still|would|definitely|rather) )*(?:want|need|prefer|meant|like|have|keep|make|use|take|set)"
        + "(?: (?:it|the limit|the number|the threshold|that|at|to|be|back|below|under|above|over|a|limit|of))* (?<n>\\d+(?:\\.\\d+)?)(?: (?:after all|again|please|then|instead|now))*$",
        RegexOptions.CultureInvariant);

    public static WishChange? Find(string sentence, Wish wish)
    {
        if (Wanted.Match(sentence) is not { Success: true } match)
        {
            return null;
        }

        var numbers = wish.Filters.SelectMany(filter => filter.Values).Where(Number).Distinct().ToList();
        var said = match.Groups["n"].Value;
        return (numbers, wish.Limit) switch
        {
            ([var only], null) => new() { Swaps = [new(only, said)] },
            ([], { }) when int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) => new() { Limit = limit },
            _ => null,
        };
    }

    private static bool Number(string value) => decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _);
}

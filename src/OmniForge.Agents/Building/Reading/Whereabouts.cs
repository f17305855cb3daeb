using System.Text.RegularExpressions;
using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Building.Reading;

/// <summary>A place that stands for its time: "I'm in Lisbon this month", "use New York time". Nothing else may be said beside it.</summary>
internal static partial class Whereabouts
{
    /// <summary>Longest sentence that is looked at, in characters.</summary>
    private const int Longest = 120;

    /// <summary>The place, or null. <paramref name="asked"/>: the question which place counts is open, so that its name alone answers.</summary>
    public static PlaceOfTime? Find(string text, bool asked)
    {
        var said = text.Trim().TrimEnd('.', '!', ',', ' ').Replace('’', '\'');
        if (said.Length is 0 or > Longest || said.Contains('?', StringComparison.Ordinal))
        {
            return null;
        }

        if (Order().Match(said) is { Success: true } order && Whole(order.Groups["place"].Value) is { } wanted)
        {
            return new(wanted, asked || SaysTime().IsMatch(said) ? PlaceWish.Use : PlaceWish.Mention);
        }

        // "I'm in Lisbon now, use Madrid time": what is ordered counts, not what is told before it.
        if (said.LastIndexOfAny([',', ';']) is > 0 and var cut && Order().Match(So().Replace(said[(cut + 1)..].Trim(), "")) is { Success: true } behind
            && Whole(behind.Groups["place"].Value) is { } ordered)
        {
            return new(ordered, asked || SaysTime().IsMatch(said[cut..]) ? PlaceWish.Use : PlaceWish.Mention);
        }

        if (Being().Match(said) is { Success: true } being && Leading(being.Groups["place"].Value) is { } place)
        {
            return new(place, asked ? PlaceWish.Use : PlaceWish.Mention);
        }

        return asked && Bare().Match(said) is { Success: true } bare && Whole(bare.Groups["place"].Value) is { } named
            ? new(named, Keeps().IsMatch(said) ? PlaceWish.Keep : PlaceWish.Use)
            : null;
    }

    /// <summary>The words as they stand, when all of them together name a place.</summary>
    private static string? Whole(string words)
    {
        var place = Ending().Replace(words.Trim(), "").Trim();
        return place.Length > 0 && Zone(place) is not null && !place.Split(' ').SkipLast(1).Any(word => Zone(word) is not null) ? place : null;
    }

    /// <summary>The first words that name a place, when only a span of time or a reason follows.</summary>
    private static string? Leading(string words)
    {
        var parts = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var count = Math.Min(parts.Length, 4); count > 0; count--)
        {
            var place = string.Join(' ', parts.Take(count)).TrimEnd(',', ';');
            if (Whole(place) is { } found && After().IsMatch(string.Join(' ', parts.Skip(count))))
            {
                return found;
            }
        }

        return null;
    }

    private static string? Zone(string place) => TimeZones.Read(place).Id;

    [GeneratedRegex(@"^(?:(?:please|ok|okay|and|so|but|then|can you|could you|let's|just|actually|yes|no|well)[, ]+)*(?:use|(?:switch|change|move|set|convert)(?: (?:it|that|this|everything|the (?:time ?zone|clock|schedule|time)))? (?:to|over to)|make it(?: in)?|(?:the )?same (?:time|hour)(?: but)? (?:in|for|at)|go (?:by|with)|(?:my |the |our )?time ?zone(?: is| should be|:)?) (?:the )?(?:time ?zone (?:of )?)?(?<place>[\p{L}' .+:/0-9-]+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Order();

    [GeneratedRegex(@"^(?:(?:by the way|btw|oh|also|and|but|so|well|just so you know|note that|sorry|actually|because|since)[, ]+)*(?:i'm|im|i am|we're|we are|i'll be|i will be|we'll be|we will be|i live|we live|i work|we work|i sit|i stay|i've moved|i have moved|i moved|we moved|we've moved|i'm moving|i am moving|i travel|my (?:office|team|boss) is|i'm travelling|i'm traveling)(?: (?:now|currently|actually|here|based|living|staying|working|sitting|travelling|traveling|at the moment|going to be|usually|mostly|just))* (?:in|to|at|from) (?:the )?(?<place>[\p{L}][\p{L}' .,;-]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Being();

    [GeneratedRegex(@"^(?:(?:please|ok|okay|yes|no|well|hm|then|let's|i prefer|i'd prefer|rather|keep|keep it|keep it in|stay with|stay in|leave it|leave it in|stick with|in|use|take|the) ?[, ]*)*(?<place>[\p{L}][\p{L}' .+:/0-9-]*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Bare();

    [GeneratedRegex(@"\b(?:time|hour|time ?zone|clock|utc|gmt)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SaysTime();

    [GeneratedRegex(@"^(?:so|therefore|hence|then|and|thus) +", RegexOptions.IgnoreCase)]
    private static partial Regex So();

    [GeneratedRegex(@"\b(?:keep|stay|leave|stick)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Keeps();

    [GeneratedRegex(@"(?:[, ]+(?:time(?: ?zone)?|local time|please|instead|now|then|from now on|thanks|for it|for that|is fine|is better))+$", RegexOptions.IgnoreCase)]
    private static partial Regex Ending();

    [GeneratedRegex(@"^(?:$|[,;]|(?:this|next|for|until|till|now|today|these|at the|right|from|during|so|at present|currently|and back|anyway|by the way)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex After();
}

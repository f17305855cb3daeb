using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>How much of a report a message shall hold: all of it, a few lines, or a few lines and where the whole is found.</summary>
internal static partial class FormReading
{
    private const int LongestAnswer = 14;

    /// <summary>The answer to "full, short, or short with a link?"; null = none of them, or more than one.</summary>
    public static DeliveryForm? Answer(string sentence)
    {
        if (sentence.Split(' ').Length > LongestAnswer)
        {
            return null;
        }

        var said = Refused().Replace(sentence, " ");
        if (Place().Match(said) is { Success: true } place)
        {
            return place.Value[0] is 'f' or '1' ? DeliveryForm.Full : place.Value is "2" or "second" ? DeliveryForm.Brief : DeliveryForm.ShortWithLink;
        }

        var (brief, whole, link) = (Brief().IsMatch(said), Whole().IsMatch(said), Link().IsMatch(said));
        return whole && !link ? brief ? null : DeliveryForm.Full
            : link && (brief || !whole || Pointed().IsMatch(said)) ? DeliveryForm.ShortWithLink
            : brief ? DeliveryForm.Brief
            : whole ? DeliveryForm.Full
            : null;
    }

    /// <summary>What a sentence about a message says of its length besides all else: "post a short summary with a link to #news".</summary>
    public static DeliveryForm? Said(string text)
    {
        var link = Linked().IsMatch(text);
        return ShortMessage().IsMatch(text) ? link ? DeliveryForm.ShortWithLink : DeliveryForm.Brief
            : link ? DeliveryForm.ShortWithLink
            : FullMessage().IsMatch(text) ? DeliveryForm.Full
            : null;
    }

    /// <summary>A sentence that says nothing but how long the message shall be: "make the message short".</summary>
    public static DeliveryForm? Alone(string sentence) => Only().IsMatch(sentence) ? Answer(sentence) : null;

    [GeneratedRegex(@"\b(?:not|without|rather than|instead of|never)\s+(?:the\s+|a\s+|so\s+|too\s+|that\s+|any\s+)?\w+|\bno\s+links?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Refused();

    [GeneratedRegex(@"\b(?:first|second|third|last)(?= one\b|$)|^[123]$", RegexOptions.IgnoreCase)]
    private static partial Regex Place();

    [GeneratedRegex(@"\b(?:short|shorter|shortest|brief|briefly|summary|summari[sz]ed|few lines|overview|headlines?|teaser|compact|concise|condensed|gist|essentials|highlights|top (?:rows|few|lines|three))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Brief();

    [GeneratedRegex(@"\b(?:full|fully|whole|complete|completely|entire|everything|all of it|it all|all|long|longer|in detail|detailed)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Whole();

    [GeneratedRegex(@"\b(?:link|links|linked|linking|pointer)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    /// <summary>"a link to the whole report": the whole is where the link leads.</summary>
    [GeneratedRegex(@"\b(?:link|links|linked|linking|pointer) (?:to|for|leading to) ", RegexOptions.IgnoreCase)]
    private static partial Regex Pointed();

    [GeneratedRegex(@"\b(?:with|and|plus|including|containing)\s+(?:just\s+|only\s+)?(?:a\s+|the\s+)?link\b(?!ed)|\blink(?:ing)?\s+to\s+(?:the|it|where|that|our)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Linked();

    [GeneratedRegex(@"\b(?:short|brief|concise|condensed|compact)\s+(?:slack\s+)?(?:message|summary|version|note|post|update|notification|digest|heads[- ]up|notice)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ShortMessage();

    [GeneratedRegex(@"\b(?:full|whole|complete|entire)\s+(?:report|message|text|thing|version)\b", RegexOptions.IgnoreCase)]
    private static partial Regex FullMessage();

    [GeneratedRegex(@"^(?:(?:please|ok|okay|and|but|can you|could you|actually|no|yes|well|rather|make|keep|send|post|use|do|want|i want|i would like|prefer|change|put|it|that|the|a|slack|message|messages|post|to|be|into|only|just|in|on|should|is) )*"
        + @"(?:short|brief|full|whole|complete|shorter)(?: (?:message|messages|one|version|report|summary|post|text))*(?: (?:with|and|plus|without|but no|but without) (?:a |the |any )?link)?(?: (?:to the (?:whole |full )?report|please|instead|in slack|on slack|then|to slack))*$", RegexOptions.IgnoreCase)]
    private static partial Regex Only();
}

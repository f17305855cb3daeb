using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>"average rather than total": another figure of the same column.</summary>
internal static class PresentFigure
{
    private const string Kind = "(?:total|sum|average|mean|median|minimum|min|lowest|smallest|maximum|max|highest|biggest|largest)";

    private static readonly Regex Said = new(
        $"^(?:(?:no|sorry|actually|i meant?|it should be|make it|rather|oh|ok|but|please|the|i want|show|give me|use) )*(?<now>{Kind})s?(?: (?:instead|please|rather|of it))*"
        + $"(?: (?:instead of|rather than|not|and not|in place of)(?: the)? {Kind}s?)?(?: please)?$",
        RegexOptions.CultureInvariant);

    public static WishChange? Read(string sentence, Wish wish)
    {
        var match = Said.Match(sentence);
        return match.Success && sentence.Contains(' ', StringComparison.Ordinal) && wish.Grouping is { Aggregates: [{ Column: not null } present] } grouping
            && Of(match.Groups["now"].Value) is var kind && kind != present.Kind
            ? new() { Grouping = grouping with { Aggregates = [present with { Kind = kind }] } }
            : null;
    }

    private static AggregateKind Of(string word) => word switch
    {
        "total" or "sum" => AggregateKind.Sum,
        "average" or "mean" => AggregateKind.Average,
        "median" => AggregateKind.Median,
        "minimum" or "min" or "lowest" or "smallest" => AggregateKind.Minimum,
        _ => AggregateKind.Maximum,
    };
}

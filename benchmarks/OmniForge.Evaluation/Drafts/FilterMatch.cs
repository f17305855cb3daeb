using System.Globalization;
using OmniForge.Agents.Building;

namespace OmniForge.Evaluation.Drafts;

/// <summary>Whether a condition of the draft means what a line expects.</summary>
internal static class FilterMatch
{
    /// <summary>The conditions with those of an "or" put side by side; equal columns of one "or" become one list of values.</summary>
    public static IReadOnlyList<Filter> Flat(IReadOnlyList<Filter> filters)
        => [.. filters.SelectMany(filter => filter.Any.Count == 0 ? [filter] : Together(filter.Any))];

    public static bool Same(Filter expected, Filter actual)
    {
        if (expected.Column.Length > 0 && !Names.Same(expected.Column, actual.Column))
        {
            return false;
        }

        var other = expected.OtherColumn ?? (expected.Values.Count == 1 && actual.OtherColumn is not null ? expected.Values[0] : null);
        if (actual.OtherColumn is { } column)
        {
            return other is not null && Names.Same(other, column) && expected.Op == actual.Op;
        }

        return Ops(expected).Contains(actual.Op) && (Open(expected) || Values(expected.Values, actual.Values));
    }

    private static IEnumerable<Filter> Together(IReadOnlyList<Filter> any)
        => any.All(one => one.Op is FilterOp.Eq or FilterOp.In && one.Column == any[0].Column)
            ? [any[0] with { Op = FilterOp.In, Values = [.. any.SelectMany(one => one.Values)] }]
            : any;

    /// <summary>A star leaves the value open.</summary>
    private static bool Open(Filter expected) => expected.Values.Count == 0 || expected.Values[0] is "*";

    private static FilterOp[] Ops(Filter expected) => expected.Op switch
    {
        FilterOp.Eq or FilterOp.In or FilterOp.Contains => [FilterOp.Eq, FilterOp.In, FilterOp.Contains, FilterOp.Within],
        FilterOp.Within => [FilterOp.Within, FilterOp.Le, FilterOp.Lt],
        FilterOp.Lt when expected.Values is ["today"] => [FilterOp.Lt, FilterOp.Within],
        var op => [op],
    };

    private static bool Values(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
        => expected.Count == actual.Count && expected.All(value => actual.Any(one => Same(value, one)));

    private static bool Same(string expected, string actual)
        => Number(expected) is { } left && Number(actual) is { } right ? left == right : Names.Same(expected, actual) || Today(expected, actual);

    private static bool Today(string expected, string actual)
        => expected is "today" && actual is "${DATE}" or "today" or "now" || expected.Trim('$', '{', '}') == actual.Trim('$', '{', '}');

    private static decimal? Number(string text)
        => decimal.TryParse(text.TrimEnd('%'), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
}

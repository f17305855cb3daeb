using System.Text.Json.Nodes;
using OmniForge.Agents.Building;
using OmniForge.Agents.Scheduling;
using OmniForge.Evaluation.Judges;

namespace OmniForge.Evaluation.Drafts;

/// <summary>Whether a draft has what a line expects. Lists are part of what the draft holds unless the field says "exactly".</summary>
internal static class DraftExpectation
{
    public static bool Meets(DraftField field, JsonNode? expected, Wish wish, string? zone) => field switch
    {
        DraftField.Schedule => Schedule(expected, wish.When, zone),
        DraftField.Zone => wish.When is { Rules.Count: > 0 } when && Zone(Json.Text(expected)) is { } id
            && when.Rules.All(rule => rule.TimeZone == id),
        DraftField.Columns => expected is null || Json.Texts(expected).Count == 0
            ? wish.Columns.Count == 0
            : wish.Columns.Count == 0 || Json.Texts(expected).All(column => wish.Columns.Any(shown => Names.Same(column, shown))),
        DraftField.ColumnsExactly => Exactly(Json.Texts(expected), wish.Columns),
        DraftField.ColumnsWithout => wish.Columns.Count > 0
            && !Json.Texts(expected).Any(column => wish.Columns.Any(shown => Names.Same(column, shown))),
        DraftField.Filters => Filters(expected, FilterMatch.Flat(wish.Filters)),
        DraftField.Sort => Sorts([.. Json.Members(expected).Select(DraftValue.Sort)], wish.Sorts),
        DraftField.Limit => Json.Number(expected) == wish.Limit,
        DraftField.Group => Exactly(Json.Texts(expected), wish.Grouping?.By ?? []),
        DraftField.Figures => Json.Texts(expected).Select(DraftValue.Figure).All(figure => (wish.Grouping?.Aggregates ?? []).Any(known
            => known.Kind == figure.Kind && (figure.Column is null || Names.Same(figure.Column, known.Column ?? "")))),
        DraftField.Services => Exactly(Json.Texts(expected), Services(wish)),
        DraftField.Destination => Json.Texts(expected).All(place => Destination(place, wish)),
        DraftField.Name => Same(Json.Text(expected), wish.Name),
        DraftField.File => Same(Json.Text(expected), wish.File),
        DraftField.Format => DraftFacts.Format(Json.Text(expected)) == wish.Format,
        _ => Same(Json.Text(expected), wish.OutputFile) || (Json.Text(expected) is { } file && wish.OutputFile?.EndsWith("/" + file, StringComparison.Ordinal) == true),
    };

    /// <summary>Without a zone of its own the expected line is read in the zone of the profile or in the one the draft has.</summary>
    private static bool Schedule(JsonNode? expected, WhenWish? actual, string? zone)
    {
        if (expected is null || Json.Text(expected) is "none" or "")
        {
            return actual is null;
        }

        var wanted = ScheduleJudge.Trigger(expected is JsonObject given ? Json.First(given, "trigger") : expected);
        if (wanted == TriggerWish.OnDemand)
        {
            return actual is { OnDemand: true };
        }

        return actual is { OnDemand: false } && new[] { zone }.Concat(actual.Rules.Select(rule => rule.TimeZone)).Any(one
            => Times.Rules(expected, one) is { Count: > 0 } rules && Times.Same(rules, actual.Rules));
    }

    private static string? Zone(string? text) => text is null ? null : TimeZones.Read(text).Id ?? text;

    private static bool Filters(JsonNode? expected, IReadOnlyList<Filter> actual)
    {
        var wanted = Json.Members(expected).Select(FilterText.Read).ToList();
        return wanted.Count == 0 ? actual.Count == 0 : wanted.All(filter => actual.Any(known => FilterMatch.Same(filter, known)));
    }

    private static bool Sorts(IReadOnlyList<Sort> expected, IReadOnlyList<Sort> actual)
        => expected.Count == 0 ? actual.Count == 0
            : expected.Count <= actual.Count && expected.Zip(actual).All(pair => Names.Same(pair.First.Column, pair.Second.Column)
                && (pair.First.First.Count > 0
                    ? pair.First.First.All(value => pair.Second.First.Contains(value, StringComparer.OrdinalIgnoreCase))
                    : pair.Second.First.Count == 0 && pair.First.Way == pair.Second.Way));

    private static bool Destination(string place, Wish wish)
        => place.ToLowerInvariant() is "file" or "files" or "report" or "workspace"
            || Services(wish).Contains(place.ToLowerInvariant()) || Same(place.TrimStart('#'), wish.To?.Name?.TrimStart('#')) || Same(place, wish.OutputFile);

    /// <summary>All that were named or chosen.</summary>
    public static IReadOnlyList<string> Services(Wish wish)
        => [.. wish.Services.Concat(new[] { wish.From?.Integration, wish.To?.Integration }.OfType<string>()).Distinct()];

    private static bool Exactly(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
        => expected.Count == actual.Count && expected.All(name => actual.Any(one => Names.Same(name, one)));

    private static bool Same(string? expected, string? actual) => string.Equals(expected, actual, StringComparison.OrdinalIgnoreCase);
}

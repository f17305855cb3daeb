using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Drafting;

/// <summary>Two wishes side by side, in plain lines of "before → after".</summary>
internal static class Differences
{
    private const string Condition = ", only ";

    public static IReadOnlyList<string> Lines(Wish before, Wish after, BuilderWorld world)
    {
        var all = Of(before, after, world);
        return [.. all.Where(one => !Follows(one.Key, before, after, all)).Select(one => $"{WishWords.Label(one.Key)}: {one.Before ?? "nothing set"} → {After(one.Before, one.After)}")];
    }

    /// <summary>A way whose words differ only because they repeat which rows are kept.</summary>
    private static bool Follows(string key, Wish before, Wish after, IReadOnlyList<(string Key, string? Before, string? After)> all)
    {
        var plain = key.Split('_')[0];
        return plain is "target" or "format" && all.Any(one => one.Key.Split('_')[0] is "filter" or "source")
            && before.Deliveries.Count > 0 && WishDeliveries.Same(before.Deliveries, after.Deliveries) && before.Format == after.Format;
    }

    /// <summary>What comes before a condition is not said twice when it stays.</summary>
    private static string After(string? before, string? after)
        => after is null ? "nothing set"
            : before is not null && before.IndexOf(Condition, StringComparison.Ordinal) is > 0 and var at && after.IndexOf(Condition, StringComparison.Ordinal) == at
                && before[..at] == after[..at] ? after[(at + 2)..] : after;

    /// <summary>Requirement keys whose plain value differs; null = absent.</summary>
    public static IReadOnlyList<(string Key, string? Before, string? After)> Of(Wish before, Wish after, BuilderWorld world)
    {
        var old = Points(before, world);
        var now = Points(after, world);
        return [.. old.Keys.Union(now.Keys)
            .Select(key => (Key: key, Before: old.GetValueOrDefault(key), After: now.GetValueOrDefault(key)))
            .Where(one => one.Before != one.After)];
    }

    private static Dictionary<string, string> Points(Wish wish, BuilderWorld world)
    {
        var points = WishWords.Points(wish, world, wish.Name ?? "").ToDictionary(point
            => point.Key, point => point.Value);
        if (wish.When is { OnDemand: false } when)
        {
            points["schedule"] = when.Sentence;
        }

        if (wish.Name is null)
        {
            points.Remove("name");
        }

        if (wish.File is null)
        {
            points.Remove("content");
            points.Remove("format");
        }

        return points;
    }
}

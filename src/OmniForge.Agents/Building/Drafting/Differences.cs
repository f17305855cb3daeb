using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Drafting;

/// <summary>Two wishes side by side, in plain lines of "before → after".</summary>
internal static class Differences
{
    public static IReadOnlyList<string> Lines(Wish before, Wish after, BuilderWorld world)
        => [.. Of(before, after, world).Select(one => $"{WishWords.Label(one.Key)}: {one.Before ?? "nothing set"} → "
            + $"{one.After ?? "nothing set"}")];

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

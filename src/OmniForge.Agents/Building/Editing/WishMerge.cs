using System.Text.Json;
using System.Text.Json.Nodes;

namespace OmniForge.Agents.Building.Editing;

/// <summary>Puts two wishes together member by member, whatever members a wish has.</summary>
internal static class WishMerge
{
    /// <summary>The change from <paramref name="origin"/> to <paramref name="mine"/>, made on <paramref name="theirs"/> instead.</summary>
    public static Wish Rebase(Wish origin, Wish mine, Wish theirs)
    {
        var (before, changed, now) = (Node(origin), Node(mine), Node(theirs));
        var (old, own, other) = (Sources(before), Sources(changed), Sources(now));
        if (old.Count == own.Count && own.Count == other.Count)
        {
            // The same places: their members are told apart, so that a change of one does not take back a change of the other.
            for (var i = 0; i < own.Count; i++)
            {
                Rebase(old[i], own[i], other[i]);
            }

            changed["sources"] = before["sources"]?.DeepClone();
        }

        Rebase(before, changed, now);
        return Read(now);
    }

    /// <summary>The wish after the change with these members, of it or of its sources, as they were before it.</summary>
    public static Wish Without(Wish before, Wish after, IReadOnlyCollection<string> members)
    {
        var (old, now) = (Node(before), Node(after));
        var (oldSources, newSources) = (Sources(old), Sources(now));
        foreach (var key in members)
        {
            if (old.ContainsKey(key) || now.ContainsKey(key))
            {
                Put(now, key, old[key]);
            }

            for (var i = 0; i < Math.Min(oldSources.Count, newSources.Count); i++)
            {
                Put(newSources[i], key, oldSources[i][key]);
            }
        }

        return Read(now);
    }

    private static void Rebase(JsonObject before, JsonObject changed, JsonObject now)
    {
        foreach (var key in before.Select(pair => pair.Key).Union(changed.Select(pair => pair.Key)).ToList())
        {
            if (!JsonNode.DeepEquals(before[key], changed[key]))
            {
                Put(now, key, changed[key]);
            }
        }
    }

    private static List<JsonObject> Sources(JsonObject wish) => [.. (wish["sources"] as JsonArray ?? []).OfType<JsonObject>()];

    private static void Put(JsonObject wish, string key, JsonNode? value)
    {
        wish.Remove(key);
        if (value is not null)
        {
            wish[key] = value.DeepClone();
        }
    }

    private static JsonObject Node(Wish wish) => (JsonObject)JsonSerializer.SerializeToNode(wish, BuilderJson.Default.Wish)!;

    private static Wish Read(JsonObject wish) => StoredWishes.Upgrade(wish).Deserialize(BuilderJson.Default.Wish)!;
}

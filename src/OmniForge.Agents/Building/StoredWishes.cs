using System.Text.Json;
using System.Text.Json.Nodes;

namespace OmniForge.Agents.Building;

/// <summary>Completes stored wishes: what an older build wrote had one source and one target, in members of their own.</summary>
internal static class StoredWishes
{
    private static readonly string[] OfSource = ["file", "from", "filters", "sorts", "limit", "columns", "grouping"];

    /// <summary>All wishes within a stored state.</summary>
    public static JsonObject Complete(JsonObject state)
    {
        var parked = state["parked"] as JsonObject;
        foreach (var wish in Within(state).Concat(parked is null ? [] : Within(parked)))
        {
            Upgrade(wish);
        }

        return state;
    }

    /// <summary>One wish, in place.</summary>
    public static JsonObject Upgrade(JsonObject wish)
    {
        var source = new JsonObject();
        foreach (var member in OfSource)
        {
            if (wish.Remove(member, out var value) && value is not null)
            {
                source[member] = value;
            }
        }

        var sources = wish["sources"] as JsonArray ?? [];
        if (sources.Count == 0 && source.Any(member => member.Value is not JsonArray { Count: 0 }))
        {
            sources.Add((JsonNode)source);
        }

        if (wish.Remove("to", out var to) && to is not null && wish["deliveries"] is not JsonArray { Count: > 0 })
        {
            wish["deliveries"] = new JsonArray(new JsonObject { ["to"] = to });
        }

        wish["sources"] = sources.Parent is null ? sources : sources.DeepClone();
        JsonDefaults.Fill(wish, (JsonObject)JsonSerializer.SerializeToNode(new Wish(), BuilderJson.Default.Wish)!);
        JsonDefaults.FillAll(wish["sources"], (JsonObject)JsonSerializer.SerializeToNode(new WishSource(), BuilderJson.Default.WishSource)!);
        foreach (var delivery in ((JsonArray)wish["deliveries"]!).OfType<JsonObject>().Where(one => one["only"] is JsonObject))
        {
            JsonDefaults.Fill((JsonObject)delivery["only"]!, new JsonObject { ["words"] = "", ["filters"] = new JsonArray() });
        }

        return wish;
    }

    private static IEnumerable<JsonObject> Within(JsonObject state)
        => new[] { state["wish"] }
            .Concat((state["history"] as JsonArray ?? []).Select(version => version?["wish"]))
            .Concat((state["undo"] as JsonArray ?? []).Select(step => step?["before"]))
            .OfType<JsonObject>();
}

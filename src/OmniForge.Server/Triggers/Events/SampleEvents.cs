using System.Text.Json.Nodes;
using OmniForge.Integrations.Events;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Triggers.Events;

/// <summary>Events that a person makes up to try a trigger. Pure but for the id.</summary>
internal static class SampleEvents
{
    private static readonly HashSet<string> Fields = ["resource", "actor", "changed"];

    /// <param name="payload">Of a system of one's own the body; otherwise what replaces the made-up fields. Null = nothing is given.</param>
    public static OutsideEvent Of(TriggerRow trigger, string eventType, JsonObject? payload, DateTimeOffset now)
    {
        var types = EventRules.Types(trigger);
        var type = eventType.Length > 0 ? eventType : types[0];
        if (!types.Contains(type))
        {
            throw DomainException.Invalid("EVENT_TYPE_UNKNOWN", "event_type", $"This trigger does not wait for \"{type}\". It waits for {string.Join(", ", types)}.");
        }

        var key = Ids.New();
        if (trigger.Integration.Length == 0)
        {
            return new(type, key, "", "", "", "", now, []) { Data = (payload ?? new JsonObject { ["test"] = true }).ToJsonString() };
        }

        if (payload?.Select(field => field.Key).FirstOrDefault(field => !Fields.Contains(field)) is { } unknown)
        {
            throw Wrong($"\"{unknown}\" is no field of an event that can be given; there are {string.Join(", ", Fields)}.");
        }

        var resource = payload?["resource"] is { } given ? given as JsonObject ?? throw Wrong("\"resource\" is an object with kind, id and url.") : [];
        var changed = payload?["changed"] is { } listed ? listed as JsonArray ?? throw Wrong("\"changed\" is a list of names.") : [];
        return new(
            type, key, Text(resource["kind"], "thing"), Text(resource["id"], $"sample-{key[^6..]}"), Text(resource["url"], "https://example.com/sample"),
            Text(payload?["actor"], "sample-person"), now, [.. changed.Select(name => Text(name, ""))]);
    }

    private static string Text(JsonNode? node, string otherwise) => node switch
    {
        null => otherwise,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw Wrong("kind, id, url, actor and what changed are texts."),
    };

    private static DomainException Wrong(string problem) => DomainException.Invalid("INPUT_INVALID", "payload", problem);
}

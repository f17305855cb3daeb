using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Conditions;
using OmniForge.Server.Executions;

namespace OmniForge.Server.Triggers.Events;

/// <summary>An event as conditions and agents see it: `{event, account, resource{kind,id,url,in,number}, actor, at, changed[]}`, with `data` where the sender tells all.</summary>
internal static class EventInput
{
    public static JsonObject Of(TriggerEventRow happened)
    {
        var input = new JsonObject
        {
            ["event"] = happened.Type,
            ["account"] = happened.AccountId,
            ["resource"] = EventResource.Of(happened.ResourceKind, happened.ResourceId, happened.Url),
            ["actor"] = happened.ActorId,
            ["at"] = happened.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["changed"] = JsonNode.Parse(happened.Changed),
        };
        if (happened.Data.Length > 0)
        {
            input["data"] = JsonNode.Parse(happened.Data);
        }

        if (happened.Merged > 0)
        {
            input["merged"] = happened.Merged;
        }

        return input;
    }

    /// <summary>The input of the agent: the whole event, or what the trigger takes from it. What is not there is left out.</summary>
    public static JsonObject Mapped(TriggerRow trigger, JsonObject input)
    {
        var wanted = JsonSerializer.Deserialize(trigger.Inputs, StoredJson.Default.DictionaryStringString) ?? [];
        if (wanted.Count == 0)
        {
            return input;
        }

        var known = new KnownValues(input);
        var mapped = new JsonObject();
        foreach (var (field, text) in wanted.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (FieldPath.Read(text, out _) is { } path && known.TryGet(path, out var value))
            {
                mapped[field] = value?.DeepClone();
            }
        }

        return mapped;
    }

    /// <summary>Whether the trigger's condition is met; none always is.</summary>
    public static bool Holds(TriggerRow trigger, JsonObject input)
        => trigger.Condition.Length == 0 || (Condition.Read(trigger.Condition, out _)?.Holds(new KnownValues(input)) ?? false);
}

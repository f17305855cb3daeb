using System.Text.Json;
using OmniForge.Integrations;
using OmniForge.Integrations.Events;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Triggers.Events;
using OmniForge.Server.Triggers.Hooks;
using OmniForge.V1;

namespace OmniForge.Server.Triggers;

/// <summary>What fits together in a trigger. Pure.</summary>
internal static class TriggerRules
{
    public static TriggerKind KindOf(Trigger wish) => wish.Kind switch
    {
        TriggerKind.Unspecified or TriggerKind.Webhook => TriggerKind.Webhook,
        TriggerKind.Poll => TriggerKind.Poll,
        _ => throw DomainException.Field("trigger.kind", "is WEBHOOK or POLL"),
    };

    public static SignatureScheme SchemeOf(Trigger wish)
    {
        var own = HookSchemes.SchemeOf(wish.Integration);
        return wish.Scheme == SignatureScheme.Unspecified || wish.Scheme == own
            ? own
            : throw DomainException.Field("trigger.scheme", wish.Integration.Length == 0
                ? $"webhooks that {wish.Scheme} signs belong to an integration; name it in `integration`"
                : $"{wish.Integration} signs its webhooks as {own}");
    }

    /// <summary>The events it may wait for; refuses others.</summary>
    /// <param name="provider">Null = a system of one's own.</param>
    public static void CheckEvents(TriggerRow row, IIntegration? provider)
    {
        var types = EventRules.Types(row);
        if (types.Count == 0 && provider is null)
        {
            row.EventTypes = JsonSerializer.Serialize([OwnWebhooks.EventType], StoredJson.Default.ListString);
            return;
        }

        IReadOnlyList<string> told = provider is null ? [OwnWebhooks.EventType] : provider.Webhooks?.EventTypes ?? [];
        var sought = provider?.Polls.Select(source => source.EventType).ToList() ?? [];
        IReadOnlyList<string> known = row.Kind == TriggerKind.Poll ? sought : told;
        if (types.Count == 0 || types.FirstOrDefault(type => !known.Contains(type)) is not null)
        {
            throw Unknown(types.FirstOrDefault(type => !known.Contains(type)), row.Kind, known, told);
        }

        if (row.Kind == TriggerKind.Poll && row.ResourceId.Length == 0
            && provider!.Polls.FirstOrDefault(source => types.Contains(source.EventType) && source.ResourceKind.Length > 0) is { } needy)
        {
            throw DomainException.Field("trigger.resource_id", $"say which {needy.ResourceKind} to look into; `omniforge connections resources` lists them");
        }
    }

    private static DomainException Unknown(string? type, TriggerKind kind, IReadOnlyList<string> known, IReadOnlyList<string> told)
    {
        var choice = known.Count > 0 ? $"There are {string.Join(", ", known)}." : "This integration has none of this kind.";
        var problem = type is null ? "Say what the trigger waits for."
            : kind == TriggerKind.Poll && told.Contains(type) ? $"\"{type}\" cannot be looked for, it is only told: make the trigger a WEBHOOK."
            : $"There is no event \"{type}\" here.";
        return DomainException.Invalid("EVENT_TYPE_UNKNOWN", "trigger.event_types", $"{problem} {choice}");
    }
}

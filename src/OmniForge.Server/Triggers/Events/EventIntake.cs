using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OmniForge.Integrations.Events;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Triggers.Events;

/// <summary>Writes down events of a trigger that the transaction has locked, each once. Nothing starts before they are committed.</summary>
internal static class EventIntake
{
    /// <summary>Adds what is new; says how many that are.</summary>
    /// <param name="account">The account it happened in; null = none is connected.</param>
    /// <param name="refusal">Why none of them starts anything; empty = they may.</param>
    public static async Task<int> AddAsync(
        ForgeDb db, TriggerRow trigger, TriggerAccount? account, DeliveryRow delivery, IReadOnlyList<OutsideEvent> events, CancellationToken cancellationToken,
        string refusal = "")
    {
        var keyed = events.Select(happened => (Key: KeyOf(happened, delivery), Event: happened)).DistinctBy(one => one.Key).ToList();
        var keys = keyed.Select(one => one.Key).ToList();
        var known = (await Own(db, trigger).Where(row => keys.Contains(row.EventKey)).Select(row => row.EventKey).ToListAsync(cancellationToken)).ToHashSet();
        var added = 0;
        foreach (var (key, happened) in keyed.Where(one => !known.Contains(one.Key)))
        {
            if (delivery.Source == DeliverySource.Poll && trigger.Kind == TriggerKind.Webhook && await ToldAsync(db, trigger, happened, cancellationToken))
            {
                continue;
            }

            db.TriggerEvents.Add(Row(trigger, account, delivery, key, happened, refusal));
            added++;
        }

        return added;
    }

    /// <summary>A test counts apart from what really happened.</summary>
    private static string KeyOf(OutsideEvent happened, DeliveryRow delivery)
        => delivery.Mode == ExecutionMode.Test ? Ids.Digest("test", happened.Key) : Ids.Digest(happened.Key);

    /// <summary>A look finds what a webhook may have told already, under a time that differs a little.</summary>
    private static Task<bool> ToldAsync(ForgeDb db, TriggerRow trigger, OutsideEvent happened, CancellationToken cancellationToken)
    {
        var (from, until) = (happened.At - EventRules.SameChange, happened.At + EventRules.SameChange);
        return Own(db, trigger).AnyAsync(
            row => row.ResourceId == happened.ResourceId && row.Type == happened.Type && row.Mode == ExecutionMode.Live && row.At >= from && row.At <= until,
            cancellationToken);
    }

    private static IQueryable<TriggerEventRow> Own(ForgeDb db, TriggerRow trigger)
        => db.TriggerEvents.IgnoreQueryFilters().Where(row => row.TenantId == trigger.TenantId && row.TriggerId == trigger.Id);

    private static TriggerEventRow Row(TriggerRow trigger, TriggerAccount? account, DeliveryRow delivery, string key, OutsideEvent happened, string given)
    {
        var refusal = given.Length > 0 ? given : EventRules.Refusal(trigger, happened.ActorId, account?.ActorId ?? "");
        return new()
        {
            TenantId = trigger.TenantId,
            TriggerId = trigger.Id,
            EventKey = key,
            DeliveryId = delivery.Id,
            Type = happened.Type,
            AccountId = account?.AccountId ?? "",
            ResourceKind = happened.ResourceKind,
            ResourceId = happened.ResourceId,
            Url = happened.Url,
            ActorId = happened.ActorId,
            At = happened.At,
            Changed = JsonSerializer.Serialize([.. happened.Changed], StoredJson.Default.ListString),
            Data = happened.Data,
            Mode = delivery.Mode,
            Outcome = refusal.Length > 0 ? EventOutcome.Ignored : EventOutcome.Waiting,
            Reason = refusal,
            ReceivedAt = delivery.ReceivedAt,
            FirstAt = delivery.ReceivedAt,
            DueAt = delivery.ReceivedAt + TimeSpan.FromMilliseconds(delivery.Mode == ExecutionMode.Live ? trigger.DebounceMs : 0),
            DecidedAt = refusal.Length > 0 ? delivery.ReceivedAt : null,
        };
    }
}

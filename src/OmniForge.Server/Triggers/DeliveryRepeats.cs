using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.Server.Triggers.Events;
using OmniForge.V1;

namespace OmniForge.Server.Triggers;

/// <summary>Deliveries that a person asks for: a test, and what came before once more.</summary>
internal sealed class DeliveryRepeats(ForgeStore store, DeliveryDirectory deliveries, EventDispatch dispatch, TimeProvider clock)
{
    public async Task<Delivery> TestAsync(Caller caller, SendTestEventRequest request, CancellationToken cancellationToken)
    {
        var delivery = New(caller, request.TriggerId, DeliverySource.Test, ExecutionMode.Test, "");
        await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var trigger = await db.FindTriggerAsync(request.TriggerId, "", ct);
            var account = (await TriggerSurroundings.AccountsAsync(db, [trigger], ct)).GetValueOrDefault((trigger.TenantId, trigger.ConnectionId));
            var happened = SampleEvents.Of(trigger, request.EventType, request.Payload?.ToJson(), clock.GetUtcNow());
            db.Deliveries.Add(delivery);
            return await EventIntake.AddAsync(db, trigger, account, delivery, [happened], ct);
        }, cancellationToken);
        dispatch.Ring();
        return await deliveries.GetAsync(caller, delivery.Id, cancellationToken);
    }

    public async Task<Delivery> AgainAsync(Caller caller, RedeliverDeliveryRequest request, CancellationToken cancellationToken)
    {
        var again = await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var first = await db.Deliveries.AsNoTracking().FirstOrDefaultAsync(row => row.Id == request.DeliveryId, ct)
                ?? throw DomainException.NotFound("delivery", request.DeliveryId);
            if (first.ReceivedAt < clock.GetUtcNow() - DeliveryRow.Repeatable)
            {
                throw DomainException.Status("DELIVERY_EXPIRED", "This delivery is older than 14 days; what it told is no longer kept.").With("resource", "delivery").With("id", first.Id);
            }

            _ = await db.FindTriggerAsync(first.TriggerId, "", ct);
            var told = await db.TriggerEvents.AsNoTracking().Where(row => row.DeliveryId == first.Id).ToListAsync(ct);
            if (told.Count == 0)
            {
                throw DomainException.Status("TRANSITION_NOT_ALLOWED", "Nothing of this delivery was kept, because it was not accepted.").With("resource", "delivery").With("id", first.Id);
            }

            var delivery = New(caller, first.TriggerId, DeliverySource.Redelivery, first.Mode, first.Id);
            db.Deliveries.Add(delivery);
            db.TriggerEvents.AddRange(told.Select(row => Copy(row, delivery)));
            return delivery;
        }, cancellationToken);
        dispatch.Ring();
        return await deliveries.GetAsync(caller, again.Id, cancellationToken);
    }

    private DeliveryRow New(Caller caller, string triggerId, DeliverySource source, ExecutionMode mode, string firstId) => new()
    {
        Id = Ids.New(),
        TenantId = caller.TenantId,
        TriggerId = triggerId,
        Source = source,
        Verdict = DeliveryVerdict.Accepted,
        Mode = mode,
        ReceivedAt = clock.GetUtcNow(),
        FirstId = firstId,
    };

    private static TriggerEventRow Copy(TriggerEventRow row, DeliveryRow delivery) => new()
    {
        TenantId = row.TenantId,
        TriggerId = row.TriggerId,
        EventKey = Ids.Digest("again", delivery.Id, row.EventKey),
        DeliveryId = delivery.Id,
        Type = row.Type,
        AccountId = row.AccountId,
        ResourceKind = row.ResourceKind,
        ResourceId = row.ResourceId,
        Url = row.Url,
        ActorId = row.ActorId,
        At = row.At,
        Changed = row.Changed,
        Data = row.Data,
        Mode = row.Mode,
        ReceivedAt = delivery.ReceivedAt,
        FirstAt = delivery.ReceivedAt,
        DueAt = delivery.ReceivedAt,
    };
}

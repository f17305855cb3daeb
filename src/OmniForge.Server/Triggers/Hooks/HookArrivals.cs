using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Triggers.Events;
using OmniForge.V1;

namespace OmniForge.Server.Triggers.Hooks;

/// <summary>Writes down a webhook that came through the gate: once for its trigger, or as one that came before.</summary>
internal static class HookArrivals
{
    private const string Elsewhere = "It is about another account than the connected one.";
    private const string Unwanted = "It is about nothing that this trigger waits for.";

    /// <summary>For the trigger of an address of its own, which the transaction has locked.</summary>
    public static async Task AddAsync(ForgeDb db, TriggerRow trigger, Arrival arrival, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var delivery = New(trigger, arrival, now);
        if (await EventLedger.TakeAsync(db, arrival.Endpoint, arrival.Reading.ReplayKey, delivery.Id, arrival.KeptUntil, cancellationToken) is { } first)
        {
            var again = arrival.Passage with { Verdict = DeliveryVerdict.Duplicate, Reason = "It came before." };
            await EventLedger.NoteAsync(db, trigger, Noted(trigger, arrival.Mode, again, now, first), cancellationToken);
            return;
        }

        var accounts = await TriggerSurroundings.AccountsAsync(db, [trigger], cancellationToken);
        var account = accounts.GetValueOrDefault((trigger.TenantId, trigger.ConnectionId));
        if (arrival.NamesConnections && account is { AccountId.Length: > 0 } && arrival.Reading.AccountId.Length > 0 && account.AccountId != arrival.Reading.AccountId)
        {
            await IgnoreAsync(db, trigger, arrival, Elsewhere, now, cancellationToken);
            return;
        }

        await AddAsync(db, trigger, account, arrival, delivery, now, cancellationToken);
    }

    /// <summary>For one of the triggers that hear of an account.</summary>
    public static Task AddAsync(ForgeDb db, TriggerRow trigger, TriggerAccount account, Arrival arrival, DateTimeOffset now, CancellationToken cancellationToken)
        => AddAsync(db, trigger, account, arrival, New(trigger, arrival, now), now, cancellationToken);

    public static DeliveryRow Noted(TriggerRow trigger, ExecutionMode mode, HookPassage passage, DateTimeOffset now, string firstId = "") => new()
    {
        Id = Ids.New(),
        TenantId = trigger.TenantId,
        TriggerId = trigger.Id,
        Source = DeliverySource.Webhook,
        Verdict = passage.Verdict,
        Reason = passage.Reason,
        Mode = mode,
        ReceivedAt = now,
        Size = passage.Size,
        FirstId = firstId,
    };

    private static async Task AddAsync(
        ForgeDb db, TriggerRow trigger, TriggerAccount? account, Arrival arrival, DeliveryRow delivery, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var wanted = arrival.Reading.Events.Where(happened => EventRules.Concerns(trigger, happened)).ToList();
        if (wanted.Count == 0)
        {
            await IgnoreAsync(db, trigger, arrival, Unwanted, now, cancellationToken);
        }
        else if (await EventIntake.AddAsync(db, trigger, account, delivery, wanted, cancellationToken) == 0)
        {
            var again = arrival.Passage with { Verdict = DeliveryVerdict.Duplicate, Reason = "What it tells of is known." };
            await EventLedger.NoteAsync(db, trigger, Noted(trigger, arrival.Mode, again, now), cancellationToken);
        }
        else
        {
            db.Deliveries.Add(delivery);
            EventLedger.Count(DeliveryVerdict.Accepted);
        }
    }

    private static Task<string> IgnoreAsync(ForgeDb db, TriggerRow trigger, Arrival arrival, string reason, DateTimeOffset now, CancellationToken cancellationToken)
        => EventLedger.NoteAsync(
            db, trigger, Noted(trigger, arrival.Mode, arrival.Passage with { Verdict = DeliveryVerdict.Ignored, Reason = reason }, now), cancellationToken);

    private static DeliveryRow New(TriggerRow trigger, Arrival arrival, DateTimeOffset now) => Noted(trigger, arrival.Mode, arrival.Passage, now);
}

/// <summary>A webhook that came through the gate of an address.</summary>
/// <param name="NamesConnections">The account that it names is the key of a connection.</param>
internal sealed record Arrival(string Endpoint, DateTimeOffset KeptUntil, ExecutionMode Mode, HookPassage Passage, bool NamesConnections)
{
    public OmniForge.Integrations.Events.WebhookReading Reading => Passage.Reading!;
}

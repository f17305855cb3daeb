using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Connections;
using OmniForge.Server.Storage;
using OmniForge.Server.Triggers.Events;
using OmniForge.V1;

namespace OmniForge.Server.Triggers.Hooks;

/// <summary>The address of one trigger: its key finds the trigger and so the tenant, its secret proves the sender.</summary>
internal sealed class TriggerHooks(
    ForgeStore store, HookGate gate, HookSchemes schemes, HookHandshake handshake, TriggerSecrets secrets, EventDispatch dispatch, TimeProvider clock)
{
    /// <summary>Null = there is no such address.</summary>
    public async Task<HookAnswer?> TakeAsync(string key, ExecutionMode mode, HttpRequest request, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, cancellationToken) is not { } trigger)
        {
            return null;
        }

        var scheme = schemes.Of(trigger);
        var endpoint = $"{trigger.TenantId}/{trigger.Id}{(mode == ExecutionMode.Test ? "/test" : "")}";
        var passage = await gate.PassAsync(
            endpoint, scheme, TimeSpan.FromMilliseconds(trigger.ToleranceMs), request, ct => secrets.OpenAsync(trigger, ct), cancellationToken);
        if (passage.Unsigned is { } unsigned && await handshake.TakeAsync(trigger, unsigned, cancellationToken))
        {
            await NoteAsync(trigger, mode, passage with { Verdict = DeliveryVerdict.Handshake, Reason = "It brought the token that signs all others." }, cancellationToken);
            return new(StatusCodes.Status200OK, null);
        }

        if (passage.Reading is not { } reading)
        {
            if (!passage.Silent)
            {
                await NoteAsync(trigger, mode, passage, cancellationToken);
            }

            return passage.Answer;
        }

        if (reading.Answer is { } json)
        {
            await NoteAsync(trigger, mode, passage with { Verdict = DeliveryVerdict.Handshake, Reason = "The address was checked." }, cancellationToken);
            return new(StatusCodes.Status200OK, json);
        }

        var until = clock.GetUtcNow() + scheme.Remembered;
        await store.TransactAsync(trigger.TenantId, async (db, ct) =>
        {
            foreach (var row in await db.LockAsync([(trigger.TenantId, trigger.Id)], ct))
            {
                var arrival = new Arrival(endpoint, until, mode, passage, scheme.NamesConnections);
                await HookArrivals.AddAsync(db, row, arrival, clock.GetUtcNow(), ct);
            }

            await RowBatch.WriteAsync(db, ct);
            return true;
        }, cancellationToken);
        dispatch.Ring();
        return passage.Answer;
    }

    private async Task<TriggerRow?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var hash = OneTimeText.Hash(key);
        await using var db = store.Open("");
        return await db.Triggers.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(row => row.HookHash == hash, cancellationToken);
    }

    private Task<string> NoteAsync(TriggerRow trigger, ExecutionMode mode, HookPassage passage, CancellationToken cancellationToken)
        => store.TransactAsync(
            trigger.TenantId, (db, ct) => EventLedger.NoteAsync(db, trigger, HookArrivals.Noted(trigger, mode, passage, clock.GetUtcNow()), ct), cancellationToken);
}

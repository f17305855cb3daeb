using Microsoft.EntityFrameworkCore;
using OmniForge.Integrations;
using OmniForge.Server.Connections;
using OmniForge.Server.Storage;
using OmniForge.Server.Triggers.Events;
using OmniForge.V1;

namespace OmniForge.Server.Triggers.Hooks;

/// <summary>
/// The one address of our registration at a provider, for all tenants. An event reaches the triggers of the connections that the signed
/// account belongs to; nothing in the address or the body names a tenant.
/// </summary>
internal sealed partial class AppHooks(
    ForgeStore store, HookGate gate, IntegrationCatalogue catalogue, EventDispatch dispatch, TimeProvider clock, ILogger<AppHooks> log)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Null = there is no such address.</summary>
    public async Task<HookAnswer?> TakeAsync(string integration, string key, HttpRequest request, CancellationToken cancellationToken)
    {
        if (catalogue.Find(integration) is not { Hook: { } hook, Integration: { Webhooks: { } scheme } provider } || !OneTimeText.Same(OneTimeText.Hash(hook.Key), key))
        {
            return null;
        }

        var endpoint = $"app/{provider.Descriptor.Id}";
        var passage = await gate.PassAsync(endpoint, scheme, Tolerance, request, _ => Task.FromResult(SigningSecrets.Of(hook.Secrets)), cancellationToken);
        if (passage.Reading is not { } reading)
        {
            EventLedger.Count(passage.Verdict);
            LogRefused(provider.Descriptor.Id, passage.Verdict, passage.Reason);
            return passage.Answer;
        }

        if (reading.Answer is { } json)
        {
            EventLedger.Count(DeliveryVerdict.Handshake);
            return new(StatusCodes.Status200OK, json);
        }

        await store.TransactAsync("", async (db, ct) =>
        {
            await SpreadAsync(db, provider.Descriptor.Id, new(endpoint, clock.GetUtcNow() + scheme.Remembered, ExecutionMode.Live, passage, true), ct);
            await RowBatch.WriteAsync(db, ct);
            return true;
        }, cancellationToken);
        dispatch.Ring();
        return passage.Answer;
    }

    private async Task SpreadAsync(ForgeDb db, string integration, Arrival arrival, CancellationToken cancellationToken)
    {
        var reading = arrival.Reading;
        if (reading.AccountId.Length == 0
            || await EventLedger.TakeAsync(db, arrival.Endpoint, reading.ReplayKey, "", arrival.KeptUntil, cancellationToken) is not null)
        {
            EventLedger.Count(reading.AccountId.Length == 0 ? DeliveryVerdict.Ignored : DeliveryVerdict.Duplicate);
            return;
        }

        var accounts = await TriggerSurroundings.AccountsOfAsync(db, integration, reading.AccountId, cancellationToken);
        var (tenants, ids) = (accounts.Select(account => account.TenantId).ToList(), accounts.Select(account => account.Id).ToList());
        var listening = await db.Triggers.IgnoreQueryFilters()
            .Where(row => row.Kind == TriggerKind.Webhook && row.Integration == integration && tenants.Contains(row.TenantId) && ids.Contains(row.ConnectionId))
            .Select(row => new { row.TenantId, row.Id }).ToListAsync(cancellationToken);
        var known = accounts.ToDictionary(account => (account.TenantId, account.Id));
        foreach (var trigger in await db.LockAsync([.. listening.Select(one => (one.TenantId, one.Id))], cancellationToken))
        {
            if (known.GetValueOrDefault((trigger.TenantId, trigger.ConnectionId)) is { } account)
            {
                await HookArrivals.AddAsync(db, trigger, account, arrival, clock.GetUtcNow(), cancellationToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "A webhook at the address of the {Integration} app was refused ({Verdict}): {Reason}")]
    private partial void LogRefused(string integration, DeliveryVerdict verdict, string reason);
}

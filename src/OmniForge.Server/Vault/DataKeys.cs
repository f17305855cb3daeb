using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Vault.Keys;
using OmniForge.Server.Vault.Sealing;

namespace OmniForge.Server.Vault;

/// <summary>
/// The data keys of tenants, unwrapped and kept in memory. Nodes share them through the database: the first to need one makes it, and
/// each reserves the seals it may do.
/// </summary>
internal sealed class DataKeys(ForgeStore store, KeySource source, KeyLife life, TimeProvider clock) : IDisposable
{
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<(string Tenant, string Id), DataKey> _known = new();
    private readonly ConcurrentDictionary<string, Lease> _leases = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _renewing = new(1, 1);

    /// <summary>The key that seals the next value of the tenant; made when there is none, or when the present one is used up.</summary>
    public async Task<DataKey> ForSealingAsync(string tenantId, CancellationToken cancellationToken)
    {
        if (Take(tenantId) is { } ready)
        {
            return ready;
        }

        await _renewing.WaitAsync(cancellationToken);
        try
        {
            if (Take(tenantId) is { } meanwhile)
            {
                return meanwhile;
            }

            var lease = await RenewedAsync(tenantId, cancellationToken);
            lease.TryTake();
            Keep(_leases, tenantId, lease);
            return lease.Key;
        }
        finally
        {
            _renewing.Release();
        }
    }

    /// <summary>The key that sealed a value; the vault's error when the tenant has none of this id.</summary>
    public async Task<DataKey> ForOpeningAsync(string tenantId, string id, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue((tenantId, id), out var known))
        {
            return known;
        }

        await using var db = store.Open(tenantId);
        var row = await db.DataKeys.AsNoTracking().FirstOrDefaultAsync(key => key.DekId == id, cancellationToken) ?? throw VaultException.Unreadable();
        var opened = Unwrap(Ring(), row);
        Keep(_known, (tenantId, id), opened);
        return opened;
    }

    public void Dispose() => _renewing.Dispose();

    private DataKey? Take(string tenantId)
        => _leases.TryGetValue(tenantId, out var lease) && !TooOld(lease.Key.CreatedAt)
            && clock.GetElapsedTime(lease.Since) < life.Believed && lease.TryTake()
            ? lease.Key
            : null;

    private async Task<Lease> RenewedAsync(string tenantId, CancellationToken cancellationToken)
    {
        if (_leases.TryGetValue(tenantId, out var old) && old.Left > 0 && !TooOld(old.Key.CreatedAt))
        {
            await using var db = store.Open(tenantId);
            if (await db.DataKeys.AnyAsync(key => key.DekId == old.Key.Id && key.RetiredAt == null, cancellationToken))
            {
                return new(old.Key, old.Left, clock.GetTimestamp());
            }
        }

        var key = await store.TransactAsync(tenantId, (db, ct) => ReserveAsync(db, tenantId, ct), cancellationToken);
        return new(key, life.Block, clock.GetTimestamp());
    }

    /// <summary>Another node may ask for the same at the same moment: the turn lets one make the key, and the other finds it.</summary>
    private async Task<DataKey> ReserveAsync(ForgeDb db, string tenantId, CancellationToken cancellationToken)
    {
        var ring = Ring();
        await db.TakeTurnAsync($"data key {tenantId}", cancellationToken);
        var current = await db.DataKeys.SingleOrDefaultAsync(key => key.RetiredAt == null, cancellationToken);
        if (current is not null && !TooOld(current.CreatedAt) && current.Seals + life.Block <= life.MostSeals)
        {
            current.Seals += life.Block;
            return Unwrap(ring, current);
        }

        return await ReplaceAsync(db, ring, current, clock.GetUtcNow(), life.Block, cancellationToken);
    }

    /// <summary>Retires a data key and makes the next one, inside the turn of its tenant.</summary>
    public static async Task<DataKey> ReplaceAsync(
        ForgeDb db, KeyRing ring, DataKeyRow? current, DateTimeOffset now, int seals, CancellationToken cancellationToken)
    {
        if (current is not null)
        {
            current.RetiredAt = now;
            // The index allows one key that is not retired, so this must be in the database before the next is.
            await db.SaveChangesAsync(cancellationToken);
        }

        var made = DataKey.New(now);
        db.DataKeys.Add(new DataKeyRow
        {
            DekId = made.Id,
            KekId = ring.Active,
            Wrapped = WrappedKey.Wrap(ring.ActiveBytes, ring.Active, db.TenantId, made),
            Seals = seals,
            CreatedAt = now,
        });
        return made;
    }

    public static DataKey Unwrap(KeyRing ring, DataKeyRow row)
        => WrappedKey.Unwrap(ring.Key(row.KekId), row.KekId, row.TenantId, row.DekId, row.CreatedAt, row.Wrapped);

    private KeyRing Ring() => source.Ring ?? throw new DomainException(
        Refusal.WrongStatus,
        "VAULT_CLOSED",
        "This server has no key to protect secrets with. Its operator runs `omniforge vault add-key k1`, sets what that prints, and starts the server again.");

    private bool TooOld(DateTimeOffset createdAt) => clock.GetUtcNow() - createdAt >= life.MostAge;

    private static void Keep<TKey, TValue>(ConcurrentDictionary<TKey, TValue> kept, TKey key, TValue value)
        where TKey : notnull
    {
        if (kept.Count >= MostKept)
        {
            kept.Clear();
        }

        kept[key] = value;
    }

    /// <summary>Seals that are reserved for this node.</summary>
    private sealed class Lease(DataKey key, long left, long since)
    {
        private long _left = left;

        public DataKey Key => key;

        public long Since => since;

        public long Left => Interlocked.Read(ref _left);

        public bool TryTake() => Interlocked.Decrement(ref _left) >= 0;
    }
}

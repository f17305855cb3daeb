using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.Server.Vault.Keys;
using OmniForge.Server.Vault.Sealing;

namespace OmniForge.Server.Vault.Verbs;

/// <summary>
/// Wraps all data keys by the active vault key; the values stay untouched. What is done no longer matches the query, so a second call
/// goes on where a killed one stopped. Servers go on serving meanwhile.
/// </summary>
internal sealed class Rewrap(ForgeStore store, KeyRing ring)
{
    public async Task<Tally> RunAsync(Walk walk, CancellationToken cancellationToken)
    {
        await using var db = store.Open("");
        var waiting = db.DataKeys.IgnoreQueryFilters().AsNoTracking().Where(key => key.KekId != ring.Active).OrderBy(key => key.DekId);
        var tally = new Tally("data keys", 0, await waiting.LongCountAsync(cancellationToken), 0);
        var after = "";
        while (true)
        {
            var page = await waiting.Where(key => string.Compare(key.DekId, after) > 0).Take(Walk.Page).ToListAsync(cancellationToken);
            if (page.Count == 0)
            {
                return tally;
            }

            var fresh = page.Select(row => (Row: row, Wrapped: Wrapped(row))).ToList();
            if (walk.Mode == WalkMode.Change)
            {
                await StoreAsync([.. fresh.Where(one => one.Wrapped is not null)], cancellationToken);
            }

            var failed = fresh.Count(one => one.Wrapped is null);
            tally = tally with { Done = tally.Done + page.Count - failed, Failed = tally.Failed + failed };
            after = page[^1].DekId;
            await walk.Tell(tally);
        }
    }

    private byte[]? Wrapped(DataKeyRow row)
    {
        try
        {
            return WrappedKey.Wrap(ring.ActiveBytes, ring.Active, row.TenantId, DataKeys.Unwrap(ring, row));
        }
        catch (VaultException)
        {
            return null;
        }
    }

    private Task<int> StoreAsync(List<(DataKeyRow Row, byte[]? Wrapped)> page, CancellationToken cancellationToken)
        => store.TransactAsync("", async (db, ct) =>
        {
            foreach (var (row, wrapped) in page)
            {
                // Another rewrap may have been here since the page was read.
                await db.DataKeys.IgnoreQueryFilters().Where(key => key.DekId == row.DekId && key.KekId == row.KekId).ExecuteUpdateAsync(
                    change => change.SetProperty(key => key.KekId, ring.Active).SetProperty(key => key.Wrapped, wrapped!), ct);
            }

            return page.Count;
        }, cancellationToken);
}

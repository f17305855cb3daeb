using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.Server.Vault.Keys;
using OmniForge.Server.Vault.Sealing;

namespace OmniForge.Server.Vault.Verbs;

/// <summary>Opens every data key and every value, and counts. Changes nothing and shows nothing.</summary>
internal sealed class Verification(ForgeStore store, KeyRing ring, CredentialVault vault, IReadOnlyList<ISealedTable> tables)
{
    public async Task<IReadOnlyList<Tally>> RunAsync(Walk walk, CancellationToken cancellationToken)
    {
        var tallies = new List<Tally> { await DataKeysAsync(walk, cancellationToken) };
        foreach (var table in tables)
        {
            var tally = new Tally($"values of {table.Name}", 0, await table.CountAsync(cancellationToken), 0);
            await foreach (var page in table.PagesAsync(cancellationToken))
            {
                foreach (var cell in page)
                {
                    tally = await OpensAsync(cell, cancellationToken) ? tally with { Done = tally.Done + 1 } : tally with { Failed = tally.Failed + 1 };
                }

                await walk.Tell(tally);
            }

            tallies.Add(tally);
        }

        return tallies;
    }

    private async Task<Tally> DataKeysAsync(Walk walk, CancellationToken cancellationToken)
    {
        await using var db = store.Open("");
        var all = db.DataKeys.IgnoreQueryFilters().AsNoTracking().OrderBy(key => key.DekId);
        var tally = new Tally("data keys", 0, await all.LongCountAsync(cancellationToken), 0);
        var after = "";
        while (true)
        {
            var page = await all.Where(key => string.Compare(key.DekId, after) > 0).Take(Walk.Page).ToListAsync(cancellationToken);
            if (page.Count == 0)
            {
                return tally;
            }

            var good = page.Count(Unwraps);
            tally = tally with { Done = tally.Done + good, Failed = tally.Failed + page.Count - good };
            after = page[^1].DekId;
            await walk.Tell(tally);
        }
    }

    private bool Unwraps(DataKeyRow row)
    {
        try
        {
            DataKeys.Unwrap(ring, row);
            return true;
        }
        catch (VaultException)
        {
            return false;
        }
    }

    private async Task<bool> OpensAsync(SealedCell cell, CancellationToken cancellationToken)
    {
        try
        {
            (await vault.OpenAsync(cell.Place, cell.Bytes, cancellationToken)).Dispose();
            return true;
        }
        catch (VaultException)
        {
            return false;
        }
    }
}

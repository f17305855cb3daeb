using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.Server.Vault.Keys;
using OmniForge.Server.Vault.Sealing;

namespace OmniForge.Server.Vault.Verbs;

/// <summary>
/// Gives every tenant a new data key and seals all values again. When it began is stored until it is finished: a call after a crash goes
/// on with the same reseal. Servers go on serving meanwhile; old data keys stay, because backups hold values of theirs.
/// </summary>
internal sealed class Reseal(
    ForgeStore store, KeySource source, CredentialVault vault, IReadOnlyList<ISealedTable> tables, KeyLife life, TimeProvider clock)
{
    public async Task<IReadOnlyList<Tally>> RunAsync(Walk walk, CancellationToken cancellationToken)
    {
        var since = walk.Mode == WalkMode.Change ? await BeginAsync(cancellationToken) : clock.GetUtcNow();
        var tallies = new List<Tally> { await KeysAsync(walk, since, cancellationToken) };
        if (walk.Mode == WalkMode.Change)
        {
            // A server may seal with the key before for as long as it believes it to be the present one, and store the value a moment later.
            await Task.Delay(life.Believed * 2, clock, cancellationToken);
        }

        foreach (var table in tables)
        {
            tallies.Add(await ValuesAsync(table, walk, since, cancellationToken));
        }

        if (walk.Mode == WalkMode.Change)
        {
            // What does not open now does not open later either; it must not keep the next reseal from beginning anew.
            await MarkAsync(null, cancellationToken);
        }

        return tallies;
    }

    private async Task<DateTimeOffset> BeginAsync(CancellationToken cancellationToken)
        => (await MarkAsync(clock.GetUtcNow(), cancellationToken))!.Value;

    /// <summary>Notes when the reseal began, unless one is under way; null notes that it is finished. Returns what is noted then.</summary>
    private Task<DateTimeOffset?> MarkAsync(DateTimeOffset? since, CancellationToken cancellationToken)
        => store.TransactAsync(VaultCheckRow.Owner, async (db, ct) =>
        {
            var row = await db.VaultChecks.SingleOrDefaultAsync(ct)
                ?? throw new VaultException(VaultFault.Refused, "Nothing was ever sealed here. Start the server once; there is nothing to seal again.");
            row.ResealSince = since is null ? null : row.ResealSince ?? since;
            return row.ResealSince;
        }, cancellationToken);

    private async Task<Tally> KeysAsync(Walk walk, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = store.Open("");
        var tenants = await db.DataKeys.IgnoreQueryFilters().Where(key => key.RetiredAt == null && key.CreatedAt < since)
            .Select(key => key.TenantId).Order().ToListAsync(cancellationToken);
        var tally = new Tally("new data keys", 0, tenants.Count, 0);
        foreach (var page in tenants.Chunk(Walk.Page))
        {
            foreach (var tenant in walk.Mode == WalkMode.Change ? page : [])
            {
                await store.TransactAsync(tenant, (own, ct) => NewKeyAsync(own, tenant, since, ct), cancellationToken);
            }

            tally = tally with { Done = tally.Done + page.Length };
            await walk.Tell(tally);
        }

        return tally;
    }

    private async Task<bool> NewKeyAsync(ForgeDb db, string tenant, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await db.TakeTurnAsync($"data key {tenant}", cancellationToken);
        var current = await db.DataKeys.SingleOrDefaultAsync(key => key.RetiredAt == null && key.CreatedAt < since, cancellationToken);
        if (current is not null)
        {
            await DataKeys.ReplaceAsync(db, source.Ring!, current, clock.GetUtcNow(), 0, cancellationToken);
        }

        return current is not null;
    }

    private async Task<Tally> ValuesAsync(ISealedTable table, Walk walk, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var tally = new Tally($"values of {table.Name}", 0, await table.CountAsync(cancellationToken), 0);
        await foreach (var page in table.PagesAsync(cancellationToken))
        {
            var old = await OldAsync(page, since, cancellationToken);
            foreach (var cell in page)
            {
                tally = !old(cell) || await AgainAsync(table, cell, walk.Mode, cancellationToken)
                    ? tally with { Done = tally.Done + 1 }
                    : tally with { Failed = tally.Failed + 1 };
            }

            await walk.Tell(tally);
        }

        return tally;
    }

    /// <summary>Which values of a page were sealed before this reseal began, or cannot even be read as sealed.</summary>
    private async Task<Func<SealedCell, bool>> OldAsync(IReadOnlyList<SealedCell> page, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var used = page.Select(KeyOf).OfType<string>().Distinct().ToList();
        await using var db = store.Open("");
        var present = await db.DataKeys.IgnoreQueryFilters().Where(key => used.Contains(key.DekId) && key.CreatedAt >= since)
            .Select(key => key.DekId).ToHashSetAsync(cancellationToken);
        return cell => KeyOf(cell) is not { } key || !present.Contains(key);
    }

    private async Task<bool> AgainAsync(ISealedTable table, SealedCell cell, WalkMode mode, CancellationToken cancellationToken)
    {
        try
        {
            using var secret = await vault.OpenAsync(cell.Place, cell.Bytes, cancellationToken);
            if (mode == WalkMode.Change)
            {
                await table.ReplaceAsync(cell, await vault.SealAsync(cell.Place, secret, cancellationToken), cancellationToken);
            }

            return true;
        }
        catch (VaultException)
        {
            return false;
        }
    }

    private static string? KeyOf(SealedCell cell)
    {
        try
        {
            return Envelope.KeyOf(cell.Bytes);
        }
        catch (VaultException)
        {
            return null;
        }
    }
}

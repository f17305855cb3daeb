using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.Server.Vault;

namespace OmniForge.Server.Triggers;

/// <summary>What is sealed in triggers, for the verbs that walk over everything that is sealed.</summary>
internal sealed class TriggerTable(ForgeStore store) : ISealedTable
{
    public string Name => "triggers";

    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Open("");
        var rows = db.Triggers.IgnoreQueryFilters();
        return await rows.CountAsync(row => row.HookKey != null, cancellationToken) + await rows.CountAsync(row => row.Secret != null, cancellationToken)
            + await rows.CountAsync(row => row.SecretBefore != null, cancellationToken);
    }

    public async Task<IReadOnlyList<SealedCell>> PageAsync(string after, int rows, CancellationToken cancellationToken)
    {
        await using var db = store.Open("");
        var (tenant, id) = after.Split('\n', 2) is [var first, var second] ? (first, second) : ("", "");
        var page = await db.Triggers.IgnoreQueryFilters().AsNoTracking()
            .Where(row => string.Compare(row.TenantId, tenant) > 0 || (row.TenantId == tenant && string.Compare(row.Id, id) > 0))
            .Where(row => row.HookKey != null || row.Secret != null)
            .OrderBy(row => row.TenantId).ThenBy(row => row.Id).Take(rows).ToListAsync(cancellationToken);
        return [.. page.SelectMany(Cells)];
    }

    public Task ReplaceAsync(SealedCell cell, byte[] fresh, CancellationToken cancellationToken)
        => store.TransactAsync(cell.Place.TenantId, async (db, ct) =>
        {
            var row = await db.Triggers.FirstOrDefaultAsync(row => row.Id == cell.Place.RowId, ct);
            if (row is null)
            {
                return 0;
            }

            if (cell.Place.Field == TriggerSecrets.Key && row.HookKey.AsSpan().SequenceEqual(cell.Bytes))
            {
                row.HookKey = fresh;
            }
            else if (cell.Place.Field == TriggerSecrets.Signing && row.Secret.AsSpan().SequenceEqual(cell.Bytes))
            {
                row.Secret = fresh;
            }
            else if (cell.Place.Field == TriggerSecrets.Signing && row.SecretBefore.AsSpan().SequenceEqual(cell.Bytes))
            {
                row.SecretBefore = fresh;
            }

            return 1;
        }, cancellationToken);

    private static IEnumerable<SealedCell> Cells(TriggerRow row)
    {
        var cursor = $"{row.TenantId}\n{row.Id}";
        if (row.HookKey is not null)
        {
            yield return new(cursor, TriggerSecrets.KeyOf(row.TenantId, row.Id), row.HookKey);
        }

        if (row.Secret is not null)
        {
            yield return new(cursor, TriggerSecrets.SecretOf(row.TenantId, row.Id, row.Generation), row.Secret);
        }

        if (row.SecretBefore is not null)
        {
            yield return new(cursor, TriggerSecrets.SecretOf(row.TenantId, row.Id, row.Generation - 1), row.SecretBefore);
        }
    }
}

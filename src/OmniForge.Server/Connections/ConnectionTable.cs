using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.Server.Vault;

namespace OmniForge.Server.Connections;

/// <summary>The tokens of connections, for the verbs that walk over everything that is sealed.</summary>
internal sealed class ConnectionTable(ForgeStore store) : ISealedTable
{
    public string Name => "connections";

    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Open("");
        var rows = db.Connections.IgnoreQueryFilters();
        return await rows.CountAsync(row => row.Access != null, cancellationToken) + await rows.CountAsync(row => row.Refresh != null, cancellationToken);
    }

    public async Task<IReadOnlyList<SealedCell>> PageAsync(string after, int rows, CancellationToken cancellationToken)
    {
        await using var db = store.Open("");
        var (tenant, id) = after.Split('\n', 2) is [var first, var second] ? (first, second) : ("", "");
        var page = await db.Connections.IgnoreQueryFilters().AsNoTracking()
            .Where(row => string.Compare(row.TenantId, tenant) > 0 || (row.TenantId == tenant && string.Compare(row.Id, id) > 0))
            .Where(row => row.Access != null || row.Refresh != null)
            .OrderBy(row => row.TenantId).ThenBy(row => row.Id).Take(rows).ToListAsync(cancellationToken);
        return [.. page.SelectMany(Cells)];
    }

    public Task ReplaceAsync(SealedCell cell, byte[] fresh, CancellationToken cancellationToken)
        => store.TransactAsync(cell.Place.TenantId, async (db, ct) =>
        {
            var row = await db.Connections.FirstOrDefaultAsync(row => row.Id == cell.Place.RowId, ct);
            if (row is null)
            {
                return 0;
            }

            if (cell.Place.Field == ConnectionSecrets.Access && row.Access.AsSpan().SequenceEqual(cell.Bytes))
            {
                row.Access = fresh;
            }
            else if (cell.Place.Field == ConnectionSecrets.Refresh && row.Refresh.AsSpan().SequenceEqual(cell.Bytes))
            {
                row.Refresh = fresh;
            }

            return 1;
        }, cancellationToken);

    private static IEnumerable<SealedCell> Cells(ConnectionRow row)
    {
        var cursor = $"{row.TenantId}\n{row.Id}";
        if (row.Access is not null)
        {
            yield return new(cursor, ConnectionSecrets.Place(row.TenantId, row.Id, ConnectionSecrets.Access, row.Generation), row.Access);
        }

        if (row.Refresh is not null)
        {
            yield return new(cursor, ConnectionSecrets.Place(row.TenantId, row.Id, ConnectionSecrets.Refresh, row.Generation), row.Refresh);
        }
    }
}

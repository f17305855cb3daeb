using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.Server.Vault;

namespace OmniForge.Server.Mcp;

/// <summary>The secrets of MCP servers, for the verbs that walk over everything that is sealed.</summary>
internal sealed class McpTable(ForgeStore store) : ISealedTable
{
    public string Name => "mcp_servers";

    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Open("");
        var rows = db.McpServers.IgnoreQueryFilters();
        return await rows.CountAsync(row => row.Credential != null, cancellationToken) + await rows.CountAsync(row => row.Env != null, cancellationToken);
    }

    public async Task<IReadOnlyList<SealedCell>> PageAsync(string after, int rows, CancellationToken cancellationToken)
    {
        await using var db = store.Open("");
        var (tenant, id) = after.Split('\n', 2) is [var first, var second] ? (first, second) : ("", "");
        var page = await db.McpServers.IgnoreQueryFilters().AsNoTracking()
            .Where(row => string.Compare(row.TenantId, tenant) > 0 || (row.TenantId == tenant && string.Compare(row.Id, id) > 0))
            .Where(row => row.Credential != null || row.Env != null)
            .OrderBy(row => row.TenantId).ThenBy(row => row.Id).Take(rows).ToListAsync(cancellationToken);
        return [.. page.SelectMany(Cells)];
    }

    public Task ReplaceAsync(SealedCell cell, byte[] fresh, CancellationToken cancellationToken)
        => store.TransactAsync(cell.Place.TenantId, async (db, ct) =>
        {
            var row = await db.McpServers.FirstOrDefaultAsync(row => row.Id == cell.Place.RowId, ct);
            if (cell.Place.Field == McpSecrets.Credential && row?.Credential.AsSpan().SequenceEqual(cell.Bytes) == true)
            {
                row.Credential = fresh;
            }
            else if (cell.Place.Field == McpSecrets.Env && row?.Env.AsSpan().SequenceEqual(cell.Bytes) == true)
            {
                row.Env = fresh;
            }

            return 1;
        }, cancellationToken);

    private static IEnumerable<SealedCell> Cells(McpServerRow row)
    {
        var cursor = $"{row.TenantId}\n{row.Id}";
        if (row.Credential is not null)
        {
            yield return new(cursor, McpSecrets.Place(row, McpSecrets.Credential), row.Credential);
        }

        if (row.Env is not null)
        {
            yield return new(cursor, McpSecrets.Place(row, McpSecrets.Env), row.Env);
        }
    }
}

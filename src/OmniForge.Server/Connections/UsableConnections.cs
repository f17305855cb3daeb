using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Connections;

/// <summary>What an agent could act through now.</summary>
internal static class UsableConnections
{
    /// <summary>Active ones of the tenant and of one person.</summary>
    public static async Task<IReadOnlyList<UsableConnection>> OfAsync(ForgeStore store, string tenantId, string ownerId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        return await db.Connections.AsNoTracking()
            .Where(row => row.Status == ConnectionStatus.Active && (row.OwnerKind == OwnerKind.Tenant || row.OwnerId == ownerId))
            .Select(row => new UsableConnection(row.Id, row.Integration)).ToListAsync(cancellationToken);
    }
}

internal sealed record UsableConnection(string Id, string Integration);

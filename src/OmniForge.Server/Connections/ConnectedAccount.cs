using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Connections;

/// <summary>An account as other slices know it.</summary>
/// <param name="Name">What people call it.</param>
internal sealed record ConnectedAccount(string Id, string Integration, string Name, ConnectionStatus Status)
{
    public static ConnectedAccount Of(ConnectionRow row) => new(row.Id, row.Integration, ConnectionRules.NameOf(row), row.Status);

    /// <summary>Those of the tenant and of one person that work or need their person again, default ones first.</summary>
    public static async Task<IReadOnlyList<ConnectedAccount>> OfAsync(ForgeStore store, string tenantId, string ownerId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var rows = await db.Connections.AsNoTracking()
            .Where(row => (row.Status == ConnectionStatus.Active || row.Status == ConnectionStatus.NeedsReconnect)
                && (row.OwnerKind == OwnerKind.Tenant || row.OwnerId == ownerId))
            .OrderByDescending(row => row.IsDefault).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(Of)];
    }
}

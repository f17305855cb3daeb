using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Connections;

/// <summary>Which accounts of one tenant runs could act through at one moment.</summary>
internal sealed class ReadyAccounts
{
    private readonly ILookup<string, ConnectionRow> _rows;

    private ReadyAccounts(IEnumerable<ConnectionRow> rows) => _rows = rows.ToLookup(row => row.Integration);

    public static async Task<ReadyAccounts> OfAsync(ForgeStore store, string tenantId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        return new(await db.Connections.AsNoTracking()
            .Where(row => row.Status == ConnectionStatus.Active || row.Status == ConnectionStatus.NeedsReconnect).ToListAsync(cancellationToken));
    }

    /// <summary>Whether anybody can use an account of this integration.</summary>
    public bool Any(string integration) => _rows[integration].Any(row => row.Status == ConnectionStatus.Active);

    /// <summary>What people call the account that a run would act through; null when it could not.</summary>
    /// <param name="bound">The connection that the agent names; empty = none.</param>
    public string? NameOf(string integration, string actingId, string bound)
        => ConnectionChoice.Of(_rows[integration], actingId, bound) is { Status: ConnectionStatus.Active } ready ? ConnectionRules.NameOf(ready) : null;
}

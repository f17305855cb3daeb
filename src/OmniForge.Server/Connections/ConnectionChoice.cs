using OmniForge.V1;

namespace OmniForge.Server.Connections;

/// <summary>Which account a run acts through. Pure.</summary>
internal static class ConnectionChoice
{
    /// <summary>
    /// The one its agent names; otherwise that of whoever it acts for before the tenant's, the default one before others. Null = there is
    /// none. It may need a new sign-in.
    /// </summary>
    /// <param name="rows">Connections of one tenant and one integration.</param>
    /// <param name="bound">The connection that the agent names; empty = none.</param>
    public static ConnectionRow? Of(IEnumerable<ConnectionRow> rows, string actingId, string bound)
    {
        var own = rows.Where(row => row.Status is ConnectionStatus.Active or ConnectionStatus.NeedsReconnect)
            .Where(row => row.OwnerKind == OwnerKind.Tenant || row.OwnerId == actingId);
        return bound.Length > 0
            ? own.FirstOrDefault(row => row.Id == bound)
            : own.OrderByDescending(row => row.OwnerKind == OwnerKind.User).ThenByDescending(row => row.IsDefault)
                .ThenByDescending(row => row.Status == ConnectionStatus.Active).ThenBy(row => row.Id, StringComparer.Ordinal).FirstOrDefault();
    }
}

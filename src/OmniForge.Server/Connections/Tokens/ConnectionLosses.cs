using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Notices;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Connections;

/// <summary>Writes down that an account no longer lets us in, and tells it once.</summary>
internal sealed class ConnectionLosses(ForgeStore store, TimeProvider clock)
{
    /// <summary>Does nothing when somebody else told it, or when the connection has a newer token.</summary>
    public Task TellAsync(ConnectionRow lost, string message, CancellationToken cancellationToken)
        => store.TransactAsync(lost.TenantId, async (db, ct) =>
        {
            var now = clock.GetUtcNow();
            var changed = await db.Connections
                .Where(row => row.Id == lost.Id && row.Generation == lost.Generation && row.Status == ConnectionStatus.Active)
                .ExecuteUpdateAsync(
                    change => change.SetProperty(row => row.Status, ConnectionStatus.NeedsReconnect).SetProperty(row => row.StatusMessage, message)
                        .SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null).SetProperty(row => row.RefreshStartedAt, (DateTimeOffset?)null)
                        .SetProperty(row => row.LastCheckedAt, now).SetProperty(row => row.UpdatedAt, now),
                    ct);
            if (changed == 1)
            {
                ConnectionNotices.Lost(db, lost.Id, lost.Generation, lost.ConversationId, $"{ConnectionRules.NameOf(lost)}: {message}", now);
            }

            return changed;
        }, cancellationToken);
}

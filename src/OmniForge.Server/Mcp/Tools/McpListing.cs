using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Mcp.Sessions;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Mcp.Tools;

/// <summary>Writes down what a look at a server found.</summary>
internal sealed class McpListing(ForgeStore store, TimeProvider clock)
{
    public Task TakeAsync(McpServerRow seen, RemoteSession session, CancellationToken cancellationToken)
        => store.TransactAsync(seen.TenantId, async (db, ct) =>
        {
            var now = clock.GetUtcNow();

            // The first statement takes the row, so that two nodes which look at once write one after the other.
            await db.McpServers.Where(row => row.Id == seen.Id).ExecuteUpdateAsync(change => change.SetProperty(row => row.StatusMessage, session.Note), ct);
            if (await db.McpServers.FirstOrDefaultAsync(row => row.Id == seen.Id, ct) is not { } server || server.Revision != seen.Revision)
            {
                return 0;
            }

            var known = await db.McpTools.Where(tool => tool.ServerId == seen.Id).ToListAsync(ct);
            var look = server.LastSeenAt is null ? FirstLook.Yes : FirstLook.No;
            var rows = McpToolRules.Take(server.Id, known, session.Tools, look, now);
            db.McpTools.AddRange(rows.Except(known));
            (server.ServerName, server.ServerVersion, server.LastSeenAt) = (Cut(session.ServerName), Cut(session.ServerVersion), now);
            return rows.Count;
        }, cancellationToken);

    public Task FailedAsync(McpServerRow seen, string trouble, CancellationToken cancellationToken)
        => store.TransactAsync(
            seen.TenantId,
            (db, ct) => db.McpServers.Where(row => row.Id == seen.Id && row.Revision == seen.Revision)
                .ExecuteUpdateAsync(change => change.SetProperty(row => row.StatusMessage, trouble), ct),
            cancellationToken);

    private static string Cut(string text) => text.Length <= 200 ? text : text[..200];
}

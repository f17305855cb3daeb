using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Connections;

/// <summary>Which agents are at work with a connection.</summary>
internal static class ConnectionUse
{
    /// <summary>Name of an active agent that names this connection, or null.</summary>
    public static async Task<string?> FirstAsync(ForgeStore store, ConnectionRow connection, CancellationToken cancellationToken)
    {
        await using var db = store.Open(connection.TenantId);
        var active = db.Agents.AsNoTracking().Where(agent => agent.Status == AgentStatus.Active && agent.DeletedAt == null)
            .Join(
                db.AgentVersions.AsNoTracking(),
                agent => new { agent.Id, agent.Version },
                version => new { Id = version.AgentId, version.Version },
                (agent, version) => new { agent.Name, version.Content });
        await foreach (var agent in active.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (Agent.Parser.ParseFrom(agent.Content).Connections.Any(binding => binding.ConnectionId == connection.Id))
            {
                return agent.Name;
            }
        }

        return null;
    }
}

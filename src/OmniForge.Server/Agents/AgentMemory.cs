using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Agents;

/// <summary>
/// Agents as they were last read, without asking whether they still are: whoever acts on one lets the database check its
/// revision in the same transaction, and asks for a fresh one when that fails.
/// </summary>
internal sealed class AgentMemory(ForgeStore store)
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<(string Tenant, string Id), AgentRow> _known = new();

    /// <summary>Null when this agent was not read yet.</summary>
    public AgentRow? Recall(string tenantId, string agentId) => _known.GetValueOrDefault((tenantId, agentId));

    /// <summary>The agent as it is now; deleted ones still answer.</summary>
    public async Task<AgentRow> ReadAsync(string tenantId, string agentId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var row = await db.FindAgentAsync(agentId, cancellationToken);
        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        return _known[(tenantId, agentId)] = row;
    }
}

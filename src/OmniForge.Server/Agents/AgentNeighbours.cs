using OmniForge.Server.Storage;

namespace OmniForge.Server.Agents;

/// <summary>
/// The slices that follow an agent's life. Looked up at the first use, because they in turn use the directory of agents.
/// </summary>
internal sealed class AgentNeighbours(Lazy<IEnumerable<IAgentRuns>> runs, Lazy<IEnumerable<IAgentSchedules>> schedules)
{
    public async Task ChangedAsync(ForgeDb db, AgentRow agent, CancellationToken cancellationToken)
    {
        foreach (var follower in schedules.Value)
        {
            await follower.AgentChangedAsync(db, agent, cancellationToken);
        }
    }

    public async Task<int> KillRunsAsync(string tenantId, string agentId, CancellationToken cancellationToken)
    {
        var killed = 0;
        foreach (var follower in runs.Value)
        {
            killed += await follower.KillAllAsync(tenantId, agentId, cancellationToken);
        }

        return killed;
    }

    public async Task CancelRunsAsync(string tenantId, string agentId, CancellationToken cancellationToken)
    {
        foreach (var follower in runs.Value)
        {
            await follower.CancelAllAsync(tenantId, agentId, cancellationToken);
        }
    }
}

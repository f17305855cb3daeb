using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Agents;
using OmniForge.Server.Executions.Control;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>Ends what runs when its agent is deleted or paused for good.</summary>
internal sealed class AgentRuns(ForgeStore store, IServiceProvider services) : IAgentRuns
{
    public async Task CancelAllAsync(string tenantId, string agentId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var running = await db.Executions.AsNoTracking()
            .Where(row => row.AgentId == agentId && row.Status < ExecutionStates.FirstFinal)
            .Select(row => row.Id).ToListAsync(cancellationToken);

        // Asked for late: the directory of executions itself needs the directory of agents.
        var executions = services.GetRequiredService<ExecutionDirectory>();
        foreach (var id in running)
        {
            await executions.CancelAsync(Caller.System(tenantId), id, CancelMode.Graceful, cancellationToken);
        }
    }

    public Task<int> KillAllAsync(string tenantId, string agentId, CancellationToken cancellationToken)
        => services.GetRequiredService<KilledRuns>().KillAsync(tenantId, agentId, cancellationToken);
}

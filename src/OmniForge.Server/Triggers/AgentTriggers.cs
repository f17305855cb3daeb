using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Agents;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Triggers;

/// <summary>
/// Triggers follow their agent. One that is archived or deleted looks at nothing, and when it is back its looks begin anew, so that what
/// happened meanwhile starts nothing.
/// </summary>
internal sealed class AgentTriggers(TimeProvider clock) : IAgentSchedules
{
    public async Task AgentChangedAsync(ForgeDb db, AgentRow agent, CancellationToken cancellationToken)
    {
        if (agent is { DeletedAt: null, Status: AgentStatus.Active or AgentStatus.Paused })
        {
            return;
        }

        var now = clock.GetUtcNow();
        foreach (var row in await db.Triggers.Where(row => row.AgentId == agent.Id && row.NextLookAt != null).ToListAsync(cancellationToken))
        {
            (row.Cursors, row.NextLookAt, row.LookClaim) = ("{}", now, "");
        }
    }
}

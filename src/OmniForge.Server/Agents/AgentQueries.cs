using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>Finding agents, and refusing what cannot be changed.</summary>
internal static class AgentQueries
{
    /// <summary>Deleted ones still answer.</summary>
    public static async Task<AgentRow> FindAgentAsync(this ForgeDb db, string agentId, CancellationToken cancellationToken)
        => await db.Agents.FirstOrDefaultAsync(row => row.Id == agentId, cancellationToken) ?? throw DomainException.NotFound("agent", agentId);

    /// <summary>An agent that is neither deleted nor archived.</summary>
    public static async Task<AgentRow> ChangeableAgentAsync(this ForgeDb db, string agentId, CancellationToken cancellationToken)
    {
        var row = await db.PresentAgentAsync(agentId, cancellationToken);
        return row.Status != AgentStatus.Archived
            ? row
            : throw DomainException.Status("AGENT_ARCHIVED", "This agent is archived. Take it out of the archive first.").With("resource", "agent").With("id", agentId);
    }

    /// <summary>An agent that is not deleted.</summary>
    public static async Task<AgentRow> PresentAgentAsync(this ForgeDb db, string agentId, CancellationToken cancellationToken)
    {
        var row = await db.FindAgentAsync(agentId, cancellationToken);
        return row.DeletedAt is null
            ? row
            : throw DomainException.Status("TRANSITION_NOT_ALLOWED", "This agent was deleted. Bring it back first.").With("resource", "agent").With("id", agentId);
    }

    public static void DemandEtag(this AgentRow row, string etag)
    {
        if (etag.Length > 0 && etag != row.Revision.ToString())
        {
            throw DomainException.Stale(row.Revision.ToString());
        }
    }

    public static void Touch(this AgentRow row, DateTimeOffset now)
    {
        row.UpdatedAt = now;
        row.Revision++;
    }
}

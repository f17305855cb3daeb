using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Workspaces;
using OmniForge.Server.Files;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Agents;

/// <summary>At start: brings back skill folders of agents that are missing, because a crash came between a commit and its files.</summary>
internal sealed partial class AgentLayer(
    ForgeStore store, AgentPublishing publishing, SkillObjects objects, TenantFolders folders, ILogger<AgentLayer> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var db = store.Open("");
        foreach (var tenant in await db.Tenants.AsNoTracking().Select(tenant => tenant.Id).ToListAsync(stoppingToken))
        {
            await RestoreAsync(tenant, stoppingToken);
        }
    }

    private async Task RestoreAsync(string tenantId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var published = await db.Agents.AsNoTracking().Where(agent => agent.Version > 0).ToListAsync(cancellationToken);
        foreach (var agent in published)
        {
            var current = await AgentPublishing.CurrentAsync(db, agent, cancellationToken);
            var own = AgentContents.OwnFiles(current.Agent, current.Manifest);
            if (objects.Lacks(folders.AgentSkills(tenantId, agent.Id), own))
            {
                await TryAsync(tenantId, agent.Id, cancellationToken);
            }
        }
    }

    /// <summary>An agent whose files are gone fails when it is run; it must not keep the others from starting.</summary>
    private async Task TryAsync(string tenantId, string agentId, CancellationToken cancellationToken)
    {
        try
        {
            await publishing.MaterialiseAsync(tenantId, agentId, cancellationToken);
        }
        catch (WorkspaceException gone)
        {
            LogGone(tenantId, agentId, gone.Message);
        }
    }

    [LoggerMessage(LogLevel.Error, "The skills of agent {AgentId} of tenant {TenantId} cannot be laid out: {Trouble}")]
    private partial void LogGone(string tenantId, string agentId, string trouble);
}

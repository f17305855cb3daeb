using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Files;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Agents;

/// <summary>At start: brings back skill folders of agents that are missing, because a crash came between a commit and its files.</summary>
internal sealed class AgentLayer(ForgeStore store, AgentPublishing publishing, TenantFolders folders) : BackgroundService
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
            if (SkillObjects.Lacks(folders.AgentSkills(tenantId, agent.Id), own))
            {
                await publishing.MaterialiseAsync(tenantId, agent.Id, cancellationToken);
            }
        }
    }
}

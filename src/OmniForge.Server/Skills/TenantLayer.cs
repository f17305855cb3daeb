using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Files;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Skills;

/// <summary>At start: brings back skill folders of tenants that are missing, because a crash came between a commit and its files.</summary>
internal sealed class TenantLayer(ForgeStore store, TenantSkills skills, SkillObjects objects, TenantFolders folders) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var db = store.Open("");
        foreach (var tenant in await db.Tenants.AsNoTracking().Select(tenant => tenant.Id).ToListAsync(stoppingToken))
        {
            foreach (var skill in await skills.ListAsync(tenant, stoppingToken))
            {
                if (objects.Lacks(folders.Skills(tenant), skill.Files))
                {
                    await skills.FollowAsync(tenant, skill.Id.Name, stoppingToken);
                }
            }
        }
    }
}

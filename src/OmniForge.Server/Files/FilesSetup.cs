using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Files;

/// <summary>What the files slice consists of.</summary>
internal static class FilesSetup
{
    public static void AddFiles(this IHostApplicationBuilder host)
    {
        host.Services.AddSingleton<TenantFolders>().AddSingleton<SkillObjects>().AddSingleton<AgentWorkspaces>().AddSingleton<SharedFiles>();
        host.Services.AddSingleton<ISkillBytes>(provider => provider.GetRequiredService<ServerOptions>().FilesInDatabase
            ? new TableSkillBytes(provider.GetRequiredService<ForgeStore>())
            : new FolderSkillBytes(provider.GetRequiredService<TenantFolders>()));
    }
}

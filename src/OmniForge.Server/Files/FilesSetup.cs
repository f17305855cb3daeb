namespace OmniForge.Server.Files;

/// <summary>What the files slice consists of.</summary>
internal static class FilesSetup
{
    public static void AddFiles(this IHostApplicationBuilder host)
        => host.Services.AddSingleton<TenantFolders>().AddSingleton<SkillObjects>().AddSingleton<AgentWorkspaces>().AddSingleton<SharedFiles>();
}

namespace OmniForge.Server.Skills;

/// <summary>What the skills slice consists of.</summary>
internal static class SkillsSetup
{
    public static void AddSkills(this IHostApplicationBuilder host)
        => host.Services
            .AddSingleton<TenantSkills>().AddSingleton<AgentSkills>().AddSingleton<SkillViews>().AddSingleton<SkillDirectory>()
            .AddSingleton<ServerTools>().AddSingleton<ToolCatalog>()
            .AddHostedService<TenantLayer>();
}

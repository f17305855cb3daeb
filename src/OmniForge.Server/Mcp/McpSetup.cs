using OmniForge.Server.Mcp.Offered;
using OmniForge.Server.Mcp.Sessions;
using OmniForge.Server.Mcp.Tools;

namespace OmniForge.Server.Mcp;

internal static class McpSetup
{
    public static void AddMcp(this IHostApplicationBuilder host)
    {
        var services = host.Services;
        services.AddSingleton(McpSettings.Read(host.Configuration));
        services.AddSingleton<McpSecrets>().AddSingleton<McpHttp>().AddSingleton<ProcessLaunch>().AddSingleton<McpConnector>();
        services.AddSingleton<McpListing>().AddSingleton<McpSessions>().AddHostedService(provider => provider.GetRequiredService<McpSessions>());
        services.AddSingleton<McpCatalogue>().AddSingleton<McpDirectory>().AddSingleton<McpToolDesk>();
        services.AddSingleton<AgentTools>().AddSingleton<AgentCall>().AddSingleton<McpEndpoint>();
    }

    public static void UseMcp(this WebApplication app)
    {
        app.MapGrpcService<McpRpc>();
        McpEndpoint.Map(app);
    }
}

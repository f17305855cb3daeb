using Orleans.Configuration;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Cluster;

/// <summary>Orleans in this process: placement and one writer per conversation and execution. It stores nothing.</summary>
internal static class ClusterSetup
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Owners>();
        builder.Host.UseOrleans(Configure);
    }

    private static void Configure(ISiloBuilder silo)
    {
        silo.UseLocalhostClustering(siloPort: ServerHost.FreePort(), gatewayPort: 0, serviceId: "omniforge", clusterId: "local");
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(2);
            membership.NumMissedProbesLimit = 3;
            membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        });
    }
}

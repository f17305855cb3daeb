using System.Net;
using OmniForge.Server.Cluster.Tls;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.V1;
using Orleans.Configuration;

namespace OmniForge.Server.Cluster;

/// <summary>
/// Orleans in this process: who belongs to the cluster, one writer per conversation, calls between nodes. It stores nothing. On SQLite
/// the membership is in memory and there is one node, which lets nobody in; on PostgreSQL it is in the database that the nodes share.
/// </summary>
internal static class ClusterSetup
{
    public static void Add(WebApplicationBuilder builder, ServerOptions options, IPAddress address)
    {
        var services = builder.Services;
        services.AddSingleton<ThisNode>().AddSingleton<Nodes>().AddSingleton<NodeCalls>().AddSingleton<Owners>().AddSingleton<SharedPermits>();
        services.AddSingleton<Echoes>().AddSingleton<EchoPosts>();
        services.AddSingleton<NodeCertificate>().AddSingleton<Strangers>().AddSingleton<NodeTls>();
        services.AddSingleton(provider => new NodeKeys(provider.GetRequiredService<ForgeStore>(), provider.GetRequiredService<TimeProvider>()));
        if (DatabaseAddress.Of(options).Postgres)
        {
            services.AddSingleton<MembershipTable>();
            services.AddSingleton<IMembershipTable>(provider => provider.GetRequiredService<MembershipTable>());
            services.AddHostedService<Presence>();
            services.AddSingleton<HubEcho<ExecutionEvent>>().AddSingleton<HubEcho<ConversationEvent>>().AddSingleton<HubEcho<DraftEvent>>();
            services.AddSingleton<FeedEcho>();
            services.AddHostedService<EchoStart>();
        }

        builder.Host.UseOrleans(silo => Configure(silo, options, address));
        services.AddHostedService<Nodes.Watch>();
    }

    private static void Configure(ISiloBuilder silo, ServerOptions options, IPAddress address)
    {
        var port = options.SiloPort > 0 ? options.SiloPort : ServerHost.FreePort();
        if (DatabaseAddress.Of(options).Postgres)
        {
            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (MembershipTable.ClusterId, "omniforge"));
            silo.Configure<EndpointOptions>(endpoints =>
            {
                endpoints.AdvertisedIPAddress = address;
                endpoints.SiloPort = port;
                endpoints.GatewayPort = 0;
                endpoints.SiloListeningEndpoint = new IPEndPoint(NodeAddress.ListeningOn(address), port);
            });
        }
        else
        {
            silo.UseLocalhostClustering(siloPort: port, gatewayPort: 0, serviceId: "omniforge", clusterId: "local");
        }

        silo.Services.AddOptions<SiloConnectionOptions>().Configure<NodeTls>((connections, tls) =>
        {
            connections.ConfigureSiloInboundConnection(port => port.Use(next => connection => tls.AcceptAsync(connection, next)));
            connections.ConfigureSiloOutboundConnection(port => port.Use(next => connection => tls.ConnectAsync(connection, next)));
        });
        silo.AddPlacementDirector<OnItsNode, OnItsNodeDirector>();
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(2);
            membership.NumMissedProbesLimit = 3;
            membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        });
    }

    /// <summary>Joins the hubs before the first call comes in.</summary>
    private sealed class EchoStart(
        HubEcho<ExecutionEvent> executions, HubEcho<ConversationEvent> conversations, HubEcho<DraftEvent> drafts, FeedEcho feeds) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            _ = (executions, conversations, drafts, feeds);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OmniForge.Server.Cluster;
using OmniForge.Server.Connections;
using OmniForge.Server.Sandbox;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.Server.Vault;

namespace OmniForge.Server.Hosting;

/// <summary>Starts, announces and stops the server.</summary>
internal static class ServerHost
{
    /// <param name="add">Adds to what the server consists of; null = nothing.</param>
    public static async Task<int> ServeAsync(string[] args, Action<IServiceCollection>? add = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        add?.Invoke(builder.Services);
        var options = ServerOptions.Read(builder.Configuration);
        await using var app = await BuildAsync(builder, options, CancellationToken.None);
        using var nodeLock = NodeLock.Take(options);
        await PrepareAsync(app, options, CancellationToken.None);
        try
        {
            await app.StartAsync();
        }
        catch (IOException busy) when (busy.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new StartRefused(
                $"Port {options.GrpcPort} or {options.HttpPort} is already in use. Stop what uses it, or set OMNIFORGE_GRPC_PORT and OMNIFORGE_HTTP_PORT to others (0 = any free one).");
        }

        var (grpc, http) = Addresses(app, options);
        app.Services.GetRequiredService<PublicAddress>().Bound(http);
        ServerNote.Write(options.Home, grpc, http);
        await Say.LineAsync($"ready grpc={grpc} http={http}");
        await app.WaitForShutdownAsync();
        ServerNote.Remove(options.Home);
        return 0;
    }

    /// <summary>The application without its ports opened; tests start it too.</summary>
    public static async Task<WebApplication> BuildAsync(WebApplicationBuilder builder, ServerOptions options, CancellationToken cancellationToken)
    {
        await DataFolder.EnsureAsync(options.Home, cancellationToken);
        NetworkRules.Check(options);
        var address = await NodeAddress.OfAsync(options, cancellationToken);
        NodeAddress.DemandPrivate(address);
        builder.WebHost.ConfigureKestrel(kestrel => Listening.Configure(kestrel, options));
        Slices.Add(builder, options, address);
        var app = builder.Build();
        Slices.Use(app, options);
        return app;
    }

    /// <summary>Brings the schema up to date, proves that the vault opens, and makes the local key.</summary>
    public static async Task PrepareAsync(WebApplication app, ServerOptions options, CancellationToken cancellationToken)
    {
        // Refuses keys that are none before the database is touched.
        var vault = app.Services.GetRequiredService<VaultStart>();
        await DatabaseStart.MigrateAsync(app.Services.GetRequiredService<ForgeStore>(), cancellationToken);
        await vault.PrepareAsync(cancellationToken);
        await app.Services.PrepareSandboxAsync(cancellationToken);
        if (options.Networked)
        {
            // The key of local mode never opens a door to the network; `omniforge keys create` makes others.
            return;
        }

        await LocalKey.EnsureAsync(options.Home, app.Services.GetRequiredService<ApiKeys>(), cancellationToken);
    }

    /// <summary>A port nobody listens on now.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static (string Grpc, string Http) Addresses(WebApplication app, ServerOptions options)
    {
        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToList();
        return (Listening.Reachable(bound[0], options), Listening.Reachable(bound[1], options));
    }
}

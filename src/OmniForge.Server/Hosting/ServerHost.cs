using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;

namespace OmniForge.Server.Hosting;

/// <summary>Starts, announces and stops the server.</summary>
internal static class ServerHost
{
    public static async Task<int> ServeAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var options = ServerOptions.Read(builder.Configuration);
        await using var app = await BuildAsync(builder, options, CancellationToken.None);
        await using var nodeLock = await DatabaseStart.LockAsync(options, app.Services.GetRequiredService<ForgeStore>(), CancellationToken.None);
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

        var (grpc, http) = Addresses(app);
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
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.GrpcPort, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, options.HttpPort, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.AddServerHeader = false;
            kestrel.Limits.Http2.MaxStreamsPerConnection = 100;
            kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
            kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxRequestBodySize = Limits.LargestBody;
        });
        Slices.Add(builder, options);
        var app = builder.Build();
        Slices.Use(app, options);
        return app;
    }

    /// <summary>Brings the schema up to date and makes the local key.</summary>
    public static async Task PrepareAsync(WebApplication app, ServerOptions options, CancellationToken cancellationToken)
    {
        await DatabaseStart.MigrateAsync(app.Services.GetRequiredService<ForgeStore>(), cancellationToken);
        await LocalKey.EnsureAsync(options.Home, app.Services.GetRequiredService<ApiKeys>(), cancellationToken);
    }

    /// <summary>A port nobody listens on now.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static (string Grpc, string Http) Addresses(WebApplication app)
    {
        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToList();
        return (bound[0], bound[1]);
    }
}

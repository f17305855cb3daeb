using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OmniForge.Server.Connections;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tenancy;

namespace OmniForge.Server.Tests.Hosting;

/// <summary>A whole server in this process on ports of its own, reached over real gRPC and HTTP.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private TestServer(WebApplication app, ServerOptions options, string grpc, string http)
    {
        _app = app;
        Options = options;
        Grpc = grpc;
        Http = http;
        _channel = GrpcChannel.ForAddress(grpc, new GrpcChannelOptions { MaxReceiveMessageSize = 64 * 1024 * 1024, MaxSendMessageSize = 64 * 1024 * 1024 });
    }

    public ServerOptions Options { get; }

    /// <summary>Address of the gRPC port.</summary>
    public string Grpc { get; }

    /// <summary>Address of the HTTP port.</summary>
    public string Http { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts on free ports. A second start with the same home and database is a restart.</summary>
    public static async Task<TestServer> StartAsync(
        string home, string databaseUrl, CancellationToken cancellationToken, Func<ServerOptions, ServerOptions>? adjust = null, Action<IServiceCollection>? replace = null,
        IReadOnlyDictionary<string, string?>? settings = null)
    {
        var options = new ServerOptions { Home = home, DatabaseUrl = databaseUrl, GrpcPort = 0, HttpPort = 0, Development = true };
        options = adjust?.Invoke(options) ?? options;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        replace?.Invoke(builder.Services);
        var app = await ServerHost.BuildAsync(builder, options, cancellationToken);
        await ServerHost.PrepareAsync(app, options, cancellationToken);
        await app.StartAsync(cancellationToken);
        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToList();
        app.Services.GetRequiredService<PublicAddress>().Bound(bound[1]);
        return new(app, options, bound[0], bound[1]);
    }

    /// <summary>A client of a new tenant, with a key of these roles; none given = owner.</summary>
    public Task<TestClient> ClientAsync(CancellationToken cancellationToken, params string[] roles)
        => ClientOfAsync($"t{Guid.CreateVersion7():N}"[..20], cancellationToken, roles);

    /// <summary>A client of a tenant, which is made when it is missing.</summary>
    public async Task<TestClient> ClientOfAsync(string tenantId, CancellationToken cancellationToken, params string[] roles)
    {
        var keys = Services.GetRequiredService<ApiKeys>();
        var (row, written) = await keys.CreateAsync(tenantId, roles.Length == 0 ? ["owner"] : roles, "test", TimeSpan.FromDays(1), cancellationToken);
        return new TestClient(this, tenantId, row.Id, written, Calls(written));
    }

    /// <summary>Calls with any text, or none, as the credential.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "The channel is the server's.")]
    public CallInvoker Calls(string? key) => key is null
        ? _channel.CreateCallInvoker()
        : _channel.Intercept(headers =>
        {
            // A copy: a test may use its headers for several calls.
            Metadata own = [.. headers];
            own.Add("authorization", "Bearer " + key);
            return own;
        });

    /// <summary>A graceful stop; clients may still read what they are told.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _app.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        using var patience = new CancellationTokenSource(TestKit.Patience.Limit);
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OmniForge.Client.Tests.Fakes;

/// <summary>A strict platform in this process, on a real port.</summary>
internal sealed class FakePlatform : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakePlatform(WebApplication app)
    {
        _app = app;
        Faults = app.Services.GetRequiredService<Faults>();
        Executions = app.Services.GetRequiredService<FakeExecutions>();
        Conversations = app.Services.GetRequiredService<FakeConversations>();
        Agents = app.Services.GetRequiredService<FakeAgents>();
    }

    public string Url => _app.Urls.First();

    public Faults Faults { get; }

    public FakeExecutions Executions { get; }

    public FakeConversations Conversations { get; }

    public FakeAgents Agents { get; }

    public static async Task<FakePlatform> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Listen(System.Net.IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<Faults>().AddSingleton<FakeExecutions>().AddSingleton<FakeConversations>().AddSingleton<FakeAgents>();
        var app = builder.Build();
        app.MapGrpcService<FakeExecutions>();
        app.MapGrpcService<FakeConversations>();
        app.MapGrpcService<FakeAgents>();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app);
    }

    public OmniForgeClient Client(TimeProvider? time = null, TimeSpan? silence = null) => new(new OmniForgeClientOptions
    {
        ApiKey = "of_sk_test",
        BaseUrl = Url,
        Time = time ?? TimeProvider.System,
        Retry = new() { FirstPause = TimeSpan.FromMilliseconds(5), Silence = silence ?? TimeSpan.FromSeconds(30) },
    });

    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(hurry.Token);
        await _app.DisposeAsync();
    }
}

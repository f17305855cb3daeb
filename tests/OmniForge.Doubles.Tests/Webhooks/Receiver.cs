using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OmniForge.Doubles.Tests.Webhooks;

/// <summary>A place that webhooks come to; it answers with the statuses of a list, then 200.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _host;

    private Receiver(WebApplication host) => _host = host;

    public Uri Address { get; private set; } = null!;

    public ConcurrentQueue<int> Statuses { get; } = [];

    public ConcurrentQueue<(byte[] Body, Dictionary<string, string> Headers)> Received { get; } = [];

    /// <summary>Headers of every answer.</summary>
    public Dictionary<string, string> Answers { get; } = [];

    /// <summary>While set, nothing is answered.</summary>
    public TaskCompletionSource? Silence { get; set; }

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var receiver = new Receiver(builder.Build());
        receiver._host.Run(receiver.HandleAsync);
        await receiver._host.StartAsync(TestContext.Current.CancellationToken);
        receiver.Address = new(receiver._host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/hooks/1");
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        Silence?.TrySetResult();
        await _host.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        Received.Enqueue((body.ToArray(), http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        if (Silence is { } silence)
        {
            await silence.Task;
        }

        foreach (var (name, value) in Answers)
        {
            http.Response.Headers[name] = value;
        }

        http.Response.StatusCode = Statuses.TryDequeue(out var status) ? status : 200;
        await http.Response.Body.WriteAsync(body.ToArray());
    }
}

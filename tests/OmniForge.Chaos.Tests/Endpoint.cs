using System.Collections.Concurrent;
using System.Net;

namespace OmniForge.Chaos.Tests;

/// <summary>The outside that tools write to: it counts what arrives under each key, and a key takes effect once.</summary>
internal sealed class Endpoint : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, int> _arrived = new();
    private readonly Task _work;

    public Endpoint()
    {
        Address = new Uri($"http://127.0.0.1:{NodeProcess.FreePort()}/");
        _listener.Prefixes.Add($"{Address}");
        _listener.Start();
        _work = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>Times each key arrived.</summary>
    public IReadOnlyDictionary<string, int> Arrived => _arrived;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _work;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var call = await _listener.GetContextAsync();
                _ = AnswerAsync(call);
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    /// <summary>Counted at once, answered a little later: a node may die between the two.</summary>
    private async Task AnswerAsync(HttpListenerContext call)
    {
        _arrived.AddOrUpdate(call.Request.QueryString["key"] ?? "", 1, (_, times) => times + 1);
        await Task.Delay(TimeSpan.FromMilliseconds(40));
        try
        {
            call.Response.StatusCode = 200;
            call.Response.Close();
        }
        catch (HttpListenerException)
        {
            // The node that called is gone.
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace OmniForge.Benchmarks;

/// <summary>Stands for Ollama and never answers, so that whoever asks it stays at work.</summary>
internal sealed class HeldModel : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(long At, HttpListenerContext Call)> _calls = new();
    private readonly Task _work;

    public HeldModel()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _work = ListenAsync();
    }

    public string Address { get; }

    /// <summary>Calls so far.</summary>
    public int Calls => _calls.Count;

    /// <summary>Milliseconds from an instant to each call that came later, first to last.</summary>
    public List<double> Since(long instant)
        => [.. _calls.Where(call => call.At >= instant).Select(call => Stopwatch.GetElapsedTime(instant, call.At).TotalMilliseconds)];

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _work;
    }

    private async Task ListenAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var call = await _listener.GetContextAsync();
                _calls.Enqueue((Stopwatch.GetTimestamp(), call));
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}

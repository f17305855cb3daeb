using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OmniForge.Benchmarks;

/// <summary>Stands for Ollama: every answer is a row of words, each the moment at which it was said, one every 20 ms.</summary>
internal sealed class SpeakingModel : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly HttpListener _listener = new();
    private readonly Task _work;

    public SpeakingModel()
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

    public const int Words = 500;

    public string Address { get; }

    /// <summary>Milliseconds since each of the words in a text was said.</summary>
    public static IEnumerable<double> Ages(string text)
    {
        var now = Stopwatch.GetTimestamp();
        return text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => Stopwatch.GetElapsedTime(long.Parse(word, CultureInfo.InvariantCulture), now).TotalMilliseconds);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _work;
    }

    private async Task ListenAsync()
    {
        var answers = new List<Task>();
        while (_listener.IsListening)
        {
            try
            {
                answers.Add(AnswerAsync(await _listener.GetContextAsync()));
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                break;
            }
        }

        await Task.WhenAll(answers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task AnswerAsync(HttpListenerContext call)
    {
        call.Response.ContentType = "application/x-ndjson";
        call.Response.SendChunked = true;
        using var beat = new PeriodicTimer(Pause);
        for (var i = 0; i < Words && await beat.WaitForNextTickAsync(); i++)
        {
            await SayAsync(call, $$"""{"message":{"role":"assistant","content":"{{Stopwatch.GetTimestamp()}} "},"done":false}""");
        }

        await SayAsync(call, """{"message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","prompt_eval_count":1,"eval_count":1}""");
        call.Response.Close();
    }

    private static async Task SayAsync(HttpListenerContext call, string line)
    {
        await call.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
        await call.Response.OutputStream.FlushAsync();
    }
}

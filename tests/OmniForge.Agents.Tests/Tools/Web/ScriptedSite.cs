using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OmniForge.Agents.Tests.Tools.Web;

/// <summary>A website on this machine: answers each path with bytes as given, headers and all.</summary>
internal sealed class ScriptedSite : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public ScriptedSite()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    public int Port { get; }
    public Dictionary<string, byte[]> Answers { get; } = [];

    /// <summary>Whole requests in the order in which they came.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Paths that are answered with headers and then silence.</summary>
    public HashSet<string> Silent { get; } = [];

    public void Page(string path, string type, string body) => Bytes(path, $"Content-Type: {type}", Encoding.UTF8.GetBytes(body));

    public void Bytes(string path, string headers, byte[] body, string status = "200 OK")
        => Answers[path] =
        [
            .. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{headers}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"), .. body,
        ];

    public void Redirect(string path, string target) => Bytes(path, $"Location: {target}", [], "302 Found");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            var stream = client.GetStream();
            var request = new StringBuilder();
            var buffer = new byte[8192];
            while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                var read = await stream.ReadAsync(buffer, _stop.Token);
                if (read == 0)
                {
                    return;
                }

                request.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }

            Requests.Add(request.ToString());
            var path = request.ToString().Split(' ')[1];
            await stream.WriteAsync(Answers.GetValueOrDefault(path, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray()), _stop.Token);
            if (Silent.Contains(path))
            {
                await Task.Delay(Timeout.Infinite, _stop.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The client went away or the test is over.
        }
    }
}

using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace OmniForge.Server.Tests.Cluster.Tls;

/// <summary>A connection in memory, with a look at the bytes that travel from its caller to its called.</summary>
internal sealed class Wire
{
    private readonly List<byte> _heard = [];

    public Wire(IPEndPoint called)
    {
        var (away, arrived, back) = (new Pipe(), new Pipe(), new Pipe());
        Caller = new DefaultConnectionContext("caller", new Ends(back.Reader, away.Writer), new Ends(back.Reader, away.Writer)) { RemoteEndPoint = called };
        Called = new DefaultConnectionContext("called", new Ends(arrived.Reader, back.Writer), new Ends(arrived.Reader, back.Writer))
        {
            RemoteEndPoint = new IPEndPoint(IPAddress.Parse("10.0.0.77"), 50_000),
        };
        _ = RelayAsync(away.Reader, arrived.Writer);
    }

    public ConnectionContext Caller { get; }

    public ConnectionContext Called { get; }

    /// <summary>Everything the caller sent so far.</summary>
    public byte[] Heard
    {
        get
        {
            lock (_heard)
            {
                return _heard.ToArray();
            }
        }
    }

    /// <summary>What a connection's end is followed by: nothing more can be read from the other one.</summary>
    public static async Task HangUpAsync(ConnectionContext end)
    {
        await end.Transport.Output.CompleteAsync();
        await end.Transport.Input.CompleteAsync();
    }

    private async Task RelayAsync(PipeReader from, PipeWriter to)
    {
        while (true)
        {
            var read = await from.ReadAsync();
            foreach (var part in read.Buffer)
            {
                lock (_heard)
                {
                    _heard.AddRange(part.Span);
                }

                await to.WriteAsync(part);
            }

            from.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                await to.CompleteAsync();
                return;
            }
        }
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}

using System.IO.Pipelines;
using System.Net.Security;

namespace OmniForge.Server.Cluster.Tls;

/// <summary>A connection as Orleans sees it once its peer is known: plain here, encrypted below.</summary>
internal sealed class SealedPipe(SslStream tls) : IDuplexPipe, IAsyncDisposable
{
    /// <summary>In bytes; a TLS record carries no more than this.</summary>
    private const int Record = 16 * 1024;

    public PipeReader Input { get; } = PipeReader.Create(tls, new StreamPipeReaderOptions(bufferSize: Record, leaveOpen: true));

    public PipeWriter Output { get; } = PipeWriter.Create(tls, new StreamPipeWriterOptions(minimumBufferSize: Record, leaveOpen: true));

    /// <summary>Before the stream is disposed of: writers that are still at it would find it closed under them.</summary>
    public async ValueTask DisposeAsync()
    {
        await Input.CompleteAsync();
        await Output.CompleteAsync();
    }
}

using Grpc.Core;
using OmniForge.Client.Wire;

namespace OmniForge.Client.Streams;

/// <summary>Reads frames of one connection and notices when the server falls silent.</summary>
internal sealed class FrameReader<TResponse>(IAsyncStreamReader<TResponse> frames, Caller caller, CancellationToken cancellationToken)
    : IDisposable
{
    private readonly CancellationTokenSource _silence = new(Timeout.InfiniteTimeSpan, caller.Time);

    /// <summary>Why reading ended; null = the server ended the stream well.</summary>
    public OmniForgeException? Broken { get; private set; }

    public TResponse Current => frames.Current;

    /// <summary>False when the connection ended; <see cref="Broken"/> says how. The clock runs only while we wait, not while the reader works.</summary>
    public async Task<bool> NextAsync()
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _silence.Token);
        _silence.CancelAfter(caller.Retry.Silence);
        try
        {
            return await frames.MoveNext(either.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is RpcException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Broken = _silence.IsCancellationRequested || error is not RpcException failed
                ? new("UNREACHABLE", $"The server at {caller.Address} fell silent.", StatusCode.Unavailable, cause: error)
                : Refusals.From(failed, caller.Address);
            return false;
        }
        finally
        {
            if (!_silence.IsCancellationRequested)
            {
                _silence.CancelAfter(Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose() => _silence.Dispose();
}

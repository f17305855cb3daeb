using Grpc.Core;

namespace OmniForge.Server.Hosting;

/// <summary>
/// The frames of a client that may go away at any time. Its going is a cancelled call, also in the moment when the transport says so
/// before the call's own token does: no fault of the server, and nothing for its log.
/// </summary>
internal sealed class ClientFrames<T>(IAsyncStreamReader<T> frames) : IAsyncStreamReader<T>
{
    public T Current => frames.Current;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        try
        {
            return await frames.MoveNext(cancellationToken);
        }
        catch (IOException)
        {
            throw new RpcException(new Status(StatusCode.Cancelled, "The client went away."));
        }
    }
}

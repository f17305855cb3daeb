using Grpc.Core;

namespace OmniForge.Client.Tests.Fakes;

/// <summary>Lets two tasks write to one response stream, which gRPC itself allows only one at a time.</summary>
internal sealed class SharedWriter<TResponse>(IServerStreamWriter<TResponse> replies) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public async Task WriteAsync(TResponse response)
    {
        await _turn.WaitAsync();
        try
        {
            await replies.WriteAsync(response);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}

using Grpc.Core;

namespace OmniForge.Server.Hosting;

/// <summary>The replies of one stream, which can be closed from outside with a last frame.</summary>
internal sealed class DrainedWriter<TResponse>(IServerStreamWriter<TResponse> replies) : IServerStreamWriter<TResponse>
{
    private readonly Lock _state = new();
    private Task _writing = Task.CompletedTask;
    private bool _closed;

    public WriteOptions? WriteOptions
    {
        get => replies.WriteOptions;
        set => replies.WriteOptions = value;
    }

    public Task WriteAsync(TResponse message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(TResponse message, CancellationToken cancellationToken)
    {
        lock (_state)
        {
            return _closed ? throw Draining.Refusal() : _writing = replies.WriteAsync(message, cancellationToken);
        }
    }

    /// <summary>Lets the frame being written get out, then writes the last one. A client that has left misses nothing by missing it.</summary>
    public async Task CloseAsync(TResponse? last)
    {
        Task writing;
        lock (_state)
        {
            _closed = true;
            writing = _writing;
        }

        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (last is not null)
        {
            await LastAsync(last).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LastAsync(TResponse last) => await replies.WriteAsync(last);
}

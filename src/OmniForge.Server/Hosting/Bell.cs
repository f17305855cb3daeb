using System.Threading.Channels;

namespace OmniForge.Server.Hosting;

/// <summary>Wakes one loop. Rings that come before it listens again count as one, and none is lost.</summary>
internal sealed class Bell(TimeProvider clock)
{
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Ring() => _rings.Writer.TryWrite(true);

    /// <summary>One item for each time it has rung.</summary>
    public IAsyncEnumerable<bool> RingsAsync(CancellationToken cancellationToken) => _rings.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Ends when it rings, or when <paramref name="most"/> has passed.</summary>
    public async Task WaitAsync(TimeSpan most, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(most, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await _rings.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody rang; it is time for the regular look.
        }
    }
}

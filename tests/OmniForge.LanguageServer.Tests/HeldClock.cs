using System.Threading.Channels;

namespace OmniForge.LanguageServer.Tests;

/// <summary>A clock whose waits end when the test says so, each by itself.</summary>
internal sealed class HeldClock : TimeProvider
{
    private readonly Channel<Held> _waits = Channel.CreateUnbounded<Held>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var held = new Held(() => callback(state));
        _waits.Writer.TryWrite(held);
        return held;
    }

    /// <summary>Waits until something waits, and ends that wait.</summary>
    public async Task PassAsync(CancellationToken cancellationToken) => (await _waits.Reader.ReadAsync(cancellationToken)).Fire();

    /// <summary>Waits until something waits, and lets it wait.</summary>
    public async Task NextAsync(CancellationToken cancellationToken) => await _waits.Reader.ReadAsync(cancellationToken);

    private sealed class Held(Action fire) : ITimer
    {
        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

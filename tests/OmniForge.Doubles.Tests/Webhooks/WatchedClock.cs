using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using OmniForge.TestKit;

namespace OmniForge.Doubles.Tests.Webhooks;

/// <summary>A clock that stands still and tells who waits for it, so that it is moved when somebody does.</summary>
internal sealed class WatchedClock() : FakeTimeProvider(new(2026, 11, 23, 9, 30, 15, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until somebody waits that long, and moves the clock as far.</summary>
    public async Task PassAsync(TimeSpan wait)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (await _timers.Reader.ReadAsync(patience.Token) != wait)
        {
        }

        Advance(wait);
    }
}

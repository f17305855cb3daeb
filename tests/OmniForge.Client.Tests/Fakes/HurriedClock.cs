using System.Collections.Concurrent;

namespace OmniForge.Client.Tests.Fakes;

/// <summary>Writes down every finite wait and ends it at once.</summary>
internal sealed class HurriedClock : TimeProvider
{
    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Enqueue(dueTime);
        return base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }
}

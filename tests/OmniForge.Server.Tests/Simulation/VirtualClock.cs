namespace OmniForge.Server.Tests.Simulation;

/// <summary>The clock of every place of a simulation. Its timers ring in the place that made them.</summary>
internal sealed class VirtualClock : TimeProvider
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The simulation that runs now; one after another shares what is expensive to make.</summary>
    public Loop? Loop { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Begin.AddTicks(GetTimestamp());

    public override long GetTimestamp() => Loop?.Now ?? 0;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (SynchronizationContext.Current is not Place place)
        {
            Loop!.Strayed();
            place = new Place(Loop, "nowhere");
        }

        var timer = new VirtualTimer(Loop!, place, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}

internal sealed class VirtualTimer(Loop loop, Place place, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan _period;
    private long _due = long.MaxValue;

    public Place Place => place;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        _due = dueTime < TimeSpan.Zero ? long.MaxValue : loop.Now + dueTime.Ticks;
        Queue();
        return true;
    }

    /// <summary>Rings when it is due; it may have been changed or stopped since it was queued.</summary>
    public void Ring()
    {
        if (_due > loop.Now)
        {
            return;
        }

        _due = _period > TimeSpan.Zero ? loop.Now + _period.Ticks : long.MaxValue;
        Queue();
        callback(state);
    }

    public void Dispose() => _due = long.MaxValue;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Queue()
    {
        if (_due != long.MaxValue)
        {
            loop.Schedule(this, _due);
        }
    }
}

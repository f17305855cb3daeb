namespace OmniForge.Server.Tests.Models;

/// <summary>A clock whose pauses are over as soon as they begin, and which remembers how long they were.</summary>
internal sealed class PassingTime : TimeProvider
{
    public List<TimeSpan> Pauses { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Pauses.Add(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}

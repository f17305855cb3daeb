namespace OmniForge.Agents.Scheduling;

/// <summary>What the two changes of the clock do to a schedule. Default: a skipped time fires right after the gap, a repeated one once.</summary>
public sealed record ClockChanges(SkippedTime Skipped = SkippedTime.FireAfter, RepeatedTime Repeated = RepeatedTime.First)
{
    /// <summary>A skipped time fires right after the gap; a repeated one at its first pass.</summary>
    public static readonly ClockChanges Default = new();
}

/// <summary>A local time that does not exist because the clock goes forward over it.</summary>
public enum SkippedTime
{
    /// <summary>It fires at the first instant after the gap; several of one gap are one firing.</summary>
    FireAfter,

    /// <summary>It does not fire.</summary>
    Skip,
}

/// <summary>A local time that comes twice because the clock goes back.</summary>
public enum RepeatedTime
{
    /// <summary>It fires at its first pass, whatever the line.</summary>
    First,

    /// <summary>It fires at both.</summary>
    Both,
}

namespace OmniForge.Agents.Scheduling;

/// <summary>One time that a line names.</summary>
/// <param name="At">The instant, with the offset of its zone.</param>
/// <param name="Local">What the line named; differs from the clock at <paramref name="At"/> when the clock skipped it.</param>
/// <param name="Dropped">The clock skipped it and such times are not to fire; <paramref name="At"/> is then the end of the gap.</param>
public readonly record struct CronTime(DateTimeOffset At, DateTime Local, bool Dropped);

namespace OmniForge.Agents.Running;

/// <summary>Time that runs out by the steady clock of the machine: when somebody sets the clock that shows the time, nothing is lost or won.</summary>
/// <param name="left">What is left now; may be nothing or less.</param>
public sealed class Countdown(TimeProvider time, TimeSpan left)
{
    private readonly long _since = time.GetTimestamp();

    public TimeSpan Left => left - time.GetElapsedTime(_since);
}

using OmniForge.V1;

namespace OmniForge.Server.Telemetry;

/// <summary>Counts what became of the times of schedules.</summary>
internal static class ScheduleNumbers
{
    /// <summary>Times that became executions, once their commit is there.</summary>
    /// <param name="fired">Where each came from, and when it was to be decided, its share of the jitter included.</param>
    public static void Fired(IReadOnlyList<(FiringOrigin Origin, DateTimeOffset WakeAt)> fired, DateTimeOffset now)
    {
        if (!Instruments.ScheduleLateness.Enabled)
        {
            return;
        }

        foreach (var (origin, wake) in fired)
        {
            Instruments.ScheduleLateness.Record(
                Math.Max(0, (now - wake).TotalSeconds), new KeyValuePair<string, object?>("origin", origin == FiringOrigin.CatchUp ? "catch_up" : "cron"));
        }
    }
}

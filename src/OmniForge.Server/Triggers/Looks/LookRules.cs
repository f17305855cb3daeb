using OmniForge.V1;

namespace OmniForge.Server.Triggers.Looks;

/// <summary>When a trigger looks. Pure.</summary>
internal static class LookRules
{
    public static readonly TimeSpan Normal = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>A webhook may be lost: from time to time it is looked for what was missed.</summary>
    public static readonly TimeSpan Sweep = TimeSpan.FromMinutes(30);

    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Looks in a row that may come to nothing; by then the waits have grown to an hour.</summary>
    public const int MostFailures = 6;

    public static TimeSpan IntervalOf(TriggerRow trigger)
        => trigger.Kind == TriggerKind.Poll ? TimeSpan.FromMilliseconds(trigger.PollIntervalMs) : Sweep;

    /// <summary>Looks of many triggers drift apart: up to a tenth earlier or later.</summary>
    /// <param name="chance">0 to 1.</param>
    public static TimeSpan AfterSuccess(TriggerRow trigger, double chance) => IntervalOf(trigger) * (0.9 + (0.2 * chance));

    /// <summary>Twice as long after each failure, up to an hour, or to the usual time when that is longer.</summary>
    public static TimeSpan AfterFailure(TriggerRow trigger, int failures)
    {
        var interval = IntervalOf(trigger);
        var most = interval > LongestWait ? interval : LongestWait;
        var wait = interval * Math.Pow(2, Math.Min(failures, 12));
        return wait < most ? wait : most;
    }

    public static string PauseReason(string problem)
        => $"It could not look {MostFailures} times in a row, most recently because: {problem.TrimEnd('.')}. Put that right, then resume the trigger.";
}

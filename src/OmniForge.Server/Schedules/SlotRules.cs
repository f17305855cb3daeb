using OmniForge.Agents.Scheduling;
using OmniForge.V1;

namespace OmniForge.Server.Schedules;

/// <summary>What a due schedule leads to, under the default policies. Pure: rows and clock were read by the caller.</summary>
internal static class SlotRules
{
    /// <summary>A due time older than this when the server looks is not made up for.</summary>
    public static readonly TimeSpan MissedWindow = TimeSpan.FromHours(1);

    /// <summary>Due times one look goes through; more than a day of minutes.</summary>
    private const int MostSlots = 2_000;

    /// <summary>All due times up to now, oldest first, and the next one after now.</summary>
    public static (IReadOnlyList<DateTimeOffset> Due, DateTimeOffset? Next) Slots(
        CronSchedule cron, TimeZoneInfo zone, DateTimeOffset firstDue, DateTimeOffset now)
    {
        var due = new List<DateTimeOffset> { firstDue };
        while (due.Count < MostSlots && cron.Next(due[^1], zone) is { } next && next <= now)
        {
            due.Add(next);
        }

        return (due, cron.Next(now > due[^1] ? now : due[^1], zone));
    }

    /// <summary>The newest due time runs; the older ones are written down as collapsed into it.</summary>
    public static FiringOutcome Decide(bool latest, bool agentActive, bool overlapping, TimeSpan late)
    {
        if (!latest)
        {
            return FiringOutcome.MissedCollapsed;
        }

        if (!agentActive)
        {
            return FiringOutcome.SkippedPaused;
        }

        if (late > MissedWindow)
        {
            return FiringOutcome.MissedWindow;
        }

        return overlapping ? FiringOutcome.SkippedOverlap : FiringOutcome.Fired;
    }
}

using OmniForge.Agents.Scheduling;
using OmniForge.V1;

namespace OmniForge.Server.Schedules;

/// <summary>Which of the due times of a schedule run, and which are only written down. Pure: rows and clock were read by the caller.</summary>
internal static class SlotRules
{
    /// <summary>A time decided this much after it should have been still counts as met: a restart, not an absence.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>One judgement per time, in the same order.</summary>
    /// <param name="due">Oldest first; nothing lies between them.</param>
    /// <param name="wakes">When each was to be decided.</param>
    /// <param name="later">Due times after these that are left for the next look; they count as runs that come later.</param>
    public static IReadOnlyList<Judgement> Judge(
        IReadOnlyList<CronTime> due, IReadOnlyList<DateTimeOffset> wakes, DateTimeOffset now, MissedTimes policy, OverlapPolicy overlap, int later = 0)
    {
        var judged = new Judgement[due.Count];
        var runs = new List<int>();
        for (var i = due.Count - 1; i >= 0; i--)
        {
            var late = now - wakes[i];
            judged[i] = due[i].Dropped ? new(FiringOutcome.SkippedDst, Reason: "The clock skips this time.")
                : late <= Grace ? new(FiringOutcome.Fired)
                : Missed(late, policy, later + runs.Count, later + runs.Count(run => judged[run].Origin == FiringOrigin.CatchUp));
            if (judged[i].Outcome == FiringOutcome.Fired)
            {
                runs.Add(i);
            }
        }

        if (overlap is OverlapPolicy.CancelOther or OverlapPolicy.TerminateOther)
        {
            foreach (var older in runs.Skip(1))
            {
                judged[older] = new(FiringOutcome.MissedCollapsed, Reason: "A later time ran instead.");
            }
        }

        return judged;
    }

    private static Judgement Missed(TimeSpan late, MissedTimes policy, int laterRuns, int madeUp)
    {
        if (policy.Policy == MissedPolicy.Skip)
        {
            return new(FiringOutcome.MissedWindow, Reason: "Nothing could run at this time, and missed times are skipped.");
        }

        if (late > policy.Window)
        {
            return new(FiringOutcome.MissedWindow, Reason: "It was found too late to be made up for.");
        }

        var room = policy.Policy == MissedPolicy.RunAll ? madeUp < policy.Limit : laterRuns == 0;
        return room
            ? new(FiringOutcome.Fired, FiringOrigin.CatchUp)
            : new(FiringOutcome.MissedCollapsed, Reason: "A later time ran instead.");
    }
}

/// <summary>What is done about times that passed while nothing could run.</summary>
internal sealed record MissedTimes(MissedPolicy Policy, TimeSpan Window, int Limit)
{
    public static MissedTimes Of(ScheduleRow row) => new(row.MissedPolicy, TimeSpan.FromMilliseconds(row.MissedWindowMs), row.MissedLimit);
}

/// <summary>What a due time leads to; FIRED means that it is to run if nothing is in its way.</summary>
internal sealed record Judgement(FiringOutcome Outcome, FiringOrigin Origin = FiringOrigin.Cron, string Reason = "");

using OmniForge.Agents.Scheduling;
using OmniForge.Server.Agents;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Schedules;

/// <summary>Goes through the due times of one locked schedule: each gets its row in the ledger, and the next one is set.</summary>
internal static class SlotDecisions
{
    /// <summary>Most times of one schedule in one transaction; the rest comes with the next look.</summary>
    private const int Most = 2_000;

    /// <summary>More than the largest limit of missed times.</summary>
    private const int LookAhead = 101;

    /// <param name="known">Times that have a row already, from before an edit or a step of the clock.</param>
    /// <returns>The new rows of the ledger.</returns>
    public static async Task<List<FiringRow>> DecideAsync(
        LockedSchedules locked, ScheduleRow row, IReadOnlySet<DateTimeOffset> known, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var standing = locked.StandingOf(row);
        if (row.Slot is not { } first || standing == Standing.Away || Calendar(locked, row) is not { } calendar)
        {
            SlotPlan.Clear(row);
            return [];
        }

        var named = Named(calendar, first, now);
        var due = named.Take(Most).ToList();
        DateTimeOffset[] wakes = [.. due.Select(time => calendar.WakeAt(time.At))];
        var judged = SlotRules.Judge(due, wakes, now, MissedTimes.Of(row), row.OverlapPolicy, named.Count - due.Count);
        var firings = new List<FiringRow>();
        CronTime? undecided = null;
        for (var i = 0; i < due.Count && undecided is null && !IsSpent(row); i++)
        {
            if (known.Contains(due[i].At))
            {
                continue;
            }

            var firing = New(row, due[i].At, now, judged[i]);
            if (await TryPlaceAsync(locked, row, firing, cancellationToken))
            {
                firings.Add(firing);
                if (firing.Outcome == FiringOutcome.Fired)
                {
                    locked.Fired.Add((firing.Origin, wakes[i]));
                }
            }
            else
            {
                undecided = due[i];
            }
        }

        var next = IsSpent(row) ? null : undecided ?? calendar.Next(due.Count > 0 ? due[^1].At : first.AddTicks(-1));
        SlotPlan.Set(row, calendar, next, standing);
        return firings;
    }

    /// <summary>The slot was promised and counts even if the zone's rules have moved the calendar away from it since.</summary>
    private static List<CronTime> Named(ScheduleCalendar calendar, DateTimeOffset first, DateTimeOffset now)
    {
        var named = calendar.Between(first.AddTicks(-1), now, Most + LookAhead);
        if (named.Count == 0 || named[0].At != first)
        {
            named.Insert(0, new(first, TimeZoneInfo.ConvertTime(first, calendar.Zone).DateTime, Dropped: false));
        }

        return [.. named.TakeWhile(time => calendar.WakeAt(time.At) <= now)];
    }

    private static bool IsSpent(ScheduleRow row) => row.MaxFirings > 0 && row.Firings >= row.MaxFirings;

    /// <summary>False when there is no room for executions now: the time stays undecided and is looked at again.</summary>
    private static async Task<bool> TryPlaceAsync(LockedSchedules locked, ScheduleRow row, FiringRow firing, CancellationToken cancellationToken)
    {
        if (firing.Outcome != FiringOutcome.SkippedDst && PauseOf(locked, row) is { } pause)
        {
            (firing.Outcome, firing.Origin, firing.Reason) = (FiringOutcome.SkippedPaused, FiringOrigin.Cron, pause);
        }

        if (firing.Outcome != FiringOutcome.Fired)
        {
            return true;
        }

        try
        {
            await locked.PlaceAsync(row, firing, Caller.Schedule(row.TenantId, row.Id), cancellationToken);
        }
        catch (DomainException full) when (full.Refusal == Refusal.Exhausted)
        {
            return false;
        }

        row.Firings += firing.Outcome is FiringOutcome.Fired or FiringOutcome.Buffered ? 1 : 0;
        return true;
    }

    private static string? PauseOf(LockedSchedules locked, ScheduleRow row)
        => row.Status == ScheduleStatus.Paused ? "The schedule was paused."
            : locked.AgentOf(row) is { Stops: not AgentStops.None } ? "The agent was stopped."
            : locked.StandingOf(row) == Standing.Resting ? "The agent was paused."
            : null;

    private static FiringRow New(ScheduleRow row, DateTimeOffset due, DateTimeOffset now, Judgement judgement) => new()
    {
        TenantId = row.TenantId,
        ScheduleId = row.Id,
        DueAt = due.ToUniversalTime(),
        DecidedAt = now,
        Outcome = judgement.Outcome,
        Origin = judgement.Origin,
        Reason = judgement.Reason,
    };

    /// <summary>A rule that was good when it was stored may not be any more: zones come and go.</summary>
    private static ScheduleCalendar? Calendar(LockedSchedules locked, ScheduleRow row)
    {
        try
        {
            return ScheduleCalendar.Of(row);
        }
        catch (DomainException unreadable)
        {
            locked.Pause(row, $"{unreadable.Message} Change it, then resume the schedule.");
            return null;
        }
    }
}

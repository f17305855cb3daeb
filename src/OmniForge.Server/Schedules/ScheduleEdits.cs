using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Scheduling;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Schedules;

/// <summary>Changes, pauses and resumes a schedule. None of these fires for the past unless that is asked for.</summary>
internal sealed class ScheduleEdits(ForgeStore store, ExecutionDirectory executions, DueSlots slots, TimeProvider clock)
{
    private const int LongestReason = 2_000;
    private const int MostOfPause = 2_000;

    public Task<Schedule> UpdateAsync(Caller caller, UpdateScheduleRequest request, CancellationToken cancellationToken)
    {
        var wish = request.Schedule ?? throw DomainException.Field("schedule", "is required");
        var paths = FieldMasks.Resolve(request.UpdateMask, wish, ScheduleFields.Writable);
        return ChangeAsync(caller, wish.Id, request.Etag.Length > 0 ? request.Etag : wish.Etag, async (db, locked, row, ct) =>
        {
            var now = clock.GetUtcNow();
            if (ScheduleFields.ChangeTimes(paths))
            {
                await CloseAsync(db, locked, row, now, ct);
            }

            ScheduleFields.Apply(wish, paths, row);
            ScheduleRules.CheckAgent(locked.AgentOf(row) ?? throw DomainException.NotFound("agent", row.AgentId), row.Version);
            if (ScheduleFields.ChangeTimes(paths))
            {
                Replan(row, locked.StandingOf(row), now);
            }

            if (request.ValidateOnly)
            {
                db.ChangeTracker.Clear();
            }
        }, cancellationToken);
    }

    public Task<Schedule> PauseAsync(Caller caller, PauseScheduleRequest request, CancellationToken cancellationToken)
    {
        var reason = request.Reason.Trim();
        if (reason.Length > LongestReason)
        {
            throw DomainException.Field("reason", "must have at most 2,000 characters");
        }

        return ChangeAsync(caller, request.ScheduleId, request.Etag, async (db, locked, row, ct) =>
        {
            DemandLife(row);
            if (row.Status == ScheduleStatus.Active)
            {
                await DecideAsync(db, locked, row, ct);
                locked.Pause(row, reason.Length > 0 ? reason : $"Paused by {caller.DisplayName}.");
            }
        }, cancellationToken);
    }

    public Task<Schedule> ResumeAsync(Caller caller, ResumeScheduleRequest request, CancellationToken cancellationToken)
        => ChangeAsync(caller, request.ScheduleId, request.Etag, async (db, locked, row, ct) =>
        {
            DemandLife(row);
            if (row.Status != ScheduleStatus.Paused)
            {
                return;
            }

            var now = clock.GetUtcNow();
            var standing = locked.StandingOf(row);
            if (request.CatchUp && standing != Standing.Working)
            {
                throw ScheduleRules.NotActive(row.AgentId, locked.AgentOf(row));
            }

            // What came due during the pause is written down as such before the pause ends.
            await DecideAsync(db, locked, row, ct);
            var since = row.PausedAt ?? now;
            (row.Status, row.PauseReason, row.PausedAt, row.ConsecutiveFailures) = (ScheduleStatus.Active, "", null, 0);
            var calendar = ScheduleCalendar.Of(row);
            if (request.CatchUp)
            {
                await CatchUpAsync(db, locked, row, since, ct);
            }

            if (row.Slot is null)
            {
                SlotPlan.StartAfter(row, calendar, now, standing);
            }

            SlotPlan.Show(row, calendar, standing);
        }, cancellationToken);

    private async Task<Schedule> ChangeAsync(
        Caller caller, string id, string etag, Func<ForgeDb, LockedSchedules, ScheduleRow, CancellationToken, Task> change, CancellationToken cancellationToken)
    {
        var (shown, locked) = await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var row = await db.FindAsync(id, etag, ct);
            var locked = await LockedSchedules.OpenAsync(db, executions, [row], clock.GetUtcNow(), ct);
            await change(db, locked, row, ct);
            db.ChangeTracker.DetectChanges();
            if (db.Entry(row).State == EntityState.Modified)
            {
                row.Revision++;
                row.UpdatedAt = clock.GetUtcNow();
            }

            var last = await ScheduleDirectory.LastAsync(db, id, ct);
            return (row.ToProto(last), locked);
        }, cancellationToken);
        await slots.HandOverAsync(locked, cancellationToken);
        return shown;
    }

    /// <summary>Times that came due under the old rule and nobody has decided yet get their row before the rule is gone.</summary>
    private static async Task CloseAsync(ForgeDb db, LockedSchedules locked, ScheduleRow row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (row.Slot is not { } slot || slot > now || locked.StandingOf(row) == Standing.Away)
        {
            return;
        }

        var known = await KnownAsync(db, row, slot, now, cancellationToken);
        var paused = row.Status == ScheduleStatus.Paused;
        foreach (var time in ScheduleCalendar.Of(row).Between(slot.AddTicks(-1), now, MostOfPause).Where(time => !known.Contains(time.At)))
        {
            db.Firings.Add(new FiringRow
            {
                TenantId = row.TenantId,
                ScheduleId = row.Id,
                DueAt = time.At.ToUniversalTime(),
                DecidedAt = now,
                Outcome = paused ? FiringOutcome.SkippedPaused : FiringOutcome.MissedCollapsed,
                Reason = paused ? "The schedule was paused." : "The schedule was changed before this time was decided.",
            });
        }
    }

    private async Task DecideAsync(ForgeDb db, LockedSchedules locked, ScheduleRow row, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (row.WakeAt <= now && row.Slot is { } slot)
        {
            db.Firings.AddRange(await SlotDecisions.DecideAsync(locked, row, await KnownAsync(db, row, slot, now, cancellationToken), now, cancellationToken));
        }
    }

    private static async Task<HashSet<DateTimeOffset>> KnownAsync(
        ForgeDb db, ScheduleRow row, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
        => [.. await db.Firings.Where(firing => firing.ScheduleId == row.Id && firing.DueAt >= from && firing.DueAt <= until)
            .Select(firing => firing.DueAt).ToListAsync(cancellationToken)];

    /// <summary>The times of the pause are judged as missed ones; those that run change their row.</summary>
    private async Task CatchUpAsync(ForgeDb db, LockedSchedules locked, ScheduleRow row, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var stored = await db.Firings
            .Where(firing => firing.ScheduleId == row.Id && firing.Outcome == FiringOutcome.SkippedPaused && firing.DueAt >= since)
            .OrderByDescending(firing => firing.DueAt).Take(MostOfPause).ToListAsync(cancellationToken);
        var skipped = stored.Concat(db.Firings.Local.Where(firing => firing.Outcome == FiringOutcome.SkippedPaused && firing.DueAt >= since))
            .Distinct().OrderBy(firing => firing.DueAt).ToList();
        var judged = SlotRules.Judge(
            [.. skipped.Select(firing => new CronTime(firing.DueAt, firing.DueAt.DateTime, Dropped: false))],
            [.. skipped.Select(firing => firing.DueAt)], now, MissedTimes.Of(row), row.OverlapPolicy);
        foreach (var (firing, _) in skipped.Zip(judged).Where(pair => pair.Second.Outcome == FiringOutcome.Fired))
        {
            if (row.MaxFirings > 0 && row.Firings >= row.MaxFirings)
            {
                break;
            }

            firing.Origin = FiringOrigin.CatchUp;
            await locked.PlaceAsync(row, firing, Caller.Schedule(row.TenantId, row.Id), cancellationToken);
            row.Firings += firing.Outcome is FiringOutcome.Fired or FiringOutcome.Buffered ? 1 : 0;
        }
    }

    private static void Replan(ScheduleRow row, Standing standing, DateTimeOffset now)
    {
        var calendar = ScheduleCalendar.Of(row);
        ScheduleRules.DemandNext(calendar, now);
        if (row.MaxFirings > 0 && row.Firings >= row.MaxFirings)
        {
            SlotPlan.Set(row, calendar, null, standing);
            return;
        }

        row.Status = row.Status == ScheduleStatus.Exhausted ? ScheduleStatus.Active : row.Status;
        SlotPlan.StartAfter(row, calendar, now, standing);
    }

    private static void DemandLife(ScheduleRow row)
    {
        if (row.Status == ScheduleStatus.Exhausted)
        {
            throw DomainException.Status("TRANSITION_NOT_ALLOWED", "This schedule has ended: it will not come due again. Change its times to bring it back.")
                .With("resource", "schedule").With("id", row.Id);
        }
    }
}

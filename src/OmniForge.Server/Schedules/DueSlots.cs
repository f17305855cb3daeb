using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Telemetry;
using OmniForge.Server.Tenancy;

namespace OmniForge.Server.Schedules;

/// <summary>
/// Claims what is due. One transaction writes the firings, the executions and the next due times of a whole batch, and an execution's
/// id follows from schedule and due time, so a time fires once or not at all, however many nodes look.
/// </summary>
internal sealed partial class DueSlots(ForgeStore store, ExecutionDirectory executions, TimeProvider clock, ILogger<DueSlots> log)
{
    /// <summary>Schedules of one transaction.</summary>
    private const int Batch = 500;

    /// <summary>Batches whose executions may wait for the ones after them: with 10,000 schedules of one instant, the claims go first.</summary>
    private const int MostHeld = 20;

    /// <summary>Claims everything due now; says how many times were decided.</summary>
    public async Task<int> ClaimAsync(CancellationToken cancellationToken)
    {
        var all = 0;
        var held = new List<LockedSchedules>();
        try
        {
            while (true)
            {
                var claimed = await store.TransactAsync("", ClaimBatchAsync, cancellationToken);
                held.Add(claimed.Locked);
                ScheduleNumbers.Fired(claimed.Locked.Fired, clock.GetUtcNow());
                all += claimed.Decided;
                if (claimed.Locked.Rows.Count < Batch || claimed.Moved == 0)
                {
                    return all;
                }

                if (held.Count == MostHeld)
                {
                    await HandOverAsync(held, cancellationToken);
                }
            }
        }
        finally
        {
            await HandOverAsync(held, cancellationToken);
        }
    }

    /// <summary>When the next time is to be decided, if that is not after an instant.</summary>
    public async Task<DateTimeOffset?> NextAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var db = store.Open("");
        return await db.Schedules.IgnoreQueryFilters().Where(row => row.WakeAt <= until)
            .OrderBy(row => row.WakeAt).Select(row => row.WakeAt).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>After the commit: executions begin, and what gives way is cancelled. A crash before is made good by sweeps.</summary>
    public async Task HandOverAsync(LockedSchedules decided, CancellationToken cancellationToken)
    {
        foreach (var ((tenant, id), mode) in decided.Unwanted.Distinct())
        {
            try
            {
                await executions.CancelAsync(Caller.System(tenant), id, mode, cancellationToken);
            }
            catch (DomainException ended) when (ended.Reason is "EXECUTION_FINISHED" or "RESOURCE_NOT_FOUND")
            {
                LogEnded(id);
            }
        }

        decided.Started.ForEach(executions.Begin);
    }

    private async Task HandOverAsync(List<LockedSchedules> held, CancellationToken cancellationToken)
    {
        foreach (var decided in held)
        {
            await HandOverAsync(decided, cancellationToken);
        }

        held.Clear();
    }

    private async Task<Claimed> ClaimBatchAsync(ForgeDb db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rows = await db.LockDueAsync(now, Batch, cancellationToken);
        var locked = await LockedSchedules.OpenAsync(db, executions, rows, now, cancellationToken);
        if (rows.Count == 0)
        {
            return new(locked, 0, 0);
        }

        var known = await KnownAsync(db, rows, now, cancellationToken);
        var (decided, moved) = (0, 0);
        foreach (var row in rows)
        {
            var slot = row.Slot;
            var firings = await SlotDecisions.DecideAsync(locked, row, known[(row.TenantId, row.Id)].ToHashSet(), now, cancellationToken);
            db.Firings.AddRange(firings);
            decided += firings.Count;
            moved += row.Slot != slot ? 1 : 0;
        }

        await RowBatch.WriteAsync(db, cancellationToken);
        return new(locked, decided, moved);
    }

    /// <summary>Times at or after the slot that have a row: the clock went back, or a rule was changed to and fro.</summary>
    private static async Task<ILookup<(string, string), DateTimeOffset>> KnownAsync(
        ForgeDb db, List<ScheduleRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var tenants = rows.Select(row => row.TenantId).Distinct().ToList();
        var ids = rows.Select(row => row.Id).ToList();
        var known = await (
            from schedule in db.Schedules.IgnoreQueryFilters()
            where tenants.Contains(schedule.TenantId) && ids.Contains(schedule.Id)
            join firing in db.Firings on new { schedule.TenantId, schedule.Id } equals new { firing.TenantId, Id = firing.ScheduleId }
            where firing.DueAt >= schedule.Slot && firing.DueAt <= now
            select new { firing.TenantId, firing.ScheduleId, firing.DueAt }).ToListAsync(cancellationToken);
        return known.ToLookup(firing => (firing.TenantId, firing.ScheduleId), firing => firing.DueAt);
    }

    [LoggerMessage(LogLevel.Debug, "Execution {ExecutionId} was to give way to a later time, but has ended")]
    private partial void LogEnded(string executionId);

    private sealed record Claimed(LockedSchedules Locked, int Decided, int Moved);
}

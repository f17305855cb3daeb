using Coravel.Invocable;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Agents;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Schedules;

/// <summary>
/// The tick: claims what is due. One transaction writes the firing, the execution and the next due time, and the execution's
/// id follows from schedule and due time, so a slot fires once or not at all.
/// </summary>
internal sealed partial class DueSlots(
    ForgeStore store, ExecutionDirectory executions, AgentDirectory agents, TimeProvider clock, ILogger<DueSlots> log) : IInvocable
{
    /// <summary>Most schedules of one look.</summary>
    private const int Batch = 100;

    public Task Invoke() => ClaimAsync(CancellationToken.None);

    /// <summary>Claims everything due now; says how many slots were decided.</summary>
    public async Task<int> ClaimAsync(CancellationToken cancellationToken)
    {
        var decided = 0;
        while (true)
        {
            var due = await DueAsync(cancellationToken);
            var claimed = 0;
            foreach (var (tenant, id) in due)
            {
                claimed += await ClaimOneAsync(tenant, id, cancellationToken) ? 1 : 0;
            }

            decided += claimed;
            if (due.Count < Batch || claimed == 0)
            {
                return decided;
            }
        }
    }

    private async Task<List<(string Tenant, string Id)>> DueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = store.Open("");
        var rows = await db.Schedules.IgnoreQueryFilters().AsNoTracking()
            .Where(row => row.Status == ScheduleStatus.Active && row.NextDue != null && row.NextDue <= now)
            .OrderBy(row => row.NextDue).Take(Batch).Select(row => new { row.TenantId, row.Id }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.TenantId, row.Id))];
    }

    private async Task<bool> ClaimOneAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        try
        {
            var started = await store.TransactAsync(tenant, (db, ct) => DecideAsync(db, tenant, id, ct), cancellationToken);
            if (started is { Length: > 0 })
            {
                await executions.EnsureAsync(tenant, started);
            }

            return started is not null;
        }
        catch (DbUpdateConcurrencyException)
        {
            LogContended(id);
            return false;
        }
    }

    /// <summary>The id of the execution it started, empty when it started none, null when it was no longer due.</summary>
    private async Task<string?> DecideAsync(ForgeDb db, string tenant, string id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var row = await db.Schedules.FirstOrDefaultAsync(schedule => schedule.Id == id, cancellationToken);
        if (row is not { Status: ScheduleStatus.Active, NextDue: { } first } || first > now)
        {
            return null;
        }

        var (cron, zone) = ScheduleRules.Parse(row.Cron, row.TimeZone);
        var (due, next) = SlotRules.Slots(cron, zone, first, now);
        var active = (await agents.GetAsync(tenant, row.AgentId, cancellationToken)).Status == AgentStatus.Active;
        var overlapping = await ExecutionDirectory.AnyUnfinishedAsync(db, id, cancellationToken);
        var started = "";
        foreach (var slot in due)
        {
            var outcome = SlotRules.Decide(slot == due[^1], active, overlapping, now - slot);
            var (execution, reason) = outcome == FiringOutcome.Fired ? await StartAsync(db, row, slot, cancellationToken) : ("", "");
            started = execution.Length > 0 ? execution : started;
            db.Firings.Add(new FiringRow
            {
                ScheduleId = id,
                DueAt = slot,
                DecidedAt = now,
                Outcome = reason.Length > 0 ? FiringOutcome.FailedToStart : outcome,
                ExecutionId = execution,
                Reason = reason,
            });
        }

        row.NextDue = next;
        row.Status = next is null ? ScheduleStatus.Exhausted : row.Status;
        row.Revision++;
        LogFired(id, now - due[^1]);
        return started;
    }

    private async Task<(string Execution, string Reason)> StartAsync(ForgeDb db, ScheduleRow row, DateTimeOffset slot, CancellationToken cancellationToken)
    {
        var execution = Ids.From(row.TenantId, row.Id, UtcMicroseconds.Write(slot).ToString());
        var request = new StartExecutionRequest { AgentId = row.AgentId, InputData = ExecutionMapping.Json(row.Input).ToStruct() };
        try
        {
            var origin = new StartOrigin(TriggerType.Scheduled, row.Id, FiringId(row.Id, slot));
            await executions.AddToAsync(db, Caller.Schedule(row.TenantId, row.Id), request, origin, execution, cancellationToken);
            return (execution, "");
        }
        catch (DomainException refused)
        {
            LogRefused(row.Id, refused.Reason);
            return ("", $"{refused.Reason}: {refused.Message}");
        }
    }

    public static string FiringId(string scheduleId, DateTimeOffset due) => Ids.From("firing", scheduleId, UtcMicroseconds.Write(due).ToString());

    [LoggerMessage(LogLevel.Debug, "Schedule {ScheduleId} was decided {Lateness} after its due time")]
    private partial void LogFired(string scheduleId, TimeSpan lateness);

    [LoggerMessage(LogLevel.Warning, "Schedule {ScheduleId} could not start its agent: {Reason}")]
    private partial void LogRefused(string scheduleId, string reason);

    [LoggerMessage(LogLevel.Debug, "Schedule {ScheduleId} changed while it was claimed; the next tick looks again")]
    private partial void LogContended(string scheduleId);
}

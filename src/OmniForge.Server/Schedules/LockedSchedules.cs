using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Agents;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;
using Key = (string Tenant, string Id);

namespace OmniForge.Server.Schedules;

/// <summary>
/// Some schedules under lock in one transaction, with what runs, waits and owns them: the one place where their times become
/// executions. Everything is read and written for all of them together.
/// </summary>
internal sealed class LockedSchedules
{
    private readonly ForgeDb _db;
    private readonly ExecutionDirectory _executions;
    private readonly Dictionary<Key, AgentRow> _agents = [];
    private readonly ILookup<Key, FiringRow> _open;
    private readonly Dictionary<Key, HashSet<string>> _running = [];
    private readonly Dictionary<Key, List<FiringRow>> _waiting = [];

    private LockedSchedules(ForgeDb db, ExecutionDirectory executions, DateTimeOffset now, IReadOnlyList<ScheduleRow> rows, List<FiringRow> open)
    {
        (_db, _executions, Now, Rows) = (db, executions, now, rows);
        _open = open.ToLookup(firing => (firing.TenantId, firing.ScheduleId));
        foreach (var row in rows)
        {
            _running[KeyOf(row)] = [];
            _waiting[KeyOf(row)] = [.. _open[KeyOf(row)].Where(firing => firing.Outcome == FiringOutcome.Buffered).OrderBy(firing => firing.DueAt)];
        }
    }

    public IReadOnlyList<ScheduleRow> Rows { get; }

    /// <summary>When all of this is decided.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Executions to begin here once this is committed.</summary>
    public List<ExecutionRow> Started { get; } = [];

    /// <summary>Times of their own that became executions, with the instant at which each was to be decided.</summary>
    public List<(FiringOrigin Origin, DateTimeOffset WakeAt)> Fired { get; } = [];

    /// <summary>Executions to cancel once this is committed.</summary>
    public List<(Key Execution, CancelMode Mode)> Unwanted { get; } = [];

    public static async Task<LockedSchedules> OpenAsync(
        ForgeDb db, ExecutionDirectory executions, IReadOnlyList<ScheduleRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var tenants = rows.Select(row => row.TenantId).Distinct().ToList();
        var ids = rows.Select(row => row.Id).ToList();
        var agentIds = rows.Select(row => row.AgentId).Distinct().ToList();
        var open = await db.Firings.IgnoreQueryFilters()
            .Where(firing => tenants.Contains(firing.TenantId) && ids.Contains(firing.ScheduleId) && !firing.Settled).ToListAsync(cancellationToken);
        var locked = new LockedSchedules(db, executions, now, rows, open);
        var agents = await db.Agents.IgnoreQueryFilters().AsNoTracking()
            .Where(agent => tenants.Contains(agent.TenantId) && agentIds.Contains(agent.Id)).ToListAsync(cancellationToken);
        foreach (var agent in agents)
        {
            locked._agents[(agent.TenantId, agent.Id)] = agent;
        }

        var running = await db.Executions.IgnoreQueryFilters()
            .Where(row => tenants.Contains(row.TenantId) && ids.Contains(row.ScheduleId) && row.ScheduleId != "" && row.Status < ExecutionStates.FirstFinal)
            .Select(row => new { row.TenantId, row.ScheduleId, row.Id }).ToListAsync(cancellationToken);
        foreach (var one in running)
        {
            locked._running.GetValueOrDefault((one.TenantId, one.ScheduleId))?.Add(one.Id);
        }

        return locked;
    }

    public Standing StandingOf(ScheduleRow row) => Standings.Of(AgentOf(row));

    public AgentRow? AgentOf(ScheduleRow row) => _agents.GetValueOrDefault((row.TenantId, row.AgentId));

    public bool Runs(ScheduleRow row, string executionId) => _running[KeyOf(row)].Contains(executionId);

    /// <summary>Fired times whose end is not counted yet.</summary>
    public IEnumerable<FiringRow> Uncounted(ScheduleRow row) => _open[KeyOf(row)].Where(firing => firing is { Outcome: FiringOutcome.Fired, Settled: false });

    /// <summary>Decides a time that is to run: it starts, waits or gives way.</summary>
    public async Task PlaceAsync(ScheduleRow row, FiringRow firing, Caller caller, CancellationToken cancellationToken)
    {
        var (running, waiting) = (_running[KeyOf(row)], _waiting[KeyOf(row)]);
        firing.DecidedAt = Now;
        switch (OverlapRules.Place(row.OverlapPolicy, firing.Origin, running.Count, [.. waiting.Select(other => other.Origin)]))
        {
            case Placement.Start:
                await StartAsync(row, firing, caller, cancellationToken);
                break;
            case Placement.Wait:
                Wait(firing, waiting, "It waits for the run before it.");
                break;
            case Placement.Replace:
                Drop(row, waiting.Where(other => other.Origin != FiringOrigin.Backfill), "A later time took its place.");
                CancelRunning(row);
                Wait(firing, waiting, "It waits for the run before it, which is being cancelled.");
                break;
            case Placement.Drop:
                (firing.Outcome, firing.Reason) = (FiringOutcome.DroppedBuffer, "The run before it was not over, and enough other times wait already.");
                break;
            default:
                (firing.Outcome, firing.Reason) = (FiringOutcome.SkippedOverlap, "The run before it was not over.");
                break;
        }
    }

    /// <summary>Starts what waits as long as nothing runs; what may no longer start is dropped.</summary>
    public async Task AdvanceAsync(ScheduleRow row, CancellationToken cancellationToken)
    {
        var (running, waiting) = (_running[KeyOf(row)], _waiting[KeyOf(row)]);
        if (waiting.Count == 0)
        {
            return;
        }

        if (StandingOf(row) != Standing.Working)
        {
            Drop(row, waiting, "The agent was switched off before its turn came.");
        }

        if (row.Status == ScheduleStatus.Paused)
        {
            Drop(row, waiting.Where(firing => firing.Origin is FiringOrigin.Cron or FiringOrigin.CatchUp), "The schedule was paused before its turn came.");
        }

        while (waiting.Count > 0 && running.Count == 0)
        {
            var next = waiting[0];
            next.DecidedAt = Now;
            await StartAsync(row, next, Caller.Schedule(row.TenantId, row.Id), cancellationToken);
            waiting.Remove(next);
        }

        if (waiting.Exists(firing => firing.Origin != FiringOrigin.Backfill))
        {
            CancelRunning(row);
        }
    }

    /// <summary>Nothing starts by itself any more until somebody resumes it.</summary>
    public void Pause(ScheduleRow row, string reason)
    {
        (row.Status, row.PauseReason, row.PausedAt, row.NextDue) = (ScheduleStatus.Paused, reason, Now, null);
        Drop(row, _waiting[KeyOf(row)].Where(firing => firing.Origin is FiringOrigin.Cron or FiringOrigin.CatchUp), "The schedule was paused before its turn came.");
    }

    /// <summary>What waits for a schedule that is removed will not run.</summary>
    public void DropAll(ScheduleRow row, string reason) => Drop(row, _waiting[KeyOf(row)], reason);

    /// <summary>One more failed run in a row pauses the schedule when that is its wish.</summary>
    public void Count(ScheduleRow row, ExecutionStatus end, string message)
    {
        row.ConsecutiveFailures = EndRules.Failures(row.ConsecutiveFailures, end);
        if (row.Status == ScheduleStatus.Active && EndRules.MustPause(row.ConsecutiveFailures, row.PauseAfterFailures))
        {
            Pause(row, EndRules.PauseReason(row.ConsecutiveFailures, message));
        }
    }

    /// <summary>The id follows from the time: however often it is decided, it can run only once.</summary>
    private static string ExecutionIdOf(FiringRow firing)
        => Ids.From(firing.TenantId, firing.ScheduleId, UtcMicroseconds.Write(firing.DueAt).ToString());

    private static Key KeyOf(ScheduleRow row) => (row.TenantId, row.Id);

    private static void Wait(FiringRow firing, List<FiringRow> waiting, string reason)
    {
        (firing.Outcome, firing.Reason, firing.Settled) = (FiringOutcome.Buffered, reason, false);
        waiting.Add(firing);
        waiting.Sort((one, other) => one.DueAt.CompareTo(other.DueAt));
    }

    private void Drop(ScheduleRow row, IEnumerable<FiringRow> dropped, string reason)
    {
        foreach (var firing in dropped.ToList())
        {
            (firing.Outcome, firing.Reason, firing.Settled, firing.DecidedAt) = (FiringOutcome.DroppedBuffer, reason, true, Now);
            _waiting[KeyOf(row)].Remove(firing);
        }
    }

    private void CancelRunning(ScheduleRow row)
    {
        if (row.OverlapPolicy is OverlapPolicy.CancelOther or OverlapPolicy.TerminateOther)
        {
            var mode = row.OverlapPolicy == OverlapPolicy.TerminateOther ? CancelMode.Hard : CancelMode.Graceful;
            Unwanted.AddRange(_running[KeyOf(row)].Select(id => ((row.TenantId, id), mode)));
        }
    }

    private async Task StartAsync(ScheduleRow row, FiringRow firing, Caller caller, CancellationToken cancellationToken)
    {
        var request = new StartExecutionRequest { AgentId = row.AgentId, Version = row.Version, InputData = ExecutionMapping.Json(row.Input).ToStruct() };
        var id = ExecutionIdOf(firing);
        try
        {
            var agent = AgentOf(row) ?? throw DomainException.NotFound("agent", row.AgentId);
            var started = await _executions.AddToAsync(_db, agent, caller, request, new(TriggerType.Scheduled, row.Id, firing.Id), id, cancellationToken);
            (firing.Outcome, firing.ExecutionId, firing.Reason, firing.Settled) = (FiringOutcome.Fired, id, "", false);
            _running[KeyOf(row)].Add(id);
            Started.Add(started);
        }
        catch (DomainException refused) when (refused.Refusal != Refusal.Exhausted)
        {
            (firing.Outcome, firing.Reason, firing.Settled) = (FiringOutcome.FailedToStart, refused.Message, true);
            Count(row, ExecutionStatus.Rejected, refused.Message);
        }
    }
}

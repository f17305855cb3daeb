using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.V1;
using Key = (string Tenant, string Id);

namespace OmniForge.Server.Schedules;

/// <summary>
/// After a scheduled run: counts its end, pauses a schedule that fails too often, and starts what waits for its turn. Runs that end
/// together are settled in one transaction; a sweep finds those whose end nobody told.
/// </summary>
internal sealed partial class EndedRuns(ForgeStore store, ExecutionDirectory executions, DueSlots slots, TimeProvider clock, ILogger<EndedRuns> log)
    : BackgroundService, IExecutionEnds
{
    private const int Batch = 500;

    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(5);

    /// <summary>How long the ledger is kept.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private readonly Channel<Key> _ended = Channel.CreateUnbounded<Key>(new UnboundedChannelOptions { SingleReader = true });

    public void Ended(string tenantId, string executionId, string scheduleId)
    {
        if (scheduleId.Length > 0)
        {
            _ended.Writer.TryWrite((tenantId, scheduleId));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(BetweenSweeps, clock);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        while (!stoppingToken.IsCancellationRequested)
        {
            var told = _ended.Reader.WaitToReadAsync(stoppingToken).AsTask();
            try
            {
                if (await Task.WhenAny(told, tick) == tick)
                {
                    await tick;
                    await SweepAsync(stoppingToken);
                    tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
                }

                await SettleToldAsync(stoppingToken);
            }
            catch (Exception broken) when (!stoppingToken.IsCancellationRequested)
            {
                LogBroken(broken);
                tick = tick.IsCompleted ? timer.WaitForNextTickAsync(stoppingToken).AsTask() : tick;
            }
        }
    }

    /// <summary>Settles what nobody told of, and forgets what is older than the ledger is kept.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        List<Key> schedules;
        await using (var db = store.Open(""))
        {
            var found = await db.Firings.IgnoreQueryFilters()
                .Where(firing => !firing.Settled && (firing.Outcome == FiringOutcome.Buffered || !db.Executions.Any(execution =>
                    execution.TenantId == firing.TenantId && execution.Id == firing.ExecutionId && execution.Status < ExecutionStates.FirstFinal)))
                .Select(firing => new { firing.TenantId, firing.ScheduleId }).Distinct().ToListAsync(cancellationToken);
            schedules = [.. found.Select(one => (one.TenantId, one.ScheduleId))];
        }

        foreach (var chunk in schedules.Chunk(Batch))
        {
            await SettleAsync(chunk, cancellationToken);
        }

        var old = clock.GetUtcNow() - Kept;
        await store.TransactAsync("", (db, ct) => db.Firings.IgnoreQueryFilters()
            .Where(firing => firing.DueAt < old && firing.Settled).ExecuteDeleteAsync(ct), cancellationToken);
    }

    /// <summary>Settles these schedules: everything that has ended is counted once, and what may run next starts.</summary>
    public async Task SettleAsync(IReadOnlyCollection<Key> schedules, CancellationToken cancellationToken)
    {
        var settled = await store.TransactAsync("", async (db, ct) =>
        {
            var rows = await db.LockAsync(schedules, ct);
            var locked = await LockedSchedules.OpenAsync(db, executions, rows, clock.GetUtcNow(), ct);
            var ends = await EndsAsync(db, locked, ct);
            foreach (var row in rows)
            {
                Count(locked, row, ends);
                try
                {
                    await locked.AdvanceAsync(row, ct);
                }
                catch (DomainException full) when (full.Refusal == Refusal.Exhausted)
                {
                    LogNoRoom(row.Id);
                }
            }

            await RowBatch.WriteAsync(db, ct);
            return locked;
        }, cancellationToken);
        await slots.HandOverAsync(settled, cancellationToken);
    }

    private async Task SettleToldAsync(CancellationToken cancellationToken)
    {
        var told = new HashSet<Key>();
        while (told.Count < Batch && _ended.Reader.TryRead(out var schedule))
        {
            told.Add(schedule);
        }

        if (told.Count > 0)
        {
            await SettleAsync(told, cancellationToken);
        }
    }

    private static void Count(LockedSchedules locked, ScheduleRow row, Dictionary<Key, End> ends)
    {
        var over = locked.Uncounted(row).Where(firing => !locked.Runs(row, firing.ExecutionId))
            .Select(firing => (Firing: firing, End: ends.GetValueOrDefault((firing.TenantId, firing.ExecutionId))))
            .OrderBy(one => one.End?.At ?? one.Firing.DecidedAt).ToList();
        foreach (var (firing, end) in over)
        {
            firing.Settled = true;
            if (end is not null)
            {
                locked.Count(row, end.Status, end.Message);
            }
        }
    }

    private static async Task<Dictionary<Key, End>> EndsAsync(ForgeDb db, LockedSchedules locked, CancellationToken cancellationToken)
    {
        var over = locked.Rows.SelectMany(row => locked.Uncounted(row).Where(firing => !locked.Runs(row, firing.ExecutionId))).ToList();
        var tenants = over.Select(firing => firing.TenantId).Distinct().ToList();
        var ids = over.Select(firing => firing.ExecutionId).ToList();
        var found = await db.Executions.IgnoreQueryFilters()
            .Where(row => tenants.Contains(row.TenantId) && ids.Contains(row.Id) && row.Status >= ExecutionStates.FirstFinal)
            .Select(row => new { row.TenantId, row.Id, row.Status, row.Failure, row.CompletedAt }).ToListAsync(cancellationToken);
        return found.ToDictionary(
            row => (row.TenantId, row.Id),
            row => new End(row.Status, row.Failure.Length == 0 ? "" : Failure.Parser.ParseFrom(row.Failure).Message, row.CompletedAt));
    }

    [LoggerMessage(LogLevel.Warning, "There is no room for the next run of schedule {ScheduleId}; it is tried again")]
    private partial void LogNoRoom(string scheduleId);

    [LoggerMessage(LogLevel.Error, "Ended runs of schedules could not be settled; the next sweep tries again")]
    private partial void LogBroken(Exception broken);

    private sealed record End(ExecutionStatus Status, string Message, DateTimeOffset? At);
}

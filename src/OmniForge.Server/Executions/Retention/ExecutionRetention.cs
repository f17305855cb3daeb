using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Executions.Retention;

/// <summary>
/// Forgets old executions in two steps, a few at a time: first everything but the end, later the rest. One node at a time does it, and
/// nothing that has not ended is touched. What an agent has done in total is counted elsewhere and stays.
/// </summary>
internal sealed class ExecutionRetention(ForgeStore store, TimeProvider clock)
{
    /// <summary>Executions in one transaction: it holds up writers for milliseconds only.</summary>
    public const int AtOnce = 25;

    /// <summary>"OmniKeep": the lock of PostgreSQL that the node at work holds.</summary>
    public const long LockKey = 0x4F6D6E694B656570;

    /// <summary>Leaves of some that ended before this only their row and their last event; the number done, 0 = none is left.</summary>
    public Task<int> CompactAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken)
        => store.TransactAsync("", async (db, ct) =>
        {
            if (!await AloneAsync(db, ct))
            {
                return 0;
            }

            var old = await Whole(db, endedBefore)
                .Select(row => new { row.TenantId, row.Id, row.LastSequence }).ToListAsync(ct);
            DateTimeOffset? now = clock.GetUtcNow();
            foreach (var one in old)
            {
                await db.ExecutionEvents.IgnoreQueryFilters()
                    .Where(row => row.TenantId == one.TenantId && row.ExecutionId == one.Id && row.Sequence < one.LastSequence).ExecuteDeleteAsync(ct);
                await db.Steps.IgnoreQueryFilters().Where(row => row.TenantId == one.TenantId && row.ExecutionId == one.Id).ExecuteDeleteAsync(ct);
                await db.Interrupts.IgnoreQueryFilters().Where(row => row.TenantId == one.TenantId && row.ExecutionId == one.Id).ExecuteDeleteAsync(ct);
                await db.Executions.IgnoreQueryFilters().Where(row => row.TenantId == one.TenantId && row.Id == one.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.CompactedAt, now), ct);
            }

            return old.Count;
        }, cancellationToken);

    /// <summary>Removes some that ended before this and were compacted; the number done, 0 = none is left.</summary>
    public Task<int> RemoveAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken)
        => store.TransactAsync("", async (db, ct) =>
        {
            if (!await AloneAsync(db, ct))
            {
                return 0;
            }

            var old = await Compacted(db, endedBefore)
                .Select(row => new { row.TenantId, row.Id }).ToListAsync(ct);
            foreach (var one in old)
            {
                await db.ExecutionEvents.IgnoreQueryFilters().Where(row => row.TenantId == one.TenantId && row.ExecutionId == one.Id).ExecuteDeleteAsync(ct);
                await db.Executions.IgnoreQueryFilters().Where(row => row.TenantId == one.TenantId && row.Id == one.Id).ExecuteDeleteAsync(ct);
            }

            return old.Count;
        }, cancellationToken);

    /// <summary>The oldest of those to compact. The conditions are those of an index.</summary>
    public static IQueryable<ExecutionRow> Whole(ForgeDb db, DateTimeOffset endedBefore) => db.Executions.IgnoreQueryFilters().AsNoTracking()
        .Where(row => row.CompactedAt == null && row.CompletedAt < endedBefore && row.Status >= ExecutionStates.FirstFinal)
        .OrderBy(row => row.CompletedAt).Take(AtOnce);

    /// <summary>The oldest of those to remove. The conditions are those of an index.</summary>
    public static IQueryable<ExecutionRow> Compacted(ForgeDb db, DateTimeOffset endedBefore) => db.Executions.IgnoreQueryFilters().AsNoTracking()
        .Where(row => row.CompactedAt != null && row.CompletedAt < endedBefore)
        .OrderBy(row => row.CompletedAt).Take(AtOnce);

    /// <summary>SQLite has one node; on PostgreSQL the lock goes with the transaction, also when the node dies.</summary>
    private async Task<bool> AloneAsync(ForgeDb db, CancellationToken cancellationToken)
        => !store.Postgres || await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock({LockKey}) AS \"Value\"").SingleAsync(cancellationToken);
}

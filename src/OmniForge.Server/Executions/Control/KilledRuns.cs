using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Cluster;
using OmniForge.Server.Executions.Turns;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Executions.Control;

/// <summary>
/// Ends everything unfinished of an agent or a tenant: stored with one statement, then told to each node with one call. What nobody
/// works on is ended by the sweeps of what waits.
/// </summary>
internal sealed class KilledRuns(ForgeStore store, Owners owners, TurnSweep line, TimeProvider clock)
{
    /// <param name="agentId">Empty = of all agents.</param>
    /// <returns>Those that were not already to end at once.</returns>
    public async Task<int> KillAsync(string tenantId, string agentId, CancellationToken cancellationToken)
    {
        var found = await store.TransactAsync(tenantId, async (db, ct) =>
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "execution_controls" ("tenant_id", "execution_id", "knocks", "due_at", "paused", "cancel_reason")
                SELECT "tenant_id", "id", 1, {UtcMicroseconds.Write(clock.GetUtcNow())}, {false}, {(int)StopReason.Policy} FROM "executions"
                WHERE "tenant_id" = {tenantId} AND "status" < 8 AND ({agentId} = '' OR "agent_id" = {agentId})
                ON CONFLICT ("tenant_id", "execution_id")
                DO UPDATE SET "knocks" = "execution_controls"."knocks" + 1, "due_at" = excluded."due_at",
                    "cancel_reason" = coalesce("execution_controls"."cancel_reason", excluded."cancel_reason")
                """,
                ct);
            var unfinished = db.Executions.Where(row => row.Status < ExecutionStates.FirstFinal && (agentId == "" || row.AgentId == agentId));
            var rows = await unfinished.AsNoTracking().Select(row => new { row.Id, row.Owner, row.CancelRequested }).ToListAsync(ct);
            await unfinished.ExecuteUpdateAsync(set => set.SetProperty(row => row.CancelRequested, CancelMode.Hard), ct);
            return rows;
        }, cancellationToken);
        line.Waits();
        await Task.WhenAll(found.GroupBy(row => row.Owner).Where(group => group.Key is not ("" or ExecutionRow.Line))
            .Select(group => owners.CancelExecutionsAsync(group.Key, tenantId, [.. group.Select(row => row.Id)], CancelMode.Hard)));
        return found.Count(row => row.CancelRequested != CancelMode.Hard);
    }
}

using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Executions.Turns;

/// <summary>Executions of a key that have not ended.</summary>
internal static class TurnQueries
{
    /// <summary>The oldest first. Those that only their agent's id puts under the key are among them.</summary>
    public static async Task<List<TurnHolder>> HoldersAsync(this ForgeDb db, string key, CancellationToken cancellationToken)
    {
        var named = await db.Executions.AsNoTracking()
            .Where(row => row.ConcurrencyKey == key && row.ConcurrencyKey != "" && row.Status < ExecutionStates.FirstFinal)
            .Select(row => new TurnHolder(row.Id, row.CreatedAt, row.Owner)).ToListAsync(cancellationToken);
        var plain = await db.Plain(db.TenantId, key)
            .Select(row => new TurnHolder(row.Id, row.CreatedAt, row.Owner)).ToListAsync(cancellationToken);
        return [.. named.Concat(plain).OrderBy(holder => holder.CreatedAt).ThenBy(holder => holder.Id, StringComparer.Ordinal)];
    }

    /// <summary>Those in a line before which nothing of their own key is left, or that somebody cancelled.</summary>
    public static IQueryable<ExecutionRow> Heads(this ForgeDb db)
        => db.Executions.IgnoreQueryFilters().AsNoTracking()
            .Where(row => row.Owner == ExecutionRow.Line && row.Status < ExecutionStates.FirstFinal)
            .Where(row => row.CancelRequested != V1.CancelMode.Unspecified || !db.Executions.IgnoreQueryFilters().Any(other =>
                other.TenantId == row.TenantId && other.ConcurrencyKey == row.ConcurrencyKey && other.ConcurrencyKey != ""
                && other.Status < ExecutionStates.FirstFinal && other.CreatedAt < row.CreatedAt));

    /// <summary>
    /// Unfinished executions of an agent that were started without a key. Few executions are unfinished: the expressions keep SQLite
    /// from reading all that the agent ever ran instead of those.
    /// </summary>
    public static IQueryable<ExecutionRow> Plain(this ForgeDb db, string tenantId, string agentId)
        => db.Executions.FromSql(
            $"""
            SELECT * FROM "executions"
            WHERE "status" < 8 AND "concurrency_key" = '' AND "tenant_id" || '' = {tenantId} AND "agent_id" || '' = {agentId}
            """).IgnoreQueryFilters().AsNoTracking();
}

/// <summary>An execution that others of its key wait for.</summary>
internal sealed record TurnHolder(string Id, DateTimeOffset CreatedAt, string Owner);

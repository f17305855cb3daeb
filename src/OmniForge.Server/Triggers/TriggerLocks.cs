using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Triggers;

/// <summary>
/// Reads triggers and events for change. PostgreSQL locks the rows, so that whoever comes later sees what was decided; on SQLite the write
/// gate has let only one in.
/// </summary>
internal static class TriggerLocks
{
    private const string Named =
        """
        SELECT s.* FROM "triggers" s JOIN unnest({0}, {1}) AS k(t, i) ON s."tenant_id" = k.t AND s."id" = k.i
        ORDER BY s."tenant_id", s."id" FOR UPDATE OF s
        """;

    private const string Due =
        """SELECT * FROM "trigger_events" WHERE "outcome" = 1 AND "due_at" <= {0} ORDER BY "due_at" LIMIT {1} FOR UPDATE SKIP LOCKED""";

    public static async Task<List<TriggerRow>> LockAsync(
        this ForgeDb db, IReadOnlyCollection<(string Tenant, string Id)> triggers, CancellationToken cancellationToken)
    {
        string[] tenants = [.. triggers.Select(trigger => trigger.Tenant)];
        string[] ids = [.. triggers.Select(trigger => trigger.Id)];
        if (db.WriteGate is null)
        {
            return await db.Triggers.FromSqlRaw(Named, tenants, ids).IgnoreQueryFilters().ToListAsync(cancellationToken);
        }

        var rows = await db.Triggers.IgnoreQueryFilters().Where(row => tenants.Contains(row.TenantId) && ids.Contains(row.Id)).ToListAsync(cancellationToken);
        return [.. rows.Where(row => triggers.Contains((row.TenantId, row.Id)))];
    }

    /// <summary>One trigger of the context's tenant; refuses one that is not there or was changed since its etag.</summary>
    public static async Task<TriggerRow> FindTriggerAsync(this ForgeDb db, string id, string etag, CancellationToken cancellationToken)
    {
        var row = (await db.LockAsync([(db.TenantId, id)], cancellationToken)).FirstOrDefault() ?? throw DomainException.NotFound("trigger", id);
        return etag.Length == 0 || etag == row.Revision.ToString() ? row : throw DomainException.Stale(row.Revision.ToString());
    }

    /// <summary>Events to decide, of all tenants, without those that another node is deciding.</summary>
    public static Task<List<TriggerEventRow>> LockDueEventsAsync(this ForgeDb db, DateTimeOffset now, int most, CancellationToken cancellationToken)
        => (db.WriteGate is null
            ? db.TriggerEvents.FromSqlRaw(Due, UtcMicroseconds.Write(now), most).IgnoreQueryFilters()
            : db.TriggerEvents.IgnoreQueryFilters().Where(row => row.Outcome == V1.EventOutcome.Waiting && row.DueAt <= now)
                .OrderBy(row => row.DueAt).Take(most)).ToListAsync(cancellationToken);
}

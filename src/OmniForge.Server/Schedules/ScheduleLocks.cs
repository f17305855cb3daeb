using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Schedules;

/// <summary>
/// Reads schedules for change. PostgreSQL locks the rows, so that whoever comes later sees what was decided; on SQLite the write gate
/// has let only one in.
/// </summary>
internal static class ScheduleLocks
{
    private const string Due =
        """SELECT * FROM "schedules" WHERE "wake_at" <= {0} ORDER BY "wake_at" LIMIT {1} FOR UPDATE SKIP LOCKED""";

    private const string Named =
        """
        SELECT s.* FROM "schedules" s JOIN unnest({0}, {1}) AS k(t, i) ON s."tenant_id" = k.t AND s."id" = k.i
        ORDER BY s."tenant_id", s."id" FOR UPDATE OF s
        """;

    private const string OfAgent =
        """SELECT * FROM "schedules" WHERE "tenant_id" = {0} AND "agent_id" = {1} ORDER BY "tenant_id", "id" FOR UPDATE""";

    /// <summary>What is due, of all tenants, without those that another node is deciding.</summary>
    public static Task<List<ScheduleRow>> LockDueAsync(this ForgeDb db, DateTimeOffset now, int most, CancellationToken cancellationToken)
        => (db.WriteGate is null
            ? db.Schedules.FromSqlRaw(Due, UtcMicroseconds.Write(now), most).IgnoreQueryFilters()
            : db.Schedules.IgnoreQueryFilters().Where(row => row.WakeAt <= now).OrderBy(row => row.WakeAt).Take(most)).ToListAsync(cancellationToken);

    public static Task<List<ScheduleRow>> LockAsync(
        this ForgeDb db, IReadOnlyCollection<(string Tenant, string Id)> schedules, CancellationToken cancellationToken)
    {
        string[] tenants = [.. schedules.Select(schedule => schedule.Tenant)];
        string[] ids = [.. schedules.Select(schedule => schedule.Id)];
        return db.WriteGate is null
            ? db.Schedules.FromSqlRaw(Named, tenants, ids).IgnoreQueryFilters().ToListAsync(cancellationToken)
            : SomeAsync();

        async Task<List<ScheduleRow>> SomeAsync()
        {
            var rows = await db.Schedules.IgnoreQueryFilters()
                .Where(row => tenants.Contains(row.TenantId) && ids.Contains(row.Id)).ToListAsync(cancellationToken);
            return [.. rows.Where(row => schedules.Contains((row.TenantId, row.Id)))];
        }
    }

    /// <summary>One schedule of the context's tenant; refuses one that is not there or was changed since its etag.</summary>
    public static async Task<ScheduleRow> FindAsync(this ForgeDb db, string id, string etag, CancellationToken cancellationToken)
    {
        var row = (await db.LockAsync([(db.TenantId, id)], cancellationToken)).FirstOrDefault() ?? throw DomainException.NotFound("schedule", id);
        return etag.Length == 0 || etag == row.Revision.ToString() ? row : throw DomainException.Stale(row.Revision.ToString());
    }

    public static Task<List<ScheduleRow>> LockOfAgentAsync(this ForgeDb db, string tenantId, string agentId, CancellationToken cancellationToken)
        => (db.WriteGate is null
            ? db.Schedules.FromSqlRaw(OfAgent, tenantId, agentId).IgnoreQueryFilters()
            : db.Schedules.Where(row => row.AgentId == agentId)).ToListAsync(cancellationToken);
}

using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Agents;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;
using Rule = OmniForge.Agents.Scheduling.ScheduleRule;

namespace OmniForge.Server.Schedules;

/// <summary>The way into schedules for every other slice: create, show, list, delete, replace those of an agent.</summary>
internal sealed class ScheduleDirectory(ForgeStore store, AgentDirectory agents, Paging paging, TimeProvider clock)
{
    private const int MostPerAgent = 20;

    public async Task<Schedule> CreateAsync(Caller caller, CreateScheduleRequest request, CancellationToken cancellationToken)
    {
        var wish = request.Schedule ?? throw DomainException.Field("schedule", "is required");
        var agent = await agents.GetAsync(caller.TenantId, request.AgentId, cancellationToken);
        var row = NewRow(caller, Ids.ChosenOrNew(request.ScheduleId, "schedule_id"), agent, new(wish.Cron, wish.TimeZone));
        ScheduleFields.Apply(wish, ScheduleFields.Writable, row);
        Begin(row, agent);
        ScheduleRules.CheckAgent(agent, row.Version);
        if (request.ValidateOnly)
        {
            return row.ToProto(null);
        }

        return await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            // A deleted schedule leaves its ledger; its id would find it again.
            if (await db.Schedules.AnyAsync(schedule => schedule.Id == row.Id, ct) || await db.Firings.AnyAsync(firing => firing.ScheduleId == row.Id, ct))
            {
                throw new DomainException(Refusal.AlreadyExists, "ID_TAKEN", "There is already a schedule with this id. Choose another.")
                    .With("resource", "schedule").With("id", row.Id);
            }

            if (await db.Schedules.CountAsync(schedule => schedule.AgentId == agent.Id, ct) >= MostPerAgent)
            {
                throw new DomainException(Refusal.Exhausted, "QUOTA_EXCEEDED", "An agent has at most 20 schedules. Delete one first.").With("scope", "schedules per agent");
            }

            db.Schedules.Add(row);
            return row.ToProto(null);
        }, cancellationToken);
    }

    /// <summary>Makes these rules the agent's only schedules, inside the caller's transaction; none = it runs on demand.</summary>
    public async Task ReplaceAsync(
        ForgeDb db, Caller caller, AgentRow agent, IReadOnlyList<Rule> rules, CancellationToken cancellationToken)
    {
        var old = await db.LockOfAgentAsync(caller.TenantId, agent.Id, cancellationToken);
        var kept = old.Where(row => rules.Any(rule => rule.Cron == row.Cron && rule.TimeZone == row.TimeZone)).ToList();
        await RemoveAsync(db, [.. old.Except(kept)], cancellationToken);
        foreach (var rule in rules.Where(rule => !kept.Exists(row => row.Cron == rule.Cron && row.TimeZone == rule.TimeZone)))
        {
            var row = NewRow(caller, Ids.New(), agent, rule);
            Begin(row, agent);
            db.Schedules.Add(row);
        }
    }

    public async Task<Schedule> GetAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        await using var db = store.Open(caller.TenantId);
        var row = await db.Schedules.AsNoTracking().FirstOrDefaultAsync(schedule => schedule.Id == id, cancellationToken)
            ?? throw DomainException.NotFound("schedule", id);
        return row.ToProto(await LastAsync(db, id, cancellationToken));
    }

    public async Task<ListSchedulesResponse> ListAsync(Caller caller, ListSchedulesRequest request, CancellationToken cancellationToken)
    {
        var size = Paging.Size(request.PageSize);
        var binding = $"{caller.TenantId}|ListSchedules|{request.AgentId}";
        await using var db = store.Open(caller.TenantId);
        var rows = db.Schedules.AsNoTracking();
        rows = request.AgentId.Length > 0 ? rows.Where(row => row.AgentId == request.AgentId) : rows;
        var page = await After(rows, paging.After(request.PageToken, binding))
            .OrderBy(row => row.NextDue == null).ThenBy(row => row.NextDue).ThenBy(row => row.Id).Take(size + 1).ToListAsync(cancellationToken);
        var response = new ListSchedulesResponse();
        foreach (var row in page.Take(size))
        {
            response.Schedules.Add(row.ToProto(await LastAsync(db, row.Id, cancellationToken)));
        }

        response.NextPageToken = page.Count > size ? paging.Next(KeyOf(page[size - 1]), binding) : "";
        return response;
    }

    public async Task<Schedule> DeleteAsync(Caller caller, DeleteScheduleRequest request, CancellationToken cancellationToken)
        => await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var row = await db.FindAsync(request.ScheduleId, request.Etag, ct);
            await RemoveAsync(db, [row], ct);
            return row.ToProto(null);
        }, cancellationToken);

    public static Task<FiringRow?> LastAsync(ForgeDb db, string id, CancellationToken cancellationToken)
        => db.Firings.AsNoTracking().Where(firing => firing.ScheduleId == id).OrderByDescending(firing => firing.DueAt).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The ledger stays; what waits will not run, and what runs is no longer counted.</summary>
    private async Task RemoveAsync(ForgeDb db, IReadOnlyList<ScheduleRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => row.Id).ToList();
        foreach (var firing in await db.Firings.Where(firing => ids.Contains(firing.ScheduleId) && !firing.Settled).ToListAsync(cancellationToken))
        {
            firing.Settled = true;
            if (firing.Outcome == FiringOutcome.Buffered)
            {
                (firing.Outcome, firing.Reason, firing.DecidedAt) = (FiringOutcome.DroppedBuffer, "The schedule was deleted before its turn came.", clock.GetUtcNow());
            }
        }

        db.Schedules.RemoveRange(rows);
    }

    private static IQueryable<ScheduleRow> After(IQueryable<ScheduleRow> rows, string? key)
    {
        if (key is null)
        {
            return rows;
        }

        var parts = key.Split('|', 2);
        var id = parts[1];
        if (parts[0].Length == 0)
        {
            return rows.Where(row => row.NextDue == null && string.Compare(row.Id, id) > 0);
        }

        var due = UtcMicroseconds.Read(long.Parse(parts[0]));
        return rows.Where(row => row.NextDue == null || row.NextDue > due || (row.NextDue == due && string.Compare(row.Id, id) > 0));
    }

    private static string KeyOf(ScheduleRow row) => $"{(row.NextDue is { } due ? UtcMicroseconds.Write(due).ToString() : "")}|{row.Id}";

    private void Begin(ScheduleRow row, AgentRow agent)
    {
        var calendar = ScheduleCalendar.Of(row);
        ScheduleRules.DemandNext(calendar, clock.GetUtcNow());
        SlotPlan.StartAfter(row, calendar, clock.GetUtcNow(), Standings.Of(agent));
    }

    private ScheduleRow NewRow(Caller caller, string id, AgentRow agent, Rule rule) => new()
    {
        Id = id,
        TenantId = caller.TenantId,
        AgentId = agent.Id,
        Cron = rule.Cron,
        TimeZone = rule.TimeZone,
        CreatedBy = caller.ToActor().ToByteArray(),
        CreatedAt = clock.GetUtcNow(),
        UpdatedAt = clock.GetUtcNow(),
        Revision = 1,
    };
}

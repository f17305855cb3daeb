using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Agents;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;
using Rule = OmniForge.Agents.Scheduling.ScheduleRule;

namespace OmniForge.Server.Schedules;

/// <summary>The way into schedules for every other slice: create, list, delete, replace those of an agent.</summary>
internal sealed class ScheduleDirectory(ForgeStore store, AgentDirectory agents, Paging paging, TimeProvider clock)
{
    private const int MostPerAgent = 20;

    public async Task<Schedule> CreateAsync(Caller caller, CreateScheduleRequest request, CancellationToken cancellationToken)
    {
        var wish = request.Schedule ?? throw DomainException.Field("schedule", "is required");
        CheckDefaults(wish);
        var (cron, zone) = ScheduleRules.Parse(wish.Cron, wish.TimeZone);
        var first = ScheduleRules.FirstDue(cron, zone, clock.GetUtcNow());
        var agent = await agents.GetAsync(caller.TenantId, request.AgentId, cancellationToken);
        CheckAgent(agent);
        var row = NewRow(caller, Ids.ChosenOrNew(request.ScheduleId, "schedule_id"), agent, wish.Cron, wish.TimeZone, first);
        row.Name = wish.Name;
        row.Input = wish.InputData.ToJson().ToJsonString();
        ExecutionQueries.CheckInput(row.Input);
        if (request.ValidateOnly)
        {
            return row.ToProto(null);
        }

        return await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            if (await db.Schedules.AnyAsync(schedule => schedule.Id == row.Id, ct))
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
        var old = await db.Schedules.Where(schedule => schedule.AgentId == agent.Id).ToListAsync(cancellationToken);
        var kept = old.Where(row => rules.Any(rule => rule.Cron == row.Cron && rule.TimeZone == row.TimeZone)).ToList();
        db.Schedules.RemoveRange(old.Except(kept));
        foreach (var rule in rules.Where(rule => !kept.Exists(row => row.Cron == rule.Cron && row.TimeZone == rule.TimeZone)))
        {
            var (cron, zone) = ScheduleRules.Parse(rule.Cron, rule.TimeZone);
            db.Schedules.Add(NewRow(caller, Ids.New(), agent, rule.Cron, rule.TimeZone, ScheduleRules.FirstDue(cron, zone, clock.GetUtcNow())));
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
        var from = int.Parse(paging.After(request.PageToken, binding) ?? "0");
        await using var db = store.Open(caller.TenantId);
        var rows = db.Schedules.AsNoTracking();
        rows = request.AgentId.Length > 0 ? rows.Where(row => row.AgentId == request.AgentId) : rows;
        var page = await rows.OrderBy(row => row.NextDue == null).ThenBy(row => row.NextDue).ThenBy(row => row.Id)
            .Skip(from).Take(size + 1).ToListAsync(cancellationToken);
        var response = new ListSchedulesResponse();
        foreach (var row in page.Take(size))
        {
            response.Schedules.Add(row.ToProto(await LastAsync(db, row.Id, cancellationToken)));
        }

        response.NextPageToken = page.Count > size ? paging.Next($"{from + size}", binding) : "";
        return response;
    }

    public async Task<Schedule> DeleteAsync(Caller caller, DeleteScheduleRequest request, CancellationToken cancellationToken)
        => await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var row = await db.Schedules.FirstOrDefaultAsync(schedule => schedule.Id == request.ScheduleId, ct)
                ?? throw DomainException.NotFound("schedule", request.ScheduleId);
            if (request.Etag.Length > 0 && request.Etag != row.Revision.ToString())
            {
                throw DomainException.Stale(row.Revision.ToString());
            }

            db.Schedules.Remove(row);
            return row.ToProto(null);
        }, cancellationToken);

    private static Task<FiringRow?> LastAsync(ForgeDb db, string id, CancellationToken cancellationToken)
        => db.Firings.AsNoTracking().Where(firing => firing.ScheduleId == id).OrderByDescending(firing => firing.DueAt).FirstOrDefaultAsync(cancellationToken);

    private ScheduleRow NewRow(Caller caller, string id, AgentRow agent, string cron, string zone, DateTimeOffset first) => new()
    {
        Id = id,
        AgentId = agent.Id,
        Cron = cron,
        TimeZone = zone,
        NextDue = agent is { Status: AgentStatus.Active, DeletedAt: null } ? first : null,
        CreatedBy = caller.ToActor().ToByteArray(),
        CreatedAt = clock.GetUtcNow(),
        UpdatedAt = clock.GetUtcNow(),
        Revision = 1,
    };

    private static void CheckAgent(AgentRow agent)
    {
        if (agent.DeletedAt is not null)
        {
            throw DomainException.NotFound("agent", agent.Id);
        }

        if (agent.Status == AgentStatus.Archived)
        {
            throw DomainException.Status("AGENT_ARCHIVED", $"{agent.Name} is archived. Unarchive it first.").With("id", agent.Id);
        }
    }

    /// <summary>Policies of this version are the defaults; another wish is refused by name, never ignored.</summary>
    private static void CheckDefaults(Schedule wish)
    {
        var other = (wish.GapPolicy is not (DstGapPolicy.Unspecified or DstGapPolicy.FireAfter) ? "gap_policy" : null)
            ?? (wish.FoldPolicy is not (DstFoldPolicy.Unspecified or DstFoldPolicy.First) ? "fold_policy" : null)
            ?? (wish.MissedPolicy is not (MissedPolicy.Unspecified or MissedPolicy.RunLatest) ? "missed_policy" : null)
            ?? (wish.OverlapPolicy is not (OverlapPolicy.Unspecified or OverlapPolicy.Skip) ? "overlap_policy" : null)
            ?? (wish.Jitter is { } jitter && jitter.ToTimeSpan() > TimeSpan.Zero ? "jitter" : null)
            ?? (wish.StartAt is not null ? "start_at" : null)
            ?? (wish.EndAt is not null ? "end_at" : null)
            ?? (wish.MaxFirings > 0 ? "max_firings" : null)
            ?? (wish.ExcludedDates.Count > 0 ? "excluded_dates" : null);
        if (other is not null)
        {
            throw DomainException.Field($"schedule.{other}", "only the default is supported by this version");
        }
    }
}

using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Schedules;

/// <summary>Firings that somebody asks for, and the ledger of all.</summary>
internal sealed class ScheduleRuns(ForgeStore store, ExecutionDirectory executions, DueSlots slots, Paging paging, TimeProvider clock)
{
    private const int MostOfBackfill = 1_000;

    /// <summary>As long as the ledger, which knows what ran before.</summary>
    private static readonly TimeSpan FarthestBack = TimeSpan.FromDays(90);

    public async Task<FireScheduleResponse> FireAsync(Caller caller, FireScheduleRequest request, CancellationToken cancellationToken)
    {
        var (answer, locked) = await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var (row, locked) = await OpenAsync(db, request.ScheduleId, ct);
            var due = locked.Now.AddTicks(-(locked.Now.Ticks % TimeSpan.TicksPerMicrosecond));
            while (await db.Firings.AnyAsync(other => other.ScheduleId == row.Id && other.DueAt == due, ct))
            {
                due = due.AddTicks(TimeSpan.TicksPerMicrosecond);
            }

            var firing = New(row, due, FiringOrigin.Manual);
            await locked.PlaceAsync(row, firing, caller, ct);
            db.Firings.Add(firing);
            return (new FireScheduleResponse { Schedule = row.ToProto(firing), Firing = firing.ToProto() }, locked);
        }, cancellationToken);
        await slots.HandOverAsync(locked, cancellationToken);
        return answer;
    }

    public async Task<BackfillScheduleResponse> BackfillAsync(Caller caller, BackfillScheduleRequest request, CancellationToken cancellationToken)
    {
        var (from, until) = Window(request);
        var (answer, locked) = await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var (row, locked) = await OpenAsync(db, request.ScheduleId, ct);
            var ledger = await db.Firings.Where(firing => firing.ScheduleId == row.Id && firing.DueAt >= from && firing.DueAt <= until)
                .ToDictionaryAsync(firing => firing.DueAt, ct);
            var response = new BackfillScheduleResponse();
            foreach (var due in Due(row, from, until).Where(due => !Ran(ledger.GetValueOrDefault(due))))
            {
                var known = ledger.GetValueOrDefault(due);
                var firing = known ?? New(row, due, FiringOrigin.Backfill);
                (firing.Origin, firing.Reason) = (FiringOrigin.Backfill, "");
                await locked.PlaceAsync(row, firing, Caller.Schedule(row.TenantId, row.Id), ct);
                if (known is null)
                {
                    db.Firings.Add(firing);
                }

                response.Firings.Add(firing.ToProto());
            }

            response.Schedule = row.ToProto(await ScheduleDirectory.LastAsync(db, row.Id, ct));
            if (request.ValidateOnly)
            {
                db.ChangeTracker.Clear();
                return (response, (LockedSchedules?)null);
            }

            await RowBatch.WriteAsync(db, ct);
            return (response, (LockedSchedules?)locked);
        }, cancellationToken);
        if (locked is not null)
        {
            await slots.HandOverAsync(locked, cancellationToken);
        }

        return answer;
    }

    public async Task<ListFiringsResponse> ListAsync(Caller caller, ListFiringsRequest request, CancellationToken cancellationToken)
    {
        var size = Paging.Size(request.PageSize);
        var outcomes = request.Outcomes.Distinct().Order().ToList();
        var binding = $"{caller.TenantId}|ListFirings|{request.ScheduleId}|{string.Join(',', outcomes)}";
        var key = paging.After(request.PageToken, binding);
        await using var db = store.Open(caller.TenantId);
        if (!await db.Schedules.AnyAsync(row => row.Id == request.ScheduleId, cancellationToken))
        {
            throw DomainException.NotFound("schedule", request.ScheduleId);
        }

        var rows = db.Firings.AsNoTracking().Where(firing => firing.ScheduleId == request.ScheduleId);
        rows = outcomes.Count > 0 ? rows.Where(firing => outcomes.Contains(firing.Outcome)) : rows;
        if (key is not null)
        {
            var before = UtcMicroseconds.Read(long.Parse(key));
            rows = rows.Where(firing => firing.DueAt < before);
        }

        var page = await rows.OrderByDescending(firing => firing.DueAt).Take(size + 1).ToListAsync(cancellationToken);
        var response = new ListFiringsResponse();
        response.Firings.AddRange(page.Take(size).Select(firing => firing.ToProto()));
        response.NextPageToken = page.Count > size ? paging.Next(UtcMicroseconds.Write(page[size - 1].DueAt).ToString(), binding) : "";
        return response;
    }

    /// <summary>Only an agent at work can be asked to run.</summary>
    private async Task<(ScheduleRow Row, LockedSchedules Locked)> OpenAsync(ForgeDb db, string id, CancellationToken cancellationToken)
    {
        var row = await db.FindAsync(id, "", cancellationToken);
        var locked = await LockedSchedules.OpenAsync(db, executions, [row], clock.GetUtcNow(), cancellationToken);
        return locked.StandingOf(row) == Standing.Working ? (row, locked) : throw ScheduleRules.NotActive(row.AgentId, locked.AgentOf(row));
    }

    private (DateTimeOffset From, DateTimeOffset Until) Window(BackfillScheduleRequest request)
    {
        var from = Given(request.StartAt, "start_at");
        var until = Given(request.EndAt, "end_at");
        var now = clock.GetUtcNow();
        if (until <= from)
        {
            throw DomainException.Field("end_at", "must be after start_at");
        }

        if (until > now)
        {
            throw DomainException.Field("end_at", "must not be in the future; times to come fire by themselves");
        }

        return from >= now - FarthestBack
            ? (from, until)
            : throw DomainException.Invalid("WINDOW_TOO_LARGE", "start_at", "A backfill reaches back 90 days at most: as long as it is known what ran before. Choose a later start.");
    }

    private static DateTimeOffset Given(Timestamp? at, string field)
        => at?.ToDateTimeOffset() ?? throw DomainException.Field(field, "is required");

    /// <summary>What fires in the window; a time that nobody has decided yet fires by itself.</summary>
    private static List<DateTimeOffset> Due(ScheduleRow row, DateTimeOffset from, DateTimeOffset until)
    {
        var named = ScheduleCalendar.Of(row).Between(from.AddTicks(-1), until, MostOfBackfill + 1);
        return named.Count <= MostOfBackfill
            ? [.. named.Where(time => !time.Dropped && (row.Slot is null || time.At < row.Slot)).Select(time => time.At.ToUniversalTime())]
            : throw DomainException.Invalid("WINDOW_TOO_LARGE", "start_at", "There are more than 1,000 times in this window. Choose a shorter one, and the rest afterwards.");
    }

    private static bool Ran(FiringRow? known) => known?.Outcome is FiringOutcome.Fired or FiringOutcome.Buffered;

    private FiringRow New(ScheduleRow row, DateTimeOffset due, FiringOrigin origin) => new()
    {
        TenantId = row.TenantId,
        ScheduleId = row.Id,
        DueAt = due,
        DecidedAt = clock.GetUtcNow(),
        Outcome = FiringOutcome.Fired,
        Origin = origin,
    };
}

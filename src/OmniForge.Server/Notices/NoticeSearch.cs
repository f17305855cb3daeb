using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Notices;

/// <summary>Finds what owners were not told yet. The rows say it, so nothing is lost with a process.</summary>
internal static class NoticeSearch
{
    /// <summary>Findings of one kind in one look; the next look finds the rest.</summary>
    public const int Most = 500;

    private static readonly ExecutionStatus[] Waiting = [ExecutionStatus.Paused, ExecutionStatus.WaitingForInput, ExecutionStatus.WaitingForAuth];

    /// <param name="since">Runs that ended before were looked at already.</param>
    public static async Task<IReadOnlyList<Finding>> FindAsync(ForgeDb db, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var found = new List<Finding>();
        var ended = Unwatched(db).Where(row => row.CompletedAt >= since
            && (row.Status == ExecutionStatus.Failed || row.Status == ExecutionStatus.TimedOut || row.Status == ExecutionStatus.Rejected)
            && !db.Notices.IgnoreQueryFilters().Any(notice =>
                notice.TenantId == row.TenantId && notice.ExecutionId == row.Id && notice.Cause == NoticeCause.Failed));
        found.AddRange(await ReadAsync(ended, cancellationToken));
        foreach (var status in Waiting)
        {
            var cause = NoticeRules.CauseOf(status);
            var waiting = Unwatched(db).Where(row => row.Status == status && !db.Notices.IgnoreQueryFilters().Any(notice =>
                notice.TenantId == row.TenantId && notice.ExecutionId == row.Id && notice.Cause == cause && notice.Open));
            found.AddRange(await AskedAsync(db, await ReadAsync(waiting, cancellationToken), cancellationToken));
        }

        found.AddRange(await UnbegunAsync(db, since, cancellationToken));
        found.AddRange(await StoppedAsync(db, since, cancellationToken));
        return found;
    }

    /// <summary>Closes notices of what no longer waits.</summary>
    public static async Task SettleAsync(ForgeStore store, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var status in Waiting)
        {
            var cause = NoticeRules.CauseOf(status);
            IQueryable<NoticeRow> Over(ForgeDb db) => db.Notices.IgnoreQueryFilters().Where(notice => notice.Open && notice.Cause == cause
                && !db.Executions.IgnoreQueryFilters().Any(row => row.TenantId == notice.TenantId && row.Id == notice.ExecutionId && row.Status == status));
            await using (var db = store.Open(""))
            {
                if (!await Over(db).AnyAsync(cancellationToken))
                {
                    continue;
                }
            }

            await store.TransactAsync(
                "",
                (db, ct) => Over(db).ExecuteUpdateAsync(
                    row => row.SetProperty(notice => notice.Open, false).SetProperty(notice => notice.ReadAt, notice => notice.ReadAt ?? now), ct),
                cancellationToken);
        }
    }

    /// <summary>Runs that nobody asked for at that moment. The conditions are those of an index.</summary>
    private static IQueryable<ExecutionRow> Unwatched(ForgeDb db) => db.Executions.IgnoreQueryFilters().AsNoTracking()
        .Where(row => row.TriggerType != TriggerType.OnDemand && row.Mode == ExecutionMode.Live);

    private static async Task<List<Finding>> ReadAsync(IQueryable<ExecutionRow> rows, CancellationToken cancellationToken)
    {
        var read = await rows.OrderBy(row => row.CreatedAt).Take(Most)
            .Select(row => new { row.TenantId, row.Id, row.AgentId, row.ScheduleId, row.Status, row.CreatedAt, row.Failure }).ToListAsync(cancellationToken);
        return
        [
            .. read.Select(row => new Finding(row.TenantId, NoticeRules.CauseOf(row.Status), row.AgentId, row.CreatedAt)
            {
                ExecutionId = row.Id,
                ScheduleId = row.ScheduleId,
                Words = row.Failure.Length == 0 ? "" : Failure.Parser.ParseFrom(row.Failure).Message,
                Open = !row.Status.Finished(),
            }),
        ];
    }

    /// <summary>With the words of the oldest question that is open, where one is.</summary>
    private static async Task<IEnumerable<Finding>> AskedAsync(ForgeDb db, List<Finding> waiting, CancellationToken cancellationToken)
    {
        if (waiting.Count == 0)
        {
            return waiting;
        }

        var ids = waiting.Select(finding => finding.ExecutionId).ToList();
        var asked = (await db.Interrupts.IgnoreQueryFilters().AsNoTracking()
            .Where(row => ids.Contains(row.ExecutionId) && row.Status == InterruptStatus.Open).ToListAsync(cancellationToken))
            .ToLookup(row => (row.TenantId, row.ExecutionId));
        return waiting.Select(finding => asked[(finding.TenantId, finding.ExecutionId)].MinBy(row => row.OpenedAt) is { } question
            ? Told(finding, question.ToProto())
            : finding);
    }

    /// <summary>That a connection was lost is told once, however many runs wait for it.</summary>
    private static Finding Told(Finding finding, Interrupt question) => finding with
    {
        Words = question.Prompt,
        ToldElsewhere = finding.Cause == NoticeCause.WaitsForConnection && question.ConnectionId.Length > 0,
    };

    private static async Task<IEnumerable<Finding>> UnbegunAsync(ForgeDb db, DateTimeOffset since, CancellationToken cancellationToken)
    {
        // By an index; a time is decided late only when no server was there.
        var longBefore = since.AddDays(-1);
        var read = await (
            from firing in db.Firings.IgnoreQueryFilters()
            where firing.DueAt >= longBefore && firing.DecidedAt >= since && firing.Outcome == FiringOutcome.FailedToStart
                && !db.Notices.IgnoreQueryFilters().Any(notice =>
                    notice.TenantId == firing.TenantId && notice.ScheduleId == firing.ScheduleId && notice.Cause == NoticeCause.NotStarted && notice.About == firing.DueAt)
            join schedule in db.Schedules.IgnoreQueryFilters() on new { firing.TenantId, Id = firing.ScheduleId } equals new { schedule.TenantId, schedule.Id }
            orderby firing.DueAt
            select new { firing.TenantId, firing.ScheduleId, firing.DueAt, firing.Reason, schedule.AgentId }).Take(Most).ToListAsync(cancellationToken);
        return read.Select(row => new Finding(row.TenantId, NoticeCause.NotStarted, row.AgentId, row.DueAt)
        {
            ScheduleId = row.ScheduleId,
            Words = row.Reason,
        });
    }

    /// <summary>Schedules that paused themselves because their runs kept failing.</summary>
    private static async Task<IEnumerable<Finding>> StoppedAsync(ForgeDb db, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var read = await db.Schedules.IgnoreQueryFilters().AsNoTracking()
            .Where(row => row.Status == ScheduleStatus.Paused && row.PausedAt >= since
                && row.PauseAfterFailures > 0 && row.ConsecutiveFailures >= row.PauseAfterFailures
                && !db.Notices.IgnoreQueryFilters().Any(notice =>
                    notice.TenantId == row.TenantId && notice.ScheduleId == row.Id && notice.Cause == NoticeCause.SchedulePaused && notice.About == row.PausedAt))
            .OrderBy(row => row.PausedAt).Take(Most)
            .Select(row => new { row.TenantId, row.Id, row.AgentId, row.PausedAt, row.PauseReason }).ToListAsync(cancellationToken);
        return read.Select(row => new Finding(row.TenantId, NoticeCause.SchedulePaused, row.AgentId, row.PausedAt!.Value)
        {
            ScheduleId = row.Id,
            Words = row.PauseReason,
        });
    }
}

/// <summary>Something an owner was not told yet.</summary>
/// <param name="At">When the run began, was due, or the schedule was paused.</param>
internal sealed record Finding(string TenantId, NoticeCause Cause, string AgentId, DateTimeOffset At)
{
    public string ExecutionId { get; init; } = "";
    public string ScheduleId { get; init; } = "";
    public string Words { get; init; } = "";

    /// <summary>Another notice says it: this one is kept as read and given to nobody.</summary>
    public bool ToldElsewhere { get; init; }

    /// <summary>It asks for something, as long as it waits.</summary>
    public bool Open { get; init; }

    /// <summary>The same for the same thing, whoever finds it.</summary>
    public string NoticeId => ExecutionId.Length > 0
        ? Ids.From(TenantId, ExecutionId, Cause.ToString())
        : Ids.From(TenantId, ScheduleId, $"{Cause}-{UtcMicroseconds.Write(At)}");
}

using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Telemetry;
using OmniForge.V1;

namespace OmniForge.Server.Notices;

/// <summary>Puts findings into words and writes them down, each once.</summary>
internal sealed partial class NoticeWriting(ForgeStore store, ServerOptions options, TimeProvider clock, ILogger<NoticeWriting> log)
{
    /// <summary>False when another node wrote one of them meanwhile, and nothing was written here.</summary>
    public async Task<bool> WriteAsync(string tenantId, IReadOnlyList<Finding> findings, CancellationToken cancellationToken)
    {
        try
        {
            await store.TransactAsync(tenantId, (db, ct) => AddAsync(db, findings, ct), cancellationToken);
        }
        catch (DbUpdateException contended)
        {
            // Another node was faster with one of them; the next look sees what is left.
            LogContended(contended.Message);
            return false;
        }

        foreach (var finding in findings)
        {
            Instruments.Notices.Add(1, new KeyValuePair<string, object?>("cause", finding.Cause.ToString()));
        }

        return true;
    }

    private async Task<bool> AddAsync(ForgeDb db, IReadOnlyList<Finding> findings, CancellationToken cancellationToken)
    {
        var ids = findings.Select(finding => finding.NoticeId).ToList();
        var agentIds = findings.Select(finding => finding.AgentId).Distinct().ToList();
        var known = await db.Notices.Where(notice => ids.Contains(notice.Id)).ToDictionaryAsync(notice => notice.Id, cancellationToken);
        var agents = await db.Agents.AsNoTracking().Where(agent => agentIds.Contains(agent.Id)).ToDictionaryAsync(agent => agent.Id, cancellationToken);
        var schedules = (await db.Schedules.AsNoTracking().Where(schedule => agentIds.Contains(schedule.AgentId)).ToListAsync(cancellationToken))
            .ToLookup(schedule => schedule.AgentId);
        var conversations = (await db.Conversations.AsNoTracking()
            .Where(row => agentIds.Contains(row.AgentId) && row.DeletedAt == null && row.Status != ConversationStatus.Closed)
            .Select(row => new { row.AgentId, row.Id, row.CreatedAt }).ToListAsync(cancellationToken)).ToLookup(row => row.AgentId);
        var now = clock.GetUtcNow();
        foreach (var finding in findings)
        {
            if (known.TryGetValue(finding.NoticeId, out var told) && (told.Open || !finding.Open))
            {
                // Another look was faster; whoever has read it since must not be told again.
                continue;
            }

            var agent = agents.GetValueOrDefault(finding.AgentId);
            var own = schedules[finding.AgentId].OrderBy(schedule => schedule.Id != finding.ScheduleId).FirstOrDefault();
            var facts = new NoticeFacts(agent?.Name ?? finding.AgentId, finding.At, own?.TimeZone ?? options.TimeZone)
            {
                Words = finding.Words,
                Next = agent?.Status == AgentStatus.Active && own?.Status == ScheduleStatus.Active ? own.NextDue : null,
            };
            if (!known.TryGetValue(finding.NoticeId, out var notice))
            {
                notice = new NoticeRow
                {
                    Id = finding.NoticeId,
                    Cause = finding.Cause,
                    AgentId = finding.AgentId,
                    ExecutionId = finding.ExecutionId,
                    ScheduleId = finding.ScheduleId,
                    About = finding.At,
                    Text = "",
                };
                db.Notices.Add(notice);
            }

            // One that was told before is told again: the run went on meanwhile and waits anew.
            (notice.Text, notice.CreatedAt, notice.ReadAt, notice.GivenAt) = (NoticeText.Of(finding.Cause, facts), now, finding.ToldElsewhere ? now : null, null);
            notice.Open = finding.Open;
            notice.ConversationId = finding.ToldElsewhere ? "" : conversations[finding.AgentId].MaxBy(row => row.CreatedAt)?.Id ?? "";
        }

        return true;
    }

    [LoggerMessage(LogLevel.Debug, "Notices were written by another node meanwhile: {Trouble}")]
    private partial void LogContended(string trouble);
}

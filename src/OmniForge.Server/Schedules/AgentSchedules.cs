using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Agents;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Schedules;

/// <summary>Schedules follow their agent: they wait only while it is active, and nothing is made up for a pause.</summary>
internal sealed class AgentSchedules(TimeProvider clock) : IAgentSchedules
{
    public async Task AgentChangedAsync(ForgeDb db, AgentRow agent, CancellationToken cancellationToken)
    {
        var active = agent is { Status: AgentStatus.Active, DeletedAt: null };
        var rows = await db.Schedules.Where(schedule => schedule.AgentId == agent.Id).ToListAsync(cancellationToken);
        foreach (var row in rows.Where(row => (row.NextDue is not null) != active && row.Status == ScheduleStatus.Active))
        {
            var (cron, zone) = ScheduleRules.Parse(row.Cron, row.TimeZone);
            row.NextDue = active ? cron.Next(clock.GetUtcNow(), zone) : null;
            row.Revision++;
        }
    }
}

using OmniForge.Server.Agents;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Schedules;

/// <summary>Schedules follow their agent: they fire only while it is at work, and nothing is made up for a pause.</summary>
internal sealed class AgentSchedules(TimeProvider clock) : IAgentSchedules
{
    public async Task AgentChangedAsync(ForgeDb db, AgentRow agent, CancellationToken cancellationToken)
    {
        var standing = Standings.Of(agent);
        var now = clock.GetUtcNow();
        foreach (var row in await db.LockOfAgentAsync(db.TenantId, agent.Id, cancellationToken))
        {
            if (row.Status == ScheduleStatus.Exhausted)
            {
                continue;
            }

            if (standing == Standing.Away)
            {
                SlotPlan.Clear(row);
                continue;
            }

            var calendar = ScheduleCalendar.Of(row);
            if (row.Slot is null)
            {
                SlotPlan.StartAfter(row, calendar, now, standing);
            }
            else
            {
                SlotPlan.Show(row, calendar, standing);
            }
        }
    }
}

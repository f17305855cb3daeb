using OmniForge.Server.Schedules;
using OmniForge.Server.Tenancy;

namespace OmniForge.Server.Conversations.Editing;

/// <summary>When an agent runs next by itself.</summary>
internal sealed class NextTimes(ScheduleDirectory schedules)
{
    private const int Most = 5;

    public async Task<IReadOnlyList<DateTimeOffset>> OfAsync(Caller caller, string agentId, CancellationToken cancellationToken)
    {
        var known = await schedules.ListAsync(caller, new() { AgentId = agentId }, cancellationToken);
        return [.. known.Schedules.SelectMany(schedule => schedule.NextFireTimes).Select(at => at.ToDateTimeOffset()).Distinct().Order().Take(Most)];
    }
}

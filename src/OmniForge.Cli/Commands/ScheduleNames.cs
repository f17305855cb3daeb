using OmniForge.Cli.Output;
using OmniForge.Client;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>Finds a schedule by what a person types: its id, its name, or the name of an agent that has one.</summary>
internal static class ScheduleNames
{
    public static async Task<Schedule> FindAsync(OmniForgeClient client, string typed, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Schedules.GetAsync(typed, cancellationToken);
        }
        catch (OmniForgeException refusal) when (refusal.Reason is "RESOURCE_NOT_FOUND" or "FIELD_INVALID")
        {
            // Not an id: a name, perhaps.
        }

        var all = await client.Schedules.ListAsync(cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        var agents = await client.Agents.ListAsync(cancellationToken: cancellationToken)
            .ToDictionaryAsync(agent => agent.Id, agent => agent.Name, cancellationToken: cancellationToken);
        return Choose(all, agents, typed);
    }

    /// <summary>The one schedule that is meant; several or none is a question back.</summary>
    public static Schedule Choose(IReadOnlyList<Schedule> all, IReadOnlyDictionary<string, string> agents, string typed)
    {
        var named = all.Where(schedule => string.Equals(schedule.Name, typed, StringComparison.OrdinalIgnoreCase)).ToList();
        var owned = all.Where(schedule => schedule.AgentId == typed
            || (agents.GetValueOrDefault(schedule.AgentId) ?? "").StartsWith(typed, StringComparison.OrdinalIgnoreCase)).ToList();
        var found = named.Count > 0 ? named : owned;
        return found.Count switch
        {
            1 => found[0],
            > 1 => throw new CliException($"Several schedules are meant by \"{typed}\": {Listed(found)}. Use the id."),
            _ when all.Count == 0 => throw new CliException(
                $"There is no schedule \"{typed}\"; there is none at all yet. `omniforge schedules create AGENT \"weekdays at 8:30\"` makes one."),
            _ => throw new CliException($"There is no schedule \"{typed}\". `omniforge schedules list` shows what there is."),
        };
    }

    private static string Listed(IEnumerable<Schedule> schedules)
        => string.Join(", ", schedules.Take(5).Select(schedule => $"{schedule.Id} ({schedule.Description})"));
}

using System.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.Client;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>Finds a trigger by what a person types: its id, its name, or the name of an agent that has one.</summary>
internal static class TriggerNames
{
    public static Argument<string> Argument => new("TRIGGER") { Description = "Id or name of the trigger, or the agent that has it." };

    public static async Task<Trigger> FindAsync(OmniForgeClient client, string typed, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Triggers.GetAsync(typed, cancellationToken);
        }
        catch (OmniForgeException refusal) when (refusal.Reason is "RESOURCE_NOT_FOUND" or "FIELD_INVALID")
        {
            // Not an id: a name, perhaps.
        }

        var all = await client.Triggers.ListAsync(cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        var agents = await client.Agents.ListAsync(cancellationToken: cancellationToken)
            .ToDictionaryAsync(agent => agent.Id, agent => agent.Name, cancellationToken: cancellationToken);
        return Choose(all, agents, typed);
    }

    /// <summary>The one trigger that is meant; several or none is a question back.</summary>
    public static Trigger Choose(IReadOnlyList<Trigger> all, IReadOnlyDictionary<string, string> agents, string typed)
    {
        var named = all.Where(trigger => string.Equals(trigger.Name, typed, StringComparison.OrdinalIgnoreCase)).ToList();
        var owned = all.Where(trigger => trigger.AgentId == typed
            || (agents.GetValueOrDefault(trigger.AgentId) ?? "").StartsWith(typed, StringComparison.OrdinalIgnoreCase)).ToList();
        var found = named.Count > 0 ? named : owned;
        return found.Count switch
        {
            1 => found[0],
            > 1 => throw new CliException(
                $"Several triggers are meant by \"{typed}\": {string.Join(", ", found.Take(5).Select(one => $"{one.Id} ({one.Description})"))}. Use the id."),
            _ when all.Count == 0 => throw new CliException(
                $"There is no trigger \"{typed}\"; there is none at all yet. `omniforge triggers create AGENT notion.page_created` makes one."),
            _ => throw new CliException($"There is no trigger \"{typed}\". `omniforge triggers list` shows what there is."),
        };
    }
}

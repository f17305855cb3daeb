using OmniForge.Cli.Output;
using OmniForge.Client;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>Finds an agent by what a person types: its id, its name, or the beginning of its name.</summary>
internal static class AgentNames
{
    public static async Task<Agent> FindAsync(OmniForgeClient client, string typed, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Agents.GetAsync(typed, cancellationToken);
        }
        catch (OmniForgeException refusal) when (refusal.Reason is "RESOURCE_NOT_FOUND" or "FIELD_INVALID")
        {
            // Not an id: a name, perhaps.
        }

        var agents = await client.Agents.ListAsync(cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        return Choose(agents, typed);
    }

    /// <summary>The one agent that is meant; several or none is a question back.</summary>
    public static Agent Choose(IReadOnlyList<Agent> agents, string typed)
    {
        var exact = agents.Where(agent => string.Equals(agent.Name, typed, StringComparison.OrdinalIgnoreCase)).ToList();
        var found = exact.Count > 0 ? exact : [.. agents.Where(agent => agent.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))];
        if (found.Count == 1)
        {
            return found[0];
        }

        if (found.Count > 1)
        {
            throw new CliException($"Several agents are called like \"{typed}\": {Listed(found)}. Use the id.");
        }

        var near = agents.Where(agent => Near.Is(agent.Name, typed)).ToList();
        throw new CliException(
            near.Count > 0 ? $"There is no agent \"{typed}\". Did you mean {Listed(near)}?"
            : agents.Count == 0 ? $"There is no agent \"{typed}\"; there is none at all yet. `omniforge chat` builds one."
            : $"There is no agent \"{typed}\". `omniforge agents list` shows what there is.");
    }

    private static string Listed(IEnumerable<Agent> agents)
        => string.Join(", ", agents.Take(5).Select(agent => $"\"{agent.Name}\" ({agent.Id})"));
}

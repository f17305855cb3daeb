using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>The fields of an agent that belong to its versions; the other writable ones change at once.</summary>
internal static class VersionedFields
{
    public static readonly IReadOnlySet<string> Names = new HashSet<string> { "skills", "connections", "granted_tools", "default_model", "defaults" };

    public static readonly IReadOnlySet<string> Metadata = new HashSet<string> { "name", "description", "sharing", "shared_with", "owner_id", "labels" };

    public static readonly IReadOnlySet<string> Writable = Names.Concat(Metadata).ToHashSet();

    /// <summary>A copy with nothing but versioned fields.</summary>
    public static Agent Of(Agent agent)
    {
        var copy = new Agent();
        Copy(Names, agent, copy);
        return copy;
    }

    public static void Copy(IEnumerable<string> paths, Agent from, Agent to)
    {
        foreach (var path in paths)
        {
            switch (path)
            {
                case "skills":
                    to.Skills.Clear();
                    to.Skills.Add(from.Skills.Select(skill => skill.Clone()));
                    break;
                case "connections":
                    to.Connections.Clear();
                    to.Connections.Add(from.Connections.Select(connection => connection.Clone()));
                    break;
                case "granted_tools":
                    to.GrantedTools.Clear();
                    to.GrantedTools.Add(from.GrantedTools);
                    break;
                case "default_model":
                    to.DefaultModel = from.DefaultModel;
                    break;
                case "defaults":
                    to.Defaults = from.Defaults?.Clone();
                    break;
            }
        }
    }
}

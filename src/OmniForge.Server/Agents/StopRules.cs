using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>What a stop forbids, and what is left when one of two is lifted. Pure.</summary>
internal static class StopRules
{
    private const int LongestReason = 500;

    /// <summary>Refuses a wish that names neither an agent nor all of them, or both.</summary>
    public static void CheckTarget(string agentId, bool all)
    {
        if (agentId.Length > 0 == all)
        {
            throw DomainException.Field("agent_id", "give either agent_id or all, so that nothing is stopped or released by mistake");
        }
    }

    public static void CheckReason(string reason)
    {
        if (reason.Length > LongestReason)
        {
            throw DomainException.Field("reason", $"may have at most {LongestReason} characters");
        }
    }

    public static void DemandFree(AgentRow agent)
    {
        if (agent.Stops != AgentStops.None)
        {
            throw Stopped(agent);
        }
    }

    public static DomainException Stopped(AgentRow agent)
    {
        var note = AgentStop.Parser.ParseFrom(agent.StopNote);
        var what = note.All ? "All agents were stopped" : $"{agent.Name} was stopped";
        var why = note.Reason.Length > 0 ? $": {note.Reason.TrimEnd('.')}" : "";
        return DomainException.Status(
            "AGENT_STOPPED", $"{what} by {note.By?.DisplayName ?? "somebody"}{why}. Nothing is started until somebody who manages members releases {(note.All ? "them" : "it")}.")
            .With("resource", "agent").With("id", agent.Id).With("all", note.All ? "true" : "false");
    }
}

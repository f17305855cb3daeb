using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>What a person may do to an agent's status.</summary>
internal enum AgentMove
{
    Activate,
    Pause,
    Archive,
    Unarchive,
}

/// <summary>Where a move leads, or why it is refused.</summary>
internal readonly record struct AgentStep(AgentStatus To, string? Refusal = null);

/// <summary>The transitions of an agent's status. Moving to the status it already has is allowed and changes nothing.</summary>
internal static class AgentStates
{
    public static AgentStep Decide(AgentStatus from, AgentMove move, bool published) => (move, from) switch
    {
        (AgentMove.Activate, AgentStatus.Draft or AgentStatus.Paused or AgentStatus.Active) => new(AgentStatus.Active),
        (AgentMove.Pause, AgentStatus.Active or AgentStatus.Paused) => new(AgentStatus.Paused),
        (AgentMove.Pause, AgentStatus.Draft) => new(from, "TRANSITION_NOT_ALLOWED"),
        (AgentMove.Activate or AgentMove.Pause, AgentStatus.Archived) => new(from, "AGENT_ARCHIVED"),
        (AgentMove.Archive, _) => new(AgentStatus.Archived),
        (AgentMove.Unarchive, AgentStatus.Archived) => new(published ? AgentStatus.Paused : AgentStatus.Draft),
        (AgentMove.Unarchive, AgentStatus.Paused) when published => new(from),
        (AgentMove.Unarchive, AgentStatus.Draft) when !published => new(from),
        _ => new(from, "TRANSITION_NOT_ALLOWED"),
    };
}

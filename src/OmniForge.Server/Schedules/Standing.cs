using OmniForge.Server.Agents;
using OmniForge.V1;

namespace OmniForge.Server.Schedules;

/// <summary>What an agent's life means for its schedules. Pure.</summary>
internal enum Standing
{
    /// <summary>Its times run.</summary>
    Working,

    /// <summary>Its times pass and are written down as skipped.</summary>
    Resting,

    /// <summary>It has no times at all: never switched on, archived or deleted.</summary>
    Away,
}

internal static class Standings
{
    public static Standing Of(AgentRow? agent) => agent switch
    {
        null or { DeletedAt: not null } => Standing.Away,
        { Status: AgentStatus.Active, Stops: not AgentStops.None } => Standing.Resting,
        { Status: AgentStatus.Active } => Standing.Working,
        { Status: AgentStatus.Paused } => Standing.Resting,
        _ => Standing.Away,
    };
}

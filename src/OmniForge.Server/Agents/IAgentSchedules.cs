using OmniForge.Server.Storage;

namespace OmniForge.Server.Agents;

/// <summary>Schedules of an agent, which fire only while it is active.</summary>
internal interface IAgentSchedules
{
    /// <summary>Computes their next due times anew, in the transaction that changed the agent.</summary>
    Task AgentChangedAsync(ForgeDb db, AgentRow agent, CancellationToken cancellationToken);
}

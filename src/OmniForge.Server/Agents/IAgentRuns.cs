namespace OmniForge.Server.Agents;

/// <summary>Executions of an agent, as far as its life ends them.</summary>
internal interface IAgentRuns
{
    /// <summary>Asks everything that runs or waits to end; does not wait for the end.</summary>
    Task CancelAllAsync(string tenantId, string agentId, CancellationToken cancellationToken);

    /// <summary>Ends everything at once on every node; the number of executions that were told to.</summary>
    /// <param name="agentId">Empty = of all agents.</param>
    Task<int> KillAllAsync(string tenantId, string agentId, CancellationToken cancellationToken);
}

using OmniForge.Server.Agents;
using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>What may start, by the agent's status. Pure.</summary>
internal static class StartRules
{
    public static void Check(AgentRow agent, ExecutionMode mode, StartSource source, int version)
    {
        if (agent.DeletedAt is not null)
        {
            throw DomainException.NotFound("agent", agent.Id);
        }

        StopRules.DemandFree(agent);
        var trial = mode is ExecutionMode.DryRun or ExecutionMode.Test or ExecutionMode.Replay;
        if (agent.Status == AgentStatus.Archived || (!trial && agent.Status != AgentStatus.Active))
        {
            throw DomainException.Status("AGENT_NOT_ACTIVE", Refusal(agent)).With("id", agent.Id).With("status", agent.Status.ToString());
        }

        if (source == StartSource.Version && version == 0 && agent.Version == 0)
        {
            throw DomainException.Status("DRAFT_MISSING", $"{agent.Name} has no published version yet. Start its draft with use_draft, or publish it first.").With("id", agent.Id);
        }

        if (source == StartSource.Version && (version < 0 || version > agent.LatestVersion))
        {
            throw DomainException.NotFound("agent version", $"{agent.Id}/{version}");
        }

        if (source == StartSource.Draft && mode == ExecutionMode.Live)
        {
            throw DomainException.Status("AGENT_NOT_ACTIVE", "A draft can be tried as a dry run or a test, not run for real. Publish it first.").With("id", agent.Id);
        }
    }

    private static string Refusal(AgentRow agent) => agent.Status switch
    {
        AgentStatus.Draft => $"{agent.Name} is not switched on yet. Try it as a dry run, or activate it first.",
        AgentStatus.Paused => $"{agent.Name} is paused. Try it as a dry run, or activate it again.",
        _ => $"{agent.Name} is archived and runs nothing. Unarchive it first.",
    };
}

/// <summary>Where an execution gets what it runs from.</summary>
internal enum StartSource
{
    Version,
    Draft,

    /// <summary>From the execution that it replays.</summary>
    Recording,
}

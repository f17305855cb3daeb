using OmniForge.Agents.Running.Waits;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Workspaces;
using OmniForge.Skills.Permissions;

namespace OmniForge.Agents.Running;

/// <summary>What all steps of one run share.</summary>
internal sealed class RunContext
{
    public required RunRequest Request { get; init; }
    public required RunJournal Journal { get; init; }
    public required RunBudget Budget { get; init; }
    public required TimeProvider Time { get; init; }
    public required StopSignals Stops { get; init; }
    public required RunWaits Waits { get; init; }
    public required ToolList Grant { get; init; }
    public required IReadOnlyDictionary<string, ITool> Tools { get; init; }

    /// <summary>In a dry run a throw-away copy that all steps of this run share.</summary>
    public required IWorkspace Workspace { get; init; }
}

/// <summary>One skill of the plan at its place: "1", "2" … in running order.</summary>
internal sealed record PlannedStep(string Path, PlannedSkill Skill);

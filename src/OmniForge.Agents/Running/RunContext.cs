using System.Collections.Concurrent;
using OmniForge.Agents.Running.Waits;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Workspaces;
using OmniForge.Skills.Permissions;

namespace OmniForge.Agents.Running;

/// <summary>What all steps of one run share.</summary>
internal sealed class RunContext
{
    public required RunRequest Request { get; init; }
    public required ReadPlan Plan { get; init; }
    public required RunJournal Journal { get; init; }

    /// <summary>Of the whole execution.</summary>
    public required RunBudget Budget { get; init; }

    /// <summary>Of a step that no other skill called.</summary>
    public required StepScope Scope { get; init; }
    public required TimeProvider Time { get; init; }
    public required StopSignals Stops { get; init; }
    public required Countdown Countdown { get; init; }
    public required RunWaits Waits { get; init; }
    public required IReadOnlyDictionary<string, ITool> Tools { get; init; }

    /// <summary>In a dry run a throw-away copy that all steps of this run share.</summary>
    public required IWorkspace Workspace { get; init; }

    /// <summary>Digests of outputs that were kept apart → the step that gave them first.</summary>
    public ConcurrentDictionary<string, string> Kept { get; } = new();

    public ToolList Grant => Plan.Grant;

    /// <summary>Writes down every limit that has come near since the last call.</summary>
    public async ValueTask WarnAsync(string stepPath)
    {
        while (Budget.Warning(Request.Plan.Limits.Deadline - Countdown.Left) is { } warned)
        {
            await Journal.AppendAsync(warned with { StepPath = stepPath });
        }
    }
}

using System.Text.Json.Nodes;
using OmniForge.Agents.Running;

namespace OmniForge.Client.Standalone;

/// <summary>How a standalone run ended, and everything that happened in it.</summary>
public sealed class RunReport
{
    internal RunReport(RunOutcome outcome, IReadOnlyList<RunEvent> events, string workspace)
    {
        Outcome = outcome;
        Events = events;
        Workspace = workspace;
    }

    /// <summary>The end: how, why, and at what cost.</summary>
    public RunOutcome Outcome { get; }

    /// <summary>Every durable event, in order.</summary>
    public IReadOnlyList<RunEvent> Events { get; }

    /// <summary>Full path of the folder the agent worked in.</summary>
    public string Workspace { get; }

    /// <summary>True when it reached its end.</summary>
    public bool Succeeded => Outcome.End == RunEnd.Succeeded;

    /// <summary>Output of the last step; null when there is none.</summary>
    public JsonObject? Result => Outcome.Result;

    /// <summary>Why it did not succeed, in one sentence with a next step; null when it did.</summary>
    public string? Error => Outcome.Failure?.Message;

    /// <summary>What a dry run would have changed, one plain line each.</summary>
    public IReadOnlyList<string> PredictedEffects => [.. Events.OfType<EffectPredicted>().Select(effect => effect.Summary)];
}

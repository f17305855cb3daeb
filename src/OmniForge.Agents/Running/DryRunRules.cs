using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Running;

/// <summary>What becomes of a call, by the mode of the run and what the tool can change.</summary>
internal static class DryRunRules
{
    public static CallPlan Decide(RunMode mode, ToolClass tool, bool hasMockData) => (mode, tool) switch
    {
        (not RunMode.DryRun, _) => new(CallSource.Tool, Predict: false),
        (_, ToolClass.Pure or ToolClass.Read) => new(hasMockData ? CallSource.MockData : CallSource.Tool, Predict: false),
        (_, ToolClass.Workspace) => new(hasMockData ? CallSource.MockData : CallSource.Tool, Predict: true),
        _ => new(hasMockData ? CallSource.MockData : CallSource.Nothing, Predict: true),
    };

    /// <summary>The answer of a call that was not made; its id says so.</summary>
    public static JsonElement Synthetic(string callId) => RunJson.Element(new JsonObject
    {
        ["id"] = $"dry_{callId.Replace(':', '_')}",
        ["dry_run"] = true,
    });

    public static bool Changes(ToolClass tool) => tool is not (ToolClass.Pure or ToolClass.Read);
}

/// <summary>Where the result comes from, and whether the effect is told.</summary>
internal sealed record CallPlan(CallSource Source, bool Predict);

internal enum CallSource
{
    /// <summary>The tool itself, on a throw-away copy of the workspace in a dry run.</summary>
    Tool,
    MockData,

    /// <summary>Nothing is called.</summary>
    Nothing,
}

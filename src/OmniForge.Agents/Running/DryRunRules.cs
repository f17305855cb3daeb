using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Running;

/// <summary>What becomes of a call, by the mode of the run and what the tool can change.</summary>
internal static class DryRunRules
{
    /// <param name="answer">What could answer instead of the tool.</param>
    public static CallPlan Decide(RunMode mode, ToolClass tool, ResultOrigin answer) => (mode, tool) switch
    {
        (RunMode.Replay, _) => new(ResultOrigin.Recording, Predict: false),
        (not RunMode.DryRun, _) => new(ResultOrigin.Real, Predict: false),
        (_, ToolClass.Pure or ToolClass.Read) => new(answer, Predict: false),
        (_, ToolClass.Workspace) => new(answer == ResultOrigin.SampleData ? answer : ResultOrigin.Real, Predict: true),
        _ => new(answer == ResultOrigin.SampleData ? answer : ResultOrigin.Generated, Predict: true),
    };

    /// <summary>The answer of a call that was not made; its id says so.</summary>
    public static JsonElement Synthetic(string callId) => RunJson.Element(new JsonObject
    {
        ["id"] = $"dry_{callId.Replace(':', '_').Replace('/', '_')}",
        ["dry_run"] = true,

        // What is written points to what was made; in a test there is nothing to point to yet.
        ["url"] = "(the address is known once it is really made)",
    });

    public static bool Changes(ToolClass tool) => tool is not (ToolClass.Pure or ToolClass.Read);
}

/// <summary>
/// Where the result comes from, and whether the effect is told. <see cref="ResultOrigin.Real"/> is the tool itself, on a
/// throw-away copy of the workspace in a dry run.
/// </summary>
internal sealed record CallPlan(ResultOrigin Origin, bool Predict);

using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Running.Waits;

/// <summary>Calls that need a person or a client, in a run that reaches neither.</summary>
internal static class NobodyThere
{
    /// <summary>In a dry run a likely answer; otherwise a refusal, because an answer must not be made up.</summary>
    public static ToolResult Answer(ITool tool, JsonElement arguments, RunMode mode)
    {
        if (mode != RunMode.DryRun)
        {
            return ToolResult.Fail(
                ToolErrorCode.Denied,
                $"{tool.Descriptor.Title} needs somebody to answer, and this run cannot wait for an answer. Run the agent on a server.");
        }

        if (tool is not IAskingTool asking)
        {
            return ToolResult.Of(RunJson.Element(new JsonObject { ["dry_run"] = true }));
        }

        var question = asking.Ask(arguments);
        var likely = question.DefaultResponse
            ?? RunJson.Element(new JsonObject { ["answer"] = question.Choices.Count > 0 ? question.Choices[0] : "(somebody's answer)" });
        return asking.Answered(arguments, likely);
    }

    /// <summary>A change that may have happened and cannot be repeated safely, where nobody can be asked.</summary>
    public static ToolResult InDoubt(ITool tool) => ToolResult.Fail(
        ToolErrorCode.InDoubt,
        $"{tool.Descriptor.Title} was sent before and did not say whether it was done, so it is not sent again. Check whether it happened, then run the agent again.");
}

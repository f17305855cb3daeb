using System.Diagnostics;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Running;

/// <summary>Spans of steps and tool calls, below the span the caller has open; null when nobody listens. They hold names and ids only.</summary>
internal static class RunTrace
{
    private static readonly ActivitySource Source = new("OmniForge");

    public static Activity? Step(PlannedStep step) => Source.HasListeners()
        ? Source.StartActivity($"step {step.Skill.Name}")?.SetTag("omniforge.step.path", step.Path)
            .SetTag("omniforge.skill.name", step.Skill.Name).SetTag("omniforge.skill.digest", step.Skill.Digest)
        : null;

    public static Activity? Tool(ToolDescriptor tool, string callId) => Source.HasListeners()
        ? Source.StartActivity($"execute_tool {tool.Name}")?.SetTag("gen_ai.operation.name", "execute_tool")
            .SetTag("gen_ai.tool.name", tool.Name).SetTag("gen_ai.tool.call.id", callId).SetTag("gen_ai.tool.type", "function")
        : null;
}

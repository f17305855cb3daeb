using System.Text.Json;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Tests.Running;

/// <summary>A change whose answer is lost, and of which a look tells what the test says.</summary>
internal sealed class ProbedTool(FakeTool tool, Func<CancellationToken, Task<ToolResult?>> look) : IProbingTool
{
    public ToolDescriptor Descriptor => tool.Descriptor;

    /// <summary>Keys of the changes that were looked for.</summary>
    public List<string> Looks { get; } = [];

    public Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
        => tool.InvokeAsync(arguments, context, cancellationToken);

    public Task<ToolResult?> ProbeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
    {
        Looks.Add(context.IdempotencyKey);
        return look(cancellationToken);
    }
}

using System.Text.Json;
using OmniForge.Agents.Tools;
using Descriptor = OmniForge.Agents.Tools.ToolDescriptor;

namespace OmniForge.Server.Tests.Cluster;

/// <summary>A call that goes on until the test lets it end; it changes nothing. It takes the place of a built-in tool.</summary>
internal sealed class HoldTool : ITool
{
    private readonly TaskCompletionSource _let = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Descriptor Descriptor { get; } = new()
    {
        Name = "Grep",
        Title = "Hold on",
        Description = "Waits.",
        InputSchema = JsonElement.Parse("""{"type":"object","additionalProperties":true}"""),
        Class = ToolClass.Read,
        Timeout = TimeSpan.FromMinutes(10),
    };

    public void LetGo() => _let.TrySetResult();

    public async Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
    {
        await _let.Task.WaitAsync(cancellationToken);
        return ToolResult.Of(JsonElement.Parse("""{"answer":"held"}"""));
    }
}

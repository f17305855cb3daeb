using System.Text.Json;
using OmniForge.Agents.Tools;

namespace OmniForge.Chaos.Node;

/// <summary>Writes to the outside under its idempotency key, as a service with deduplication is written to.</summary>
internal sealed class PostTool(Uri endpoint) : ITool
{
    private static readonly HttpClient Http = new();

    public ToolDescriptor Descriptor { get; } = new()
    {
        Name = "WebFetch",
        Title = "Write outside",
        Description = "Writes one line to the endpoint of a test.",
        InputSchema = JsonElement.Parse("""{"type": "object", "additionalProperties": false, "properties": {"url": {"type": "string"}}}"""),
        Class = ToolClass.Write,
        Repeat = ToolRepeat.Keyed,
    };

    public async Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
    {
        var address = new Uri(endpoint, $"?key={Uri.EscapeDataString(context.IdempotencyKey)}");
        using var answer = await Http.PostAsync(address, new StringContent(arguments.GetRawText()), cancellationToken);
        return answer.IsSuccessStatusCode
            ? ToolResult.Of(JsonElement.Parse("""{"done": true}"""))
            : ToolResult.Fail(ToolErrorCode.Unavailable, "the endpoint refused");
    }
}

using System.Text.Json;
using OmniForge.Agents.Tools;
using Descriptor = OmniForge.Agents.Tools.ToolDescriptor;

namespace OmniForge.Server.Tests.Executions;

/// <summary>A change that is done once for each key, however often it is sent.</summary>
internal sealed class KeyedTool(Func<string, int, ToolResult?>? answer = null) : ITool
{
    private readonly Lock _pen = new();
    private readonly List<(string Key, string Arguments)> _sent = [];

    public IReadOnlyList<(string Key, string Arguments)> Sent
    {
        get
        {
            lock (_pen)
            {
                return [.. _sent];
            }
        }
    }

    public Descriptor Descriptor { get; init; } = Describe(ToolRepeat.Keyed);

    public static Descriptor Describe(ToolRepeat repeat) => new()
    {
        Name = "Send",
        Title = "Send it",
        Description = "Sends.",
        InputSchema = JsonElement.Parse("""{"type":"object","additionalProperties":true}"""),
        Class = ToolClass.Write,
        Repeat = repeat,
    };

    public Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
    {
        lock (_pen)
        {
            _sent.Add((context.IdempotencyKey, arguments.GetRawText()));
            var times = _sent.Count(sent => sent.Arguments == arguments.GetRawText());
            return Task.FromResult(answer?.Invoke(arguments.GetRawText(), times) ?? ToolResult.Of(JsonElement.Parse("""{"it":"done"}""")));
        }
    }
}

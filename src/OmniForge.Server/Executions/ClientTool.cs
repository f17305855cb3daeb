using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.V1;
using Descriptor = OmniForge.Agents.Tools.ToolDescriptor;

namespace OmniForge.Server.Executions;

/// <summary>A tool of the client that started the execution: its calls are written down and answered by that client.</summary>
internal sealed class ClientTool : ITool
{
    /// <summary>How long a call waits for its result when the client does not say.</summary>
    public static readonly TimeSpan NormalTimeout = TimeSpan.FromMinutes(5);

    private ClientTool(V1.ToolDescriptor told) => Descriptor = new Descriptor
    {
        Name = told.Name,
        Title = told.Title.Length > 0 ? told.Title : told.Name,
        Description = told.Description,
        InputSchema = JsonElement.Parse(told.InputSchema is { } schema ? schema.ToJson().ToJsonString() : """{"type":"object"}"""),
        Class = told.Effect switch
        {
            ToolEffect.Read => ToolClass.Read,
            ToolEffect.External => ToolClass.Destructive,
            _ => ToolClass.Write,
        },
        Repeat = told.Idempotent ? ToolRepeat.Safe : ToolRepeat.Unsafe,
        ClientHosted = true,
        Timeout = TimeoutOf(told),
    };

    public Descriptor Descriptor { get; }

    public static ClientTool Of(byte[] stored) => new(V1.ToolDescriptor.Parser.ParseFrom(stored));

    public static TimeSpan TimeoutOf(V1.ToolDescriptor told)
        => told.Timeout?.ToTimeSpan() is { } given && given > TimeSpan.Zero ? given : NormalTimeout;

    /// <summary>Never reached: the run waits for the client instead.</summary>
    public Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
        => Task.FromResult(ToolResult.Fail(ToolErrorCode.Unavailable, $"{Descriptor.Title} runs at the client."));
}

using System.Text.Json;
using System.Threading.Channels;
using OmniForge.Agents.Tools;
using Descriptor = OmniForge.Agents.Tools.ToolDescriptor;

namespace OmniForge.Server.Tests.Executions;

/// <summary>Stands for the tool `Write`; the test decides when a call ends.</summary>
internal sealed class HeldTool(ToolClass effect = ToolClass.Write, string integration = "") : ITool
{
    private readonly Channel<bool> _called = Channel.CreateUnbounded<bool>();
    private readonly Channel<bool> _cancelled = Channel.CreateUnbounded<bool>();
    private readonly Channel<bool> _may = Channel.CreateUnbounded<bool>();
    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    public Descriptor Descriptor { get; } = new()
    {
        Name = "Write",
        Title = "Send it",
        Description = "Sends.",
        InputSchema = JsonElement.Parse("""{"type":"object","additionalProperties":true}"""),
        Class = effect,
        Repeat = ToolRepeat.Unsafe,
        Integration = integration,
    };

    public async Task CalledAsync(int times, CancellationToken cancellationToken)
    {
        for (var i = 0; i < times; i++)
        {
            await _called.Reader.ReadAsync(cancellationToken);
        }
    }

    /// <summary>Ends when as many calls were cancelled.</summary>
    public async Task CancelledAsync(int times, CancellationToken cancellationToken)
    {
        for (var i = 0; i < times; i++)
        {
            await _cancelled.Reader.ReadAsync(cancellationToken);
        }
    }

    public void Release(int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            _may.Writer.TryWrite(true);
        }
    }

    public async Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        _called.Writer.TryWrite(true);
        try
        {
            await _may.Reader.ReadAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _cancelled.Writer.TryWrite(true);
            throw;
        }

        return ToolResult.Of(JsonElement.Parse("""{"answer":"sent"}"""));
    }
}

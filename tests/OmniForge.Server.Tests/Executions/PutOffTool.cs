using System.Collections.Concurrent;
using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using Descriptor = OmniForge.Agents.Tools.ToolDescriptor;

namespace OmniForge.Server.Tests.Executions;

/// <summary>Stands for the tool `Write`, which must not be repeated; it asks the first callers for patience.</summary>
/// <param name="times">How many calls are put off.</param>
/// <param name="wait">For how long.</param>
internal sealed class PutOffTool(int times, TimeSpan wait) : ITool
{
    private int _left = times;

    /// <summary>Keys of all calls, in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>When the call that was put off last may be made.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>Looks at the world at the moment of each call.</summary>
    public Func<Task> Called { get; set; } = () => Task.CompletedTask;

    public Descriptor Descriptor { get; } = new()
    {
        Name = "Write",
        Title = "Send it",
        Description = "Sends.",
        InputSchema = JsonElement.Parse("""{"type":"object","additionalProperties":true}"""),
        Class = ToolClass.Write,
        Repeat = ToolRepeat.Unsafe,
    };

    public async Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
    {
        Calls.Enqueue(context.IdempotencyKey);
        await Called();
        if (Interlocked.Decrement(ref _left) < 0)
        {
            return ToolResult.Of(JsonElement.Parse("""{"answer":"sent"}"""));
        }

        Until = DateTimeOffset.UtcNow + wait;
        return new ToolResult
        {
            Error = new(ToolErrorCode.RateLimited, "Notion takes no more requests for now.") { RetryAt = Until, Account = new AccountNeed("notion", "Notion", "c1") },
        };
    }
}

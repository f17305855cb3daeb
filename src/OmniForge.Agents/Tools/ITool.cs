using System.Text.Json;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Agents.Workspaces;
using OmniForge.Skills.Permissions;

namespace OmniForge.Agents.Tools;

/// <summary>Something a skill can ask for. A tool never decides whether it may run: the dispatcher does.</summary>
public interface ITool
{
    ToolDescriptor Descriptor { get; }

    /// <summary>
    /// Runs once. Failures the caller can act on come back as <see cref="ToolResult.Error"/>; only a bug or a cancellation throws.
    /// </summary>
    Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken);

    /// <summary>One plain sentence of what a call with these arguments would change, for a dry run.</summary>
    string Predict(JsonElement arguments) => $"would call {Descriptor.Name}";
}

/// <summary>What a tool is and may do.</summary>
public sealed record ToolDescriptor
{
    public required string Name { get; init; }
    public required string Title { get; init; }
    public required string Description { get; init; }

    /// <summary>JSON Schema of the arguments; unknown properties are refused.</summary>
    public required JsonElement InputSchema { get; init; }

    public required ToolClass Class { get; init; }
    public ToolRepeat Repeat { get; init; } = ToolRepeat.Safe;

    /// <summary>Id of the integration whose account it uses; empty = none.</summary>
    public string Integration { get; init; } = "";

    /// <summary>The client that started the execution makes the call and sends the result.</summary>
    public bool ClientHosted { get; init; }

    /// <summary>Longest run of one call. Default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most bytes of JSON given back to a model. Default 256 KiB.</summary>
    public int OutputCap { get; init; } = 256 * 1024;
}

/// <summary>What a call can change. Only Pure and Read change nothing.</summary>
public enum ToolClass
{
    /// <summary>No I/O; the same input gives the same output.</summary>
    Pure,
    Read,

    /// <summary>Changes files of the agent's own workspace; a dry run does it on a throw-away copy.</summary>
    Workspace,
    Write,
    Destructive,
    Execute,
}

/// <summary>What a second identical call does; decides what happens after a crash in flight.</summary>
public enum ToolRepeat
{
    Safe,
    Keyed,
    Probe,
    Unsafe,
}

/// <summary>What a tool is given besides its arguments.</summary>
/// <param name="Now">The execution's recorded start; relative dates use it, so that a replay agrees.</param>
/// <param name="TimeZone">Zone of relative dates.</param>
/// <param name="IdempotencyKey">`execution:step:call`, the same on a repeat of the same call.</param>
/// <param name="Results">Results of earlier calls of this step by bound name, for tools that take one as their source.</param>
public sealed record ToolContext(
    IWorkspace Workspace,
    DateTimeOffset Now,
    TimeZoneInfo TimeZone,
    string IdempotencyKey,
    IReadOnlyDictionary<string, JsonElement> Results)
{
    /// <summary>Outside accounts. Default: none. In a dry run they send nothing but reads.</summary>
    public IAccounts Accounts { get; init; } = NoAccounts.Instance;

    /// <summary>Where the skill that calls lies, for commands; null = not known.</summary>
    public SkillPlace? Place { get; init; }
}

/// <summary>What came of a call: a value, or an error, never both.</summary>
public sealed record ToolResult
{
    /// <summary>The JSON object for the next step or the model.</summary>
    public JsonElement? Value { get; init; }

    public ToolError? Error { get; init; }

    /// <summary>True for content from outside the platform.</summary>
    public bool Untrusted { get; init; }
    public bool Truncated { get; init; }

    public bool Ok => Error is null;

    public static ToolResult Of(JsonElement value, bool untrusted = false, bool truncated = false)
        => new() { Value = value, Untrusted = untrusted, Truncated = truncated };

    public static ToolResult Fail(ToolErrorCode code, string message) => new() { Error = new(code, message) };
}

/// <summary>A failure with one plain sentence that says what happened and what to do.</summary>
public sealed record ToolError(ToolErrorCode Code, string Message)
{
    /// <summary>When it is worth trying again; null = not known.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>The account that the call was to go through; null = it has to do with none, or none can help.</summary>
    public AccountNeed? Account { get; init; }
}

public enum ToolErrorCode
{
    Auth,
    Forbidden,
    NotFound,
    Invalid,
    Conflict,
    RateLimited,
    Unavailable,
    InDoubt,
    Denied,
    Budget,
    Timeout,
}

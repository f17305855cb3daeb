using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using OmniForge.Server.Executions;
using OmniForge.Server.Executions.Interrupts;
using OmniForge.Server.Hosting;
using OmniForge.Server.Streams;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Mcp.Offered;

/// <summary>One call of an agent by an MCP client: an execution, followed until it ends, waits for a person or takes too long for an answer.</summary>
internal sealed class AgentCall(ExecutionDirectory executions, InterruptRecords interrupts, AgentTools agents, TimeProvider clock)
{
    /// <summary>Clients give up after about a minute when they hear nothing.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <summary>A client that asked for progress hears of every step.</summary>
    public static readonly TimeSpan PatienceWithProgress = TimeSpan.FromMinutes(10);

    /// <param name="key">The client's word for this one call, so that a repeat starts nothing; empty = none.</param>
    /// <param name="progress">Told in a few words what happens; null = nobody listens.</param>
    public async Task<CallToolResult> StartAsync(
        Caller caller, CallToolRequestParams call, string key, Func<int, string, Task>? progress, CancellationToken cancellationToken)
    {
        if (call.Name == AgentToolNames.Status)
        {
            CallerInterceptor.Demand(caller, "executions.read");
            return await ShowAsync(caller.TenantId, Given(call).TryGetValue("execution_id", out var id) ? id.ToString() : "", cancellationToken);
        }

        CallerInterceptor.Demand(caller, "executions.start");
        var agent = await agents.AgentOfAsync(caller, call.Name, cancellationToken)
            ?? throw new McpProtocolException($"There is no active agent that is called as {call.Name}. List the tools again.", McpErrorCode.InvalidParams);
        var request = new StartExecutionRequest { AgentId = agent, InputData = Struct.Parser.ParseJson(Input(call).ToJsonString()), RequestId = key };
        var started = await executions.StartAsync(caller, request, StartOrigin.OnDemand, Watching.FromBirth, cancellationToken);
        await FollowAsync(started, progress, cancellationToken);
        return await ShowAsync(caller.TenantId, started.Row.Id, cancellationToken);
    }

    private async Task FollowAsync(StartedExecution started, Func<int, string, Task>? progress, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(progress is null ? Patience : PatienceWithProgress, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var told = 0;
        try
        {
            await foreach (var seen in executions.WatchAsync(started, either.Token))
            {
                if (seen.Kind != SeenKind.Event)
                {
                    continue;
                }

                if (seen.Happened.Event.StatusChanged is { } changed && changed.To.Waits())
                {
                    return;
                }

                if (progress is not null && Words(seen.Happened.Event) is { } words)
                {
                    await progress(++told, words);
                }
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The answer says how to follow it.
        }
    }

    private async Task<CallToolResult> ShowAsync(string tenantId, string id, CancellationToken cancellationToken)
    {
        var row = await executions.GetAsync(tenantId, id, cancellationToken);
        var execution = row.ToProto();
        var facts = new JsonObject { ["execution_id"] = id, ["status"] = Written(row.Status) };
        if (row.Status == ExecutionStatus.Succeeded)
        {
            facts["result"] = execution.Result.ToJson();
            return Answer(execution.Result is null ? "The agent is done." : execution.Result.ToJson().ToJsonString(), facts);
        }

        if (row.Status.Finished())
        {
            facts["error"] = execution.Error;
            return Answer(execution.Error.Length > 0 ? execution.Error : $"The run ended as {Written(row.Status)}.", facts, Outcome.Failed);
        }

        if (!row.Status.Waits())
        {
            return Answer($"The agent is still at work. Its execution is {id}: call {AgentToolNames.Status} with this id later, or watch it with `omniforge executions watch {id}`.", facts);
        }

        var open = await interrupts.OpenOfAsync(tenantId, id, cancellationToken);
        var asked = open.Count > 0 ? open[0] : null;
        facts["question"] = asked?.Prompt;
        return Answer(
            $"The agent waits{(asked is null ? "" : $" for a person: {asked.Prompt}")} Its execution is {id}. See what it waits for and answer with `omniforge executions show {id}` and `omniforge executions answer {id}`; "
            + $"then call {AgentToolNames.Status} with this id.",
            facts);
    }

    private static CallToolResult Answer(string text, JsonObject facts, Outcome outcome = Outcome.Told) => new()
    {
        Content = [new TextContentBlock { Text = text }],
        StructuredContent = JsonElement.Parse(facts.ToJsonString()),
        IsError = outcome == Outcome.Failed,
    };

    private static string? Words(ExecutionEvent happened) => happened.HappenedCase switch
    {
        ExecutionEvent.HappenedOneofCase.ExecutionStarted => "The agent has begun.",
        ExecutionEvent.HappenedOneofCase.StepStarted => $"It carries out {happened.StepStarted.Skill}.",
        ExecutionEvent.HappenedOneofCase.ToolRequested => $"It uses {happened.ToolRequested.Tool}.",
        ExecutionEvent.HappenedOneofCase.StepFinished => "A step is done.",
        _ => null,
    };

    private static IDictionary<string, JsonElement> Given(CallToolRequestParams call) => call.Arguments ?? new Dictionary<string, JsonElement>();

    private static JsonObject Input(CallToolRequestParams call)
    {
        var input = new JsonObject();
        foreach (var (name, value) in Given(call))
        {
            input[name] = JsonNode.Parse(value.GetRawText());
        }

        return System.Text.Encoding.UTF8.GetByteCount(input.ToJsonString()) <= Limits.InputBytes
            ? input
            : throw new McpProtocolException("The input is larger than 256 KiB.", McpErrorCode.InvalidParams);
    }

    private static string Written(ExecutionStatus status)
        => string.Concat(status.ToString().Select((letter, i) => i > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{letter}")).ToUpperInvariant();

    private enum Outcome
    {
        Told,
        Failed,
    }
}

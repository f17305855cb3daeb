using OmniForge.Client.Streams;
using OmniForge.Client.Wire;
using OmniForge.V1;

namespace OmniForge.Client.Sessions;

/// <summary>One execution on one stream: its events, and the means to steer it. Closing it does not cancel the execution.</summary>
public sealed class ExecutionSession : IAsyncDisposable
{
    private readonly DuplexSession<ExecuteRequest, ExecuteResponse, ExecutionEvent, ExecuteResult> _duplex;

    private ExecutionSession(DuplexSession<ExecuteRequest, ExecuteResponse, ExecutionEvent, ExecuteResult> duplex, string executionId)
    {
        _duplex = duplex;
        ExecutionId = executionId;
    }

    /// <summary>Id of the execution.</summary>
    public string ExecutionId { get; }

    /// <summary>Durable events exactly once and in order, ephemeral ones as they come; ends after `execution_finished`. One reader.</summary>
    public IAsyncEnumerable<ExecutionEvent> ReadAsync(CancellationToken cancellationToken = default)
        => _duplex.Events.ReadAllAsync(cancellationToken);

    /// <summary>Cancels the execution; answered as soon as the wish is stored.</summary>
    public async Task<Execution> CancelAsync(CancelMode mode = CancelMode.Graceful, string reason = "", CancellationToken cancellationToken = default)
    {
        var frame = new ExecuteRequest { Cancel = new() { Mode = mode, Reason = reason, RequestId = RequestIds.Of("") } };
        var result = await _duplex.SendAsync(frame, cancellationToken).ConfigureAwait(false);
        return result.Cancel?.Execution ?? new();
    }

    /// <summary>Pauses the execution before its next step or model turn.</summary>
    public Task PauseAsync(CancellationToken cancellationToken = default)
        => _duplex.SendAsync(new() { Pause = new() { RequestId = RequestIds.Of("") } }, cancellationToken);

    /// <summary>Lets the paused execution go on.</summary>
    public Task ResumeAsync(CancellationToken cancellationToken = default)
        => _duplex.SendAsync(new() { Resume = new() { RequestId = RequestIds.Of("") } }, cancellationToken);

    /// <summary>Sends a message to the running skill.</summary>
    public Task SendInputAsync(string message, CancellationToken cancellationToken = default)
        => _duplex.SendAsync(new() { Input = new() { Message = message, RequestId = RequestIds.Of("") } }, cancellationToken);

    /// <summary>Answers a question of the execution; its id may be left empty.</summary>
    public Task ResolveAsync(ResolveInterruptRequest answer, CancellationToken cancellationToken = default)
        => _duplex.SendAsync(new() { ResolveInterrupt = answer }, cancellationToken);

    /// <summary>Answers a call of a tool that this client brought along; the execution's id may be left empty.</summary>
    public Task SubmitToolResultAsync(SubmitToolResultRequest result, CancellationToken cancellationToken = default)
        => _duplex.SendAsync(new() { ToolResult = result }, cancellationToken);

    /// <summary>Shows more or fewer kinds of events from here on.</summary>
    public Task SetViewAsync(EventView view, CancellationToken cancellationToken = default)
        => _duplex.SendAsync(new() { SetView = new() { View = view } }, cancellationToken);

    /// <summary>Leaves the stream. The execution goes on.</summary>
    public ValueTask DisposeAsync() => _duplex.DisposeAsync();

    internal static async Task<ExecutionSession> StartAsync(
        Caller caller, StartExecutionRequest request, CancellationToken cancellationToken)
    {
        var start = new ExecuteRequest { Start = request };
        var duplex = new DuplexSession<ExecuteRequest, ExecuteResponse, ExecutionEvent, ExecuteResult>(
            Wire(caller, request.View), caller, null, 0, start);
        var opened = await OpenedAsync(duplex, cancellationToken).ConfigureAwait(false);
        return new(duplex, opened.Start.ExecutionId);
    }

    internal static async Task<ExecutionSession> AttachAsync(
        Caller caller, WatchExecutionRequest request, CancellationToken cancellationToken)
    {
        var duplex = new DuplexSession<ExecuteRequest, ExecuteResponse, ExecutionEvent, ExecuteResult>(
            Wire(caller, request.View), caller, request.ExecutionId, request.AfterSequence, null);
        await OpenedAsync(duplex, cancellationToken).ConfigureAwait(false);
        return new(duplex, request.ExecutionId);
    }

    private static async Task<ExecuteResult> OpenedAsync(
        DuplexSession<ExecuteRequest, ExecuteResponse, ExecutionEvent, ExecuteResult> duplex, CancellationToken cancellationToken)
    {
        var opened = false;
        try
        {
            var result = await duplex.Opened.WaitAsync(cancellationToken).ConfigureAwait(false);
            opened = true;
            return result;
        }
        finally
        {
            if (!opened)
            {
                await duplex.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static DuplexWire<ExecuteRequest, ExecuteResponse, ExecutionEvent, ExecuteResult> Wire(Caller caller, EventView view)
    {
        var stub = new ExecutionService.ExecutionServiceClient(caller.Invoker);
        return new()
        {
            Open = options => stub.Execute(options),
            Attach = (id, after) => new() { Attach = new() { ExecutionId = id, AfterSequence = after, View = view } },
            Number = (frame, number) => frame.FrameId = number,
            Read = frame => StreamFrames.Of(frame.Event, frame.StreamReset, frame.ReconnectHint),
            ReadResult = frame => frame.Result is { } result ? new(result.FrameId, result, result.Error) : null,
            Opened = result => result.Start?.ExecutionId,
        };
    }
}

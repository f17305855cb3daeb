using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Client.Sessions;
using OmniForge.Client.Streams;
using OmniForge.Client.Wire;
using OmniForge.V1;

namespace OmniForge.Client;

/// <summary>Runs agents and shows what happens.</summary>
public sealed class ExecutionsClient
{
    private readonly Caller _caller;
    private readonly ExecutionService.ExecutionServiceClient _stub;

    internal ExecutionsClient(Caller caller)
    {
        _caller = caller;
        _stub = new(caller.Invoker);
    }

    /// <summary>Starts an agent; the execution is stored when this returns.</summary>
    public Task<StartExecutionResponse> StartAsync(string agentId, JsonObject? input = null, CancellationToken cancellationToken = default)
        => StartAsync(new StartExecutionRequest { AgentId = agentId, InputData = ToStruct(input) }, cancellationToken);

    /// <summary>Starts an agent, with all options.</summary>
    public async Task<StartExecutionResponse> StartAsync(StartExecutionRequest request, CancellationToken cancellationToken = default)
        => await _caller.CallAsync(_stub.StartExecutionAsync, Keyed(request), cancellationToken, patience: 2).ConfigureAwait(false);

    /// <summary>Runs an agent and reads its events to the end. Leaving early does not cancel the execution.</summary>
    public IAsyncEnumerable<ExecutionEvent> RunAsync(string agentId, JsonObject? input = null, CancellationToken cancellationToken = default)
        => RunAsync(new StartExecutionRequest { AgentId = agentId, InputData = ToStruct(input) }, cancellationToken);

    /// <summary>Runs an agent with all options and reads its events to the end.</summary>
    public async IAsyncEnumerable<ExecutionEvent> RunAsync(
        StartExecutionRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var session = await OpenAsync(request, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await foreach (var happened in session.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return happened;
            }
        }
    }

    /// <summary>Starts an agent on a stream that can also steer it.</summary>
    public Task<ExecutionSession> OpenAsync(StartExecutionRequest request, CancellationToken cancellationToken = default)
        => ExecutionSession.StartAsync(_caller, Keyed(request), cancellationToken);

    /// <summary>Joins an execution on a stream that can also steer it.</summary>
    public Task<ExecutionSession> AttachAsync(WatchExecutionRequest request, CancellationToken cancellationToken = default)
        => ExecutionSession.AttachAsync(_caller, request, cancellationToken);

    /// <summary>
    /// Every event after a sequence number, then live, to the end of the execution. Durable events come exactly once and in order,
    /// whatever happens to the connection.
    /// </summary>
    public IAsyncEnumerable<ExecutionEvent> WatchAsync(
        string executionId, ulong afterSequence = 0, EventView view = EventView.Unspecified, CancellationToken cancellationToken = default)
    {
        var stream = new ResumingStream<WatchExecutionResponse, ExecutionEvent>(
            _caller,
            (after, options) => _stub.WatchExecution(new() { ExecutionId = executionId, AfterSequence = after, View = view }, options),
            frame => StreamFrames.Of(frame.Event, frame.StreamReset, frame.ReconnectHint));
        return stream.ReadAsync(afterSequence, cancellationToken);
    }

    /// <summary>
    /// All executions as their status changes: first those that have not ended, then each one that changed, as it is then. Never ends
    /// and reconnects by itself; no last state is lost, and one may come twice after a reconnect. A token that is no longer good throws
    /// RESUME_TOKEN_INVALID: watch again without it.
    /// </summary>
    /// <param name="filter">Agent, statuses, live_only and a resume_token to go on from; null = everything.</param>
    /// <param name="cancellationToken">Ends the feed.</param>
    public IAsyncEnumerable<FeedChange<Execution>> WatchAllAsync(WatchExecutionsRequest? filter = null, CancellationToken cancellationToken = default)
    {
        var wanted = filter ?? new WatchExecutionsRequest();
        var feed = new ResumingFeed<WatchExecutionsResponse, Execution>(
            _caller,
            (token, options) => _stub.WatchExecutions(new(wanted) { ResumeToken = token }, options),
            frame => new(frame.Execution, frame.ResumeToken, frame.ReconnectHint));
        return feed.ReadAsync(wanted.ResumeToken, cancellationToken);
    }

    /// <summary>One execution.</summary>
    public async Task<Execution> GetAsync(
        string executionId, ExecutionView view = ExecutionView.Basic, CancellationToken cancellationToken = default)
    {
        var request = new GetExecutionRequest { ExecutionId = executionId, View = view };
        var response = await _caller.CallAsync(_stub.GetExecutionAsync, request, cancellationToken).ConfigureAwait(false);
        return response.Execution;
    }

    /// <summary>Executions, newest first. Reads page after page.</summary>
    public IAsyncEnumerable<Execution> ListAsync(ListExecutionsRequest? filter = null, CancellationToken cancellationToken = default)
    {
        var request = filter?.Clone() ?? new ListExecutionsRequest();
        return Paging.AllAsync(
            (token, ct) =>
            {
                request.PageToken = token;
                return _caller.CallAsync(_stub.ListExecutionsAsync, request, ct);
            },
            page => page.Executions, page => page.NextPageToken, cancellationToken);
    }

    /// <summary>Steps of an execution, oldest first. Reads page after page.</summary>
    public IAsyncEnumerable<Step> ListStepsAsync(string executionId, CancellationToken cancellationToken = default)
        => Paging.AllAsync(
            (token, ct) => _caller.CallAsync(_stub.ListStepsAsync, new ListStepsRequest { ExecutionId = executionId, PageToken = token }, ct),
            page => page.Steps, page => page.NextPageToken, cancellationToken);

    /// <summary>Durable events stored so far, oldest first. Reads page after page.</summary>
    public IAsyncEnumerable<ExecutionEvent> ListEventsAsync(
        ListExecutionEventsRequest filter, CancellationToken cancellationToken = default)
    {
        var request = filter.Clone();
        return Paging.AllAsync(
            (token, ct) =>
            {
                request.PageToken = token;
                return _caller.CallAsync(_stub.ListExecutionEventsAsync, request, ct);
            },
            page => page.Events, page => page.NextPageToken, cancellationToken);
    }

    /// <summary>Cancels an execution.</summary>
    public async Task<Execution> CancelAsync(
        string executionId, CancelMode mode = CancelMode.Graceful, string reason = "", CancellationToken cancellationToken = default)
    {
        var request = new CancelExecutionRequest { ExecutionId = executionId, Mode = mode, Reason = reason, RequestId = RequestIds.Of("") };
        var response = await _caller.CallAsync(_stub.CancelExecutionAsync, request, cancellationToken).ConfigureAwait(false);
        return response.Execution;
    }

    /// <summary>Pauses an execution before its next step or model turn; answered as soon as the wish is stored.</summary>
    public async Task<Execution> PauseAsync(string executionId, string reason = "", CancellationToken cancellationToken = default)
    {
        var request = new PauseExecutionRequest { ExecutionId = executionId, Reason = reason, RequestId = RequestIds.Of("") };
        return (await _caller.CallAsync(_stub.PauseExecutionAsync, request, cancellationToken).ConfigureAwait(false)).Execution;
    }

    /// <summary>Lets a paused execution go on.</summary>
    public async Task<Execution> ResumeAsync(string executionId, CancellationToken cancellationToken = default)
    {
        var request = new ResumeExecutionRequest { ExecutionId = executionId, RequestId = RequestIds.Of("") };
        return (await _caller.CallAsync(_stub.ResumeExecutionAsync, request, cancellationToken).ConfigureAwait(false)).Execution;
    }

    /// <summary>Begins an execution that has ended anew from one of its steps; answers the new execution.</summary>
    public async Task<Execution> RetryAsync(RetryExecutionRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        return (await _caller.CallAsync(_stub.RetryExecutionAsync, sent, cancellationToken).ConfigureAwait(false)).Execution;
    }

    /// <summary>Cancels all that match, at most 1,000; <see cref="CancelExecutionsResponse.More"/> says whether to call again.</summary>
    public Task<CancelExecutionsResponse> CancelManyAsync(CancelExecutionsRequest filter, CancellationToken cancellationToken = default)
        => _caller.CallAsync(_stub.CancelExecutionsAsync, filter, cancellationToken);

    /// <summary>What waits for a person, newest first; open questions when the filter names no status. Reads page after page.</summary>
    public IAsyncEnumerable<Interrupt> ListInterruptsAsync(ListInterruptsRequest? filter = null, CancellationToken cancellationToken = default)
    {
        var request = filter?.Clone() ?? new ListInterruptsRequest();
        return Paging.AllAsync(
            (token, ct) =>
            {
                request.PageToken = token;
                return _caller.CallAsync(_stub.ListInterruptsAsync, request, ct);
            },
            page => page.Interrupts, page => page.NextPageToken, cancellationToken);
    }

    /// <summary>Answers a question. The same answer twice is fine; an answer that does not fit is refused and names its field.</summary>
    public async Task<Interrupt> ResolveAsync(ResolveInterruptRequest request, CancellationToken cancellationToken = default)
        => (await _caller.CallAsync(_stub.ResolveInterruptAsync, request, cancellationToken).ConfigureAwait(false)).Interrupt;

    /// <summary>Sends a message to a running skill, which reads it before its next model turn.</summary>
    public async Task<Execution> SendInputAsync(SendExecutionInputRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        return (await _caller.CallAsync(_stub.SendExecutionInputAsync, sent, cancellationToken).ConfigureAwait(false)).Execution;
    }

    /// <summary>Answers a call of a tool that this client brought along (<c>tool_requested</c> with <c>client_hosted</c>).</summary>
    public async Task<Execution> SubmitToolResultAsync(SubmitToolResultRequest request, CancellationToken cancellationToken = default)
        => (await _caller.CallAsync(_stub.SubmitToolResultAsync, request, cancellationToken).ConfigureAwait(false)).Execution;

    private static StartExecutionRequest Keyed(StartExecutionRequest request)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        return sent;
    }

    private static Struct? ToStruct(JsonObject? input) => input is null ? null : JsonParser.Default.Parse<Struct>(input.ToJsonString());
}

using System.Runtime.CompilerServices;
using OmniForge.Client.Streams;
using OmniForge.Client.Wire;
using OmniForge.V1;

namespace OmniForge.Client.Sessions;

/// <summary>
/// One conversation with the builder on one stream. It outlives cuts and restarts of the server: no event is lost or repeated, no turn
/// is taken twice.
/// </summary>
public sealed class ConversationSession : IAsyncDisposable
{
    private readonly DuplexSession<ConverseRequest, ConverseResponse, ConversationEvent, ConverseResult> _duplex;

    private ConversationSession(
        DuplexSession<ConverseRequest, ConverseResponse, ConversationEvent, ConverseResult> duplex, string id, string greeting)
    {
        _duplex = duplex;
        ConversationId = id;
        Greeting = greeting;
    }

    /// <summary>Id of the conversation; resume with it.</summary>
    public string ConversationId { get; }

    /// <summary>What the builder said first; empty for a resumed conversation.</summary>
    public string Greeting { get; }

    /// <summary>Durable events exactly once and in order, ephemeral ones as they come. One reader; it must not lag while turns are sent.</summary>
    public IAsyncEnumerable<ConversationEvent> ReadAsync(CancellationToken cancellationToken = default)
        => _duplex.Events.ReadAllAsync(cancellationToken);

    /// <summary>Says something. Returns once the turn is stored; its effects arrive as events.</summary>
    public Task<SendTurnResponse> SendAsync(string message, CancellationToken cancellationToken = default)
        => SendAsync(new SendTurnRequest { Message = message }, cancellationToken);

    /// <summary>Says something, with all options of a turn.</summary>
    public async Task<SendTurnResponse> SendAsync(SendTurnRequest turn, CancellationToken cancellationToken = default)
    {
        var sent = turn.Clone();
        sent.Detach = true;
        sent.RequestId = RequestIds.Of(turn.RequestId);
        var result = await _duplex.SendAsync(new() { Turn = sent }, cancellationToken).ConfigureAwait(false);
        return result.Turn;
    }

    /// <summary>Says something and reads the events up to the end of that turn, which is the last one returned.</summary>
    public async IAsyncEnumerable<ConversationEvent> TurnAsync(
        string message, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var turn = await SendAsync(message, cancellationToken).ConfigureAwait(false);
        await foreach (var happened in _duplex.Events.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return happened;
            if (happened.TurnId == turn.TurnId && happened.TurnFinished is not null)
            {
                yield break;
            }
        }
    }

    /// <summary>Stops the running turn.</summary>
    public async Task<Conversation> CancelTurnAsync(CancellationToken cancellationToken = default)
    {
        var frame = new ConverseRequest { CancelTurn = new() { RequestId = RequestIds.Of("") } };
        var result = await _duplex.SendAsync(frame, cancellationToken).ConfigureAwait(false);
        return result.CancelTurn.Conversation;
    }

    /// <summary>Goes back, starts over, undoes.</summary>
    public async Task<MoveConversationResponse> MoveAsync(ConversationMove move, CancellationToken cancellationToken = default)
    {
        var frame = new ConverseRequest { Move = new() { Move = move, RequestId = RequestIds.Of("") } };
        return (await _duplex.SendAsync(frame, cancellationToken).ConfigureAwait(false)).Move;
    }

    /// <summary>Applies a proposal to the draft; <paramref name="changeIds"/> null = all of its changes.</summary>
    public async Task<AcceptProposalResponse> AcceptAsync(
        string proposalId, IEnumerable<string>? changeIds = null, CancellationToken cancellationToken = default)
    {
        var accept = new AcceptProposalRequest { ProposalId = proposalId, RequestId = RequestIds.Of("") };
        accept.ChangeIds.AddRange(changeIds ?? []);
        return (await _duplex.SendAsync(new() { AcceptProposal = accept }, cancellationToken).ConfigureAwait(false)).AcceptProposal;
    }

    /// <summary>Drops a proposal.</summary>
    public async Task<RejectProposalResponse> RejectAsync(
        string proposalId, string comment = "", CancellationToken cancellationToken = default)
    {
        var reject = new RejectProposalRequest { ProposalId = proposalId, Comment = comment, RequestId = RequestIds.Of("") };
        return (await _duplex.SendAsync(new() { RejectProposal = reject }, cancellationToken).ConfigureAwait(false)).RejectProposal;
    }

    /// <summary>Starts a dry run (default) or a test run of the draft; its events are relayed as `test_event`.</summary>
    public async Task<string> TestAsync(ExecutionMode mode = ExecutionMode.DryRun, CancellationToken cancellationToken = default)
    {
        var frame = new ConverseRequest { Test = new() { Mode = mode, RequestId = RequestIds.Of("") } };
        return (await _duplex.SendAsync(frame, cancellationToken).ConfigureAwait(false)).Test.ExecutionId;
    }

    /// <summary>Publishes the draft and switches the agent on.</summary>
    public async Task<ActivateDraftResponse> ActivateAsync(CancellationToken cancellationToken = default)
    {
        var frame = new ConverseRequest { Activate = new() { RequestId = RequestIds.Of("") } };
        return (await _duplex.SendAsync(frame, cancellationToken).ConfigureAwait(false)).Activate;
    }

    /// <summary>Leaves the stream. The conversation is kept; turns that were sent are carried out.</summary>
    public ValueTask DisposeAsync() => _duplex.DisposeAsync();

    internal static async Task<ConversationSession> CreateAsync(
        Caller caller, CreateConversationRequest request, CancellationToken cancellationToken)
    {
        var duplex = new DuplexSession<ConverseRequest, ConverseResponse, ConversationEvent, ConverseResult>(
            Wire(caller), caller, null, 0, new() { Create = request });
        var opened = await OpenedAsync(duplex, cancellationToken).ConfigureAwait(false);
        return new(duplex, opened.Create.SessionId, opened.Create.Message);
    }

    internal static async Task<ConversationSession> AttachAsync(
        Caller caller, string conversationId, ulong after, CancellationToken cancellationToken)
    {
        var duplex = new DuplexSession<ConverseRequest, ConverseResponse, ConversationEvent, ConverseResult>(
            Wire(caller), caller, conversationId, after, null);
        await OpenedAsync(duplex, cancellationToken).ConfigureAwait(false);
        return new(duplex, conversationId, "");
    }

    private static async Task<ConverseResult> OpenedAsync(
        DuplexSession<ConverseRequest, ConverseResponse, ConversationEvent, ConverseResult> duplex, CancellationToken cancellationToken)
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

    private static DuplexWire<ConverseRequest, ConverseResponse, ConversationEvent, ConverseResult> Wire(Caller caller)
    {
        var stub = new ConversationService.ConversationServiceClient(caller.Invoker);
        return new()
        {
            Open = options => stub.Converse(options),
            Attach = (id, after) => new() { Attach = new() { ConversationId = id, AfterSequence = after } },
            Number = (frame, number) => frame.FrameId = number,
            Read = frame => StreamFrames.Of(frame.Event, frame.StreamReset, frame.ReconnectHint),
            ReadResult = frame => frame.Result is { } result ? new(result.FrameId, result, result.Error) : null,
            Opened = result => result.Create?.SessionId,
        };
    }
}

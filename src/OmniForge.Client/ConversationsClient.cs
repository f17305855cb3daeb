using OmniForge.Client.Sessions;
using OmniForge.Client.Streams;
using OmniForge.Client.Wire;
using OmniForge.V1;

namespace OmniForge.Client;

/// <summary>Builds and changes agents by conversation.</summary>
public sealed class ConversationsClient
{
    private readonly Caller _caller;
    private readonly ConversationService.ConversationServiceClient _stub;

    internal ConversationsClient(Caller caller)
    {
        _caller = caller;
        _stub = new(caller.Invoker);
    }

    /// <summary>Begins a conversation on a stream that survives cuts.</summary>
    public Task<ConversationSession> OpenAsync(CreateConversationRequest? request = null, CancellationToken cancellationToken = default)
        => ConversationSession.CreateAsync(_caller, Keyed(request ?? new()), cancellationToken);

    /// <summary>Goes on with a conversation after a sequence number.</summary>
    public Task<ConversationSession> ResumeAsync(
        string conversationId, ulong afterSequence = 0, CancellationToken cancellationToken = default)
        => ConversationSession.AttachAsync(_caller, conversationId, afterSequence, cancellationToken);

    /// <summary>Every event after a sequence number, then live; reconnects by itself.</summary>
    public IAsyncEnumerable<ConversationEvent> WatchAsync(
        string conversationId, ulong afterSequence = 0, CancellationToken cancellationToken = default)
    {
        var stream = new ResumingStream<WatchConversationResponse, ConversationEvent>(
            _caller,
            (after, options) => _stub.WatchConversation(new() { ConversationId = conversationId, AfterSequence = after }, options),
            frame => StreamFrames.Of(frame.Event, frame.StreamReset, frame.ReconnectHint));
        return stream.ReadAsync(afterSequence, cancellationToken);
    }

    /// <summary>Begins a conversation with single calls.</summary>
    public async Task<CreateConversationResponse> CreateAsync(
        CreateConversationRequest? request = null, CancellationToken cancellationToken = default)
        => await _caller.CallAsync(_stub.CreateConversationAsync, Keyed(request ?? new()), cancellationToken).ConfigureAwait(false);

    /// <summary>Says something and waits for the end of the turn.</summary>
    public Task<SendTurnResponse> SendTurnAsync(string conversationId, string message, CancellationToken cancellationToken = default)
        => SendTurnAsync(new SendTurnRequest { ConversationId = conversationId, Message = message }, cancellationToken);

    /// <summary>Says something, with all options of a turn.</summary>
    public async Task<SendTurnResponse> SendTurnAsync(SendTurnRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        return await _caller.CallAsync(_stub.SendTurnAsync, sent, cancellationToken, patience: 2).ConfigureAwait(false);
    }

    /// <summary>One conversation.</summary>
    public async Task<Conversation> GetAsync(string conversationId, CancellationToken cancellationToken = default)
    {
        var request = new GetConversationRequest { ConversationId = conversationId };
        var response = await _caller.CallAsync(_stub.GetConversationAsync, request, cancellationToken).ConfigureAwait(false);
        return response.Conversation;
    }

    /// <summary>Conversations, newest first. Reads page after page.</summary>
    public IAsyncEnumerable<Conversation> ListAsync(ListConversationsRequest? filter = null, CancellationToken cancellationToken = default)
    {
        var request = filter?.Clone() ?? new ListConversationsRequest();
        return Paging.AllAsync(
            (token, ct) =>
            {
                request.PageToken = token;
                return _caller.CallAsync(_stub.ListConversationsAsync, request, ct);
            },
            page => page.Conversations, page => page.NextPageToken, cancellationToken);
    }

    /// <summary>Durable events stored so far, oldest first. Reads page after page.</summary>
    public IAsyncEnumerable<ConversationEvent> ListEventsAsync(
        string conversationId, ulong afterSequence = 0, CancellationToken cancellationToken = default)
        => Paging.AllAsync(
            (token, ct) => _caller.CallAsync(
                _stub.ListConversationEventsAsync,
                new ListConversationEventsRequest { ConversationId = conversationId, AfterSequence = afterSequence, PageToken = token },
                ct),
            page => page.Events, page => page.NextPageToken, cancellationToken);

    /// <summary>Deletes a conversation softly; the draft stays with the agent.</summary>
    public async Task<Conversation> DeleteAsync(string conversationId, CancellationToken cancellationToken = default)
    {
        var request = new DeleteConversationRequest { ConversationId = conversationId, RequestId = RequestIds.Of("") };
        var response = await _caller.CallAsync(_stub.DeleteConversationAsync, request, cancellationToken).ConfigureAwait(false);
        return response.Conversation;
    }

    private static CreateConversationRequest Keyed(CreateConversationRequest request)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        return sent;
    }
}

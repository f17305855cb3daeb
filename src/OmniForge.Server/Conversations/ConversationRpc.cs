using Grpc.Core;
using OmniForge.Server.Hosting;
using OmniForge.Server.Notices;
using OmniForge.Server.Streams;
using OmniForge.V1;

namespace OmniForge.Server.Conversations;

/// <summary>The wire edge of conversations: frames in, frames out, no decisions.</summary>
internal sealed class ConversationRpc(ConversationWire wire, NoticeDirectory notices, ConversationLog log, Idempotency idempotency, Paging paging, TimeProvider clock)
    : ConversationService.ConversationServiceBase
{
    public override Task Converse(
        IAsyncStreamReader<ConverseRequest> requestStream, IServerStreamWriter<ConverseResponse> responseStream, ServerCallContext context)
        => new ConverseCall(wire, idempotency, context.Caller(), clock).RunAsync(requestStream, responseStream, context);

    public override async Task WatchConversation(
        WatchConversationRequest request, IServerStreamWriter<WatchConversationResponse> responseStream, ServerCallContext context)
    {
        var ct = context.CancellationToken;
        var after = request.LiveOnly ? -1 : (long)request.AfterSequence;
        await foreach (var seen in wire.Conversations.WatchAsync(context.Caller().TenantId, request.ConversationId, after, ct))
        {
            await responseStream.WriteAsync(
                seen.Kind switch
                {
                    SeenKind.Event => new() { Event = seen.Happened.Event },
                    SeenKind.Heartbeat => new() { Heartbeat = ConverseCall.Beat(seen.Head, clock) },
                    _ => new() { ReplayComplete = new() { ThroughSequence = (ulong)seen.Head } },
                },
                ct);
        }
    }

    public override Task<CreateConversationResponse> CreateConversation(CreateConversationRequest request, ServerCallContext context)
        => wire.Conversations.CreateAsync(context.Caller(), request, context.CancellationToken);

    public override async Task<GetConversationResponse> GetConversation(GetConversationRequest request, ServerCallContext context)
        => new() { Conversation = await wire.Conversations.ShowAsync(context.Caller(), request.ConversationId, context.CancellationToken) };

    public override Task<ListConversationsResponse> ListConversations(ListConversationsRequest request, ServerCallContext context)
        => wire.Conversations.ListAsync(context.Caller(), request, context.CancellationToken);

    public override async Task<ListConversationEventsResponse> ListConversationEvents(ListConversationEventsRequest request, ServerCallContext context)
    {
        var tenant = context.Caller().TenantId;
        await wire.Conversations.LoadAsync(tenant, request.ConversationId, context.CancellationToken);
        var binding = $"{tenant}|ListConversationEvents|{request.ConversationId}|{request.AfterSequence}";
        var size = Paging.Size(request.PageSize);
        var after = long.Parse(paging.After(request.PageToken, binding) ?? $"{request.AfterSequence}");
        var response = new ListConversationEventsResponse();
        var read = log.Events(tenant, request.ConversationId);
        while (response.Events.Count <= size && await read(after, context.CancellationToken) is { Count: > 0 } page)
        {
            response.Events.AddRange(page.Select(happened => happened.Event));
            after = page[^1].Sequence;
        }

        while (response.Events.Count > size)
        {
            response.Events.RemoveAt(response.Events.Count - 1);
            response.NextPageToken = paging.Next($"{response.Events[^1].Sequence}", binding);
        }

        return response;
    }

    public override async Task<DeleteConversationResponse> DeleteConversation(DeleteConversationRequest request, ServerCallContext context)
        => new() { Conversation = await wire.Conversations.DeleteAsync(context.Caller(), request.ConversationId, request.Etag, context.CancellationToken) };

    public override Task<SendTurnResponse> SendTurn(SendTurnRequest request, ServerCallContext context)
        => wire.Turns.SendAsync(context.Caller(), request, request.Detach ? TurnWait.No : TurnWait.ForAnswer, context.CancellationToken);

    public override async Task<CancelTurnResponse> CancelTurn(CancelTurnRequest request, ServerCallContext context)
    {
        await wire.Turns.CancelAsync(context.Caller(), request.ConversationId, request.TurnId, context.CancellationToken);
        return new() { Conversation = await wire.Conversations.ShowAsync(context.Caller(), request.ConversationId, context.CancellationToken) };
    }

    public override Task<MoveConversationResponse> MoveConversation(MoveConversationRequest request, ServerCallContext context)
        => wire.Acts.MoveAsync(context.Caller(), request, context.CancellationToken);

    public override Task<AcceptProposalResponse> AcceptProposal(AcceptProposalRequest request, ServerCallContext context)
        => wire.Acts.AcceptAsync(context.Caller(), request, context.CancellationToken);

    public override Task<RejectProposalResponse> RejectProposal(RejectProposalRequest request, ServerCallContext context)
        => wire.Acts.RejectAsync(context.Caller(), request, context.CancellationToken);

    public override Task<TestDraftResponse> TestDraft(TestDraftRequest request, ServerCallContext context)
        => wire.Acts.TestAsync(context.Caller(), request, context.CancellationToken);

    public override Task<ActivateDraftResponse> ActivateDraft(ActivateDraftRequest request, ServerCallContext context)
        => wire.Acts.ActivateAsync(context.Caller(), request, context.CancellationToken);

    public override Task<ListNoticesResponse> ListNotices(ListNoticesRequest request, ServerCallContext context)
        => notices.ListAsync(context.Caller(), request, context.CancellationToken);

    public override Task<MarkNoticesReadResponse> MarkNoticesRead(MarkNoticesReadRequest request, ServerCallContext context)
        => notices.MarkReadAsync(context.Caller(), request, context.CancellationToken);
}

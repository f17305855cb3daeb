using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OmniForge.Server.Agents;
using OmniForge.Server.Hosting;
using OmniForge.Server.Streams;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Conversations;

/// <summary>One Converse stream: a whole builder session.</summary>
internal sealed class ConverseCall(ConversationWire wire, Idempotency idempotency, Caller caller, TimeProvider clock)
{
    public Task RunAsync(IAsyncStreamReader<ConverseRequest> frames, IServerStreamWriter<ConverseResponse> replies, ServerCallContext context)
        => new Duplex<ConverseRequest, ConverseResponse, ConverseSession>
        {
            FrameId = frame => frame.FrameId,
            Open = OpenAsync,
            Obey = ObeyAsync,
            Watch = (session, ct) => wire.Conversations.WatchAsync(caller.TenantId, session.ConversationId, session.After, ct).Select(Frame),
            Refuse = (id, status) => new() { Result = new() { FrameId = id, Error = status } },
            Overtakes = frame => frame.FrameCase is ConverseRequest.FrameOneofCase.CancelTurn or ConverseRequest.FrameOneofCase.Ping,
        }.RunAsync(frames, replies, context);

    public static Heartbeat Beat(long head, TimeProvider clock) => new()
    {
        HeadSequence = (ulong)head,
        CoveredSequence = (ulong)head,
        SentAt = Timestamp.FromDateTimeOffset(clock.GetUtcNow()),
    };

    private async Task<(ConverseSession Session, ConverseResponse Result)> OpenAsync(ConverseRequest frame, CancellationToken cancellationToken)
    {
        var result = new ConverseResult { FrameId = frame.FrameId };
        switch (frame.FrameCase)
        {
            case ConverseRequest.FrameOneofCase.Create:
                (result.Create, _) = await idempotency.OnceAsync(
                    caller, "CreateConversation", "", frame.Create, () => wire.Conversations.CreateAsync(caller, frame.Create, cancellationToken), cancellationToken);
                return (new(result.Create.SessionId, 0), new() { Result = result });
            case ConverseRequest.FrameOneofCase.Attach:
                await wire.Conversations.LoadAsync(caller.TenantId, frame.Attach.ConversationId, cancellationToken);
                result.Accepted = new();
                return (new(frame.Attach.ConversationId, frame.Attach.LiveOnly ? -1 : (long)frame.Attach.AfterSequence), new() { Result = result });
            default:
                throw new DomainException(Refusal.Invalid, "FIRST_FRAME_REQUIRED", "The first frame must be `create` or `attach`.");
        }
    }

    private async Task<ConverseResponse> ObeyAsync(ConverseSession session, ConverseRequest frame, CancellationToken ct)
    {
        var result = new ConverseResult { FrameId = frame.FrameId };
        var id = session.ConversationId;
        switch (frame.FrameCase)
        {
            case ConverseRequest.FrameOneofCase.Turn:
                frame.Turn.ConversationId = Target(frame.Turn.ConversationId, id);
                (result.Turn, _) = await OnceAsync("SendTurn", frame.Turn, () => wire.Turns.SendAsync(caller, frame.Turn, TurnWait.No, ct), ct);
                break;
            case ConverseRequest.FrameOneofCase.CancelTurn:
                await wire.Turns.CancelAsync(caller, Target(frame.CancelTurn.ConversationId, id), frame.CancelTurn.TurnId, ct);
                result.CancelTurn = new() { Conversation = await wire.Conversations.ShowAsync(caller, id, ct) };
                break;
            case ConverseRequest.FrameOneofCase.Move:
                frame.Move.ConversationId = Target(frame.Move.ConversationId, id);
                (result.Move, _) = await OnceAsync("MoveConversation", frame.Move, () => wire.Acts.MoveAsync(caller, frame.Move, ct), ct);
                break;
            case ConverseRequest.FrameOneofCase.AcceptProposal:
                frame.AcceptProposal.ConversationId = Target(frame.AcceptProposal.ConversationId, id);
                result.AcceptProposal = await wire.Acts.AcceptAsync(caller, frame.AcceptProposal, ct);
                break;
            case ConverseRequest.FrameOneofCase.RejectProposal:
                frame.RejectProposal.ConversationId = Target(frame.RejectProposal.ConversationId, id);
                result.RejectProposal = await wire.Acts.RejectAsync(caller, frame.RejectProposal, ct);
                break;
            case ConverseRequest.FrameOneofCase.EditDraft:
                CallerInterceptor.Demand(caller, "agents.write");
                (result.EditDraft, _) = await OnceAsync("EditDraft", frame.EditDraft, () => wire.Drafts.EditAsync(caller, frame.EditDraft, EditOrigin.Editor, ct), ct);
                break;
            case ConverseRequest.FrameOneofCase.Test:
                frame.Test.ConversationId = Target(frame.Test.ConversationId, id);
                (result.Test, _) = await OnceAsync("TestDraft", frame.Test, () => wire.Acts.TestAsync(caller, frame.Test, ct), ct);
                break;
            case ConverseRequest.FrameOneofCase.Activate:
                CallerInterceptor.Demand(caller, "agents.operate");
                frame.Activate.ConversationId = Target(frame.Activate.ConversationId, id);
                (result.Activate, _) = await OnceAsync("ActivateDraft", frame.Activate, () => wire.Acts.ActivateAsync(caller, frame.Activate, ct), ct);
                break;
            case ConverseRequest.FrameOneofCase.Ping:
                result.Accepted = new();
                break;
            case ConverseRequest.FrameOneofCase.Create or ConverseRequest.FrameOneofCase.Attach:
                throw new DomainException(Refusal.Invalid, "FRAME_OUT_OF_ORDER", "This stream is already open; create or attach on a stream of its own.");
            default:
                throw new DomainException(Refusal.Invalid, "FIELD_INVALID", "A frame must carry one of the contract's members.");
        }

        return new() { Result = result };
    }

    private Task<(T Response, bool Replayed)> OnceAsync<T>(string rpc, Google.Protobuf.IMessage request, Func<Task<T>> work, CancellationToken ct)
        where T : class, Google.Protobuf.IMessage<T>, new()
        => idempotency.OnceAsync(caller, rpc, "", request, work, ct);

    private static string Target(string named, string opened)
        => named.Length == 0 || named == opened
            ? opened
            : throw new DomainException(Refusal.Invalid, "FRAME_TARGET_MISMATCH", "This frame names another conversation than the one the stream was opened for.");

    private ConverseResponse Frame(Seen<ConversationEvent> seen) => seen.Kind switch
    {
        SeenKind.Event => new() { Event = seen.Happened.Event },
        SeenKind.Heartbeat => new() { Heartbeat = Beat(seen.Head, clock) },
        _ => new() { ReplayComplete = new() { ThroughSequence = (ulong)seen.Head } },
    };
}

/// <summary>Which conversation a stream is about, and from where it watches.</summary>
internal sealed record ConverseSession(string ConversationId, long After);

/// <summary>The doers behind the frames of a conversation.</summary>
internal sealed record ConversationWire(ConversationDirectory Conversations, ConversationTurns Turns, ConversationActs Acts, AgentDrafts Drafts);

using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Cluster;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Streams;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Conversations;

/// <summary>Accepts turns: stored first, then taken by the conversation's one writer.</summary>
internal sealed class ConversationTurns(
    ForgeStore store, ConversationDirectory conversations, Owners owners, TurnStops stops, TimeProvider clock)
{
    private const int Deep = 8;

    /// <summary>Stores a turn and has it taken. With <paramref name="wait"/> the answer is the whole one, else QUEUED.</summary>
    public async Task<SendTurnResponse> SendAsync(Caller caller, SendTurnRequest request, TurnWait wait, CancellationToken cancellationToken)
    {
        CheckText(request.Message);
        var turn = await QueueAsync(caller, request, cancellationToken);
        if (request.BusyPolicy == TurnBusyPolicy.Interrupt)
        {
            await stops.StopAsync(caller.TenantId, request.ConversationId);
        }

        await owners.PumpConversationAsync(caller.TenantId, request.ConversationId);
        if (wait == TurnWait.No)
        {
            return new() { TurnId = turn.Id, Outcome = TurnOutcome.Queued };
        }

        return await AnswerAsync(caller.TenantId, request.ConversationId, turn.Id, cancellationToken);
    }

    /// <summary>Stops the running turn (empty id) or takes a queued one out.</summary>
    public async Task CancelAsync(Caller caller, string conversationId, string turnId, CancellationToken cancellationToken)
    {
        await conversations.LoadAsync(caller.TenantId, conversationId, cancellationToken);
        await using var db = store.Open(caller.TenantId);
        var oldest = await db.Turns.AsNoTracking()
            .Where(turn => turn.ConversationId == conversationId && turn.State != TurnState.Finished)
            .OrderBy(turn => turn.Ordinal).Select(turn => turn.Id).FirstOrDefaultAsync(cancellationToken);
        if (turnId.Length == 0 || turnId == oldest)
        {
            await stops.StopAsync(caller.TenantId, conversationId);
            return;
        }

        var queued = await db.Turns.FirstOrDefaultAsync(turn => turn.ConversationId == conversationId && turn.Id == turnId, cancellationToken)
            ?? throw DomainException.NotFound("turn", turnId);
        if (queued.State == TurnState.Queued)
        {
            queued.State = TurnState.Finished;
            queued.Response = new SendTurnResponse { TurnId = turnId, Outcome = TurnOutcome.Cancelled }.ToByteArray();
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private async Task<TurnRow> QueueAsync(Caller caller, SendTurnRequest request, CancellationToken cancellationToken)
        => await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var row = await db.Conversations.AsNoTracking().FirstOrDefaultAsync(conversation => conversation.Id == request.ConversationId, ct)
                ?? throw DomainException.NotFound("conversation", request.ConversationId);
            if (row.Status == ConversationStatus.Closed)
            {
                throw DomainException.Status("CONVERSATION_CLOSED", "This conversation is closed and can only be read. Begin a new one.").With("id", row.Id);
            }

            var id = request.RequestId.Length > 0 ? Ids.From(caller.TenantId, caller.Id, "SendTurn", request.RequestId) : Ids.New();
            if (await db.Turns.AsNoTracking().FirstOrDefaultAsync(turn => turn.ConversationId == row.Id && turn.Id == id, ct) is { } first)
            {
                // Repeated after a cut, perhaps at another node: the first one goes on.
                return first;
            }

            var waiting = await db.Turns.CountAsync(turn => turn.ConversationId == row.Id && turn.State != TurnState.Finished, ct);
            if (waiting > 0 && request.BusyPolicy == TurnBusyPolicy.Reject)
            {
                throw DomainException.Status("TURN_IN_PROGRESS", "The message before this one is still being answered. Wait for it, or cancel it.").With("id", row.Id);
            }

            if (waiting >= Deep)
            {
                throw new DomainException(Refusal.Exhausted, "TURN_QUEUE_FULL", "Eight messages are already waiting for an answer. Wait for one of them.")
                {
                    RetryAfter = TimeSpan.FromSeconds(1),
                }.With("scope", "turns");
            }

            var last = await db.Turns.Where(turn => turn.ConversationId == row.Id).MaxAsync(turn => (long?)turn.Ordinal, ct) ?? 0;
            var turn = new TurnRow
            {
                ConversationId = row.Id,
                Id = id,
                Ordinal = last + 1,
                Text = request.Message,
                Actor = caller.ToActor().ToByteArray(),
                Permissions = string.Join(' ', caller.Permissions),
                CreatedAt = clock.GetUtcNow(),
            };
            db.Turns.Add(turn);
            return turn;
        }, cancellationToken);

    private async Task<SendTurnResponse> AnswerAsync(string tenantId, string conversationId, string turnId, CancellationToken cancellationToken)
    {
        await foreach (var seen in conversations.WatchAsync(tenantId, conversationId, -1, cancellationToken))
        {
            var mine = seen.Kind == SeenKind.ReplayComplete || seen.Happened.Event?.TurnFinished is not null || seen.Kind == SeenKind.Heartbeat;
            if (mine && await FinishedAsync(tenantId, conversationId, turnId, cancellationToken) is { } response)
            {
                return response;
            }
        }

        return await FinishedAsync(tenantId, conversationId, turnId, cancellationToken)
            ?? throw DomainException.Status("CONVERSATION_CLOSED", "The conversation was closed before this message was answered.").With("id", conversationId);
    }

    private async Task<SendTurnResponse?> FinishedAsync(string tenantId, string conversationId, string turnId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var turn = await db.Turns.AsNoTracking().FirstOrDefaultAsync(other => other.ConversationId == conversationId && other.Id == turnId, cancellationToken);
        return turn is { State: TurnState.Finished } ? SendTurnResponse.Parser.ParseFrom(turn.Response) : null;
    }

    private static void CheckText(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw DomainException.Field("message", "is empty; say what you would like in a sentence");
        }

        if (text.Length > Limits.TurnCharacters)
        {
            throw DomainException.Field("message", $"has {text.Length:N0} characters; at most 10,000 are allowed. Shorten it, or put the text into a file");
        }
    }
}

/// <summary>Whether to wait for the answer of a turn.</summary>
internal enum TurnWait
{
    No,
    ForAnswer,
}

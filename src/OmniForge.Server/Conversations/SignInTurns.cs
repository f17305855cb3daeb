using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Building;
using OmniForge.Server.Connections;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Conversations;

/// <summary>
/// Adds a turn of the server's own to each conversation whose sign-in has ended. Its id follows from the sign-in, so that of all who notice
/// it one adds it.
/// </summary>
internal sealed class SignInTurns(ForgeStore store, SignInProgress progress, TimeProvider clock)
{
    /// <summary>The conversations that have something to be told now.</summary>
    public async Task<IReadOnlyList<(string TenantId, string ConversationId)>> AddAsync(CancellationToken cancellationToken)
    {
        var told = new List<(string, string)>();
        foreach (var (tenant, conversation, connection) in await WaitingAsync(cancellationToken))
        {
            if (!(await progress.OfAsync(tenant, connection, cancellationToken)).IsOpen
                && await store.TransactAsync(tenant, (db, ct) => AddAsync(db, conversation, connection, ct), cancellationToken))
            {
                told.Add((tenant, conversation));
            }
        }

        return told;
    }

    private async Task<List<(string Tenant, string Conversation, string Connection)>> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Open("");
        var rows = await db.Connections.IgnoreQueryFilters().AsNoTracking().Where(connection => connection.ConversationId != "")
            .Join(
                db.Conversations.IgnoreQueryFilters().AsNoTracking()
                    .Where(conversation => conversation.Phase == ConversationPhase.OauthFlow && conversation.Status == ConversationStatus.Open),
                connection => new { connection.TenantId, Id = connection.ConversationId },
                conversation => new { conversation.TenantId, conversation.Id },
                (connection, conversation) => new { conversation.TenantId, conversation.Id, Connection = connection.Id })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.TenantId, row.Id, row.Connection))];
    }

    private async Task<bool> AddAsync(ForgeDb db, string conversationId, string connectionId, CancellationToken cancellationToken)
    {
        var row = await db.Conversations.AsNoTracking().FirstOrDefaultAsync(conversation => conversation.Id == conversationId, cancellationToken);
        var before = await db.Turns.AsNoTracking().Where(turn => turn.ConversationId == conversationId)
            .OrderByDescending(turn => turn.Ordinal).FirstOrDefaultAsync(cancellationToken);
        if (row is not { Status: ConversationStatus.Open } || before is null || WaitOf(row.State, connectionId) is not { } wait)
        {
            return false;
        }

        var id = Hosting.Ids.From(conversationId, "SignIn", connectionId, wait.Link);
        if (await db.Turns.AnyAsync(turn => turn.ConversationId == conversationId && turn.Id == id, cancellationToken))
        {
            return false;
        }

        db.Turns.Add(new TurnRow
        {
            ConversationId = conversationId,
            Id = id,
            Ordinal = before.Ordinal + 1,
            Text = "",
            State = TurnState.Running,
            Pending = PendingCommand.Write(new LookAtSignIn(connectionId)),

            // It goes on with what the person who asked may do.
            Actor = before.Actor,
            Permissions = before.Permissions,
            CreatedAt = clock.GetUtcNow(),
        });
        return true;
    }

    private static SignInWait? WaitOf(string state, string connectionId)
        => state.Length > 0 && BuilderStateJson.Read(state).SignIn is { Link.Length: > 0 } wait && wait.Connection == connectionId ? wait : null;
}

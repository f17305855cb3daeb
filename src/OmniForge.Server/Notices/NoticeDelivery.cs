using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Conversations;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Notices;

/// <summary>Tells a conversation what its agent's owner should know. Only the conversation's one writer calls this.</summary>
internal sealed class NoticeDelivery(ForgeStore store, ConversationLog log, TimeProvider clock)
{
    private const int AtOnce = 20;

    /// <summary>False when nothing is left to tell.</summary>
    public async Task<bool> DeliverAsync(string tenantId, string conversationId, CancellationToken cancellationToken)
    {
        await using (var db = store.Open(tenantId))
        {
            if (!await db.Notices.AnyAsync(notice => notice.ConversationId == conversationId && notice.GivenAt == null, cancellationToken))
            {
                return false;
            }
        }

        List<ConversationEvent> events = [];
        await store.TransactAsync(tenantId, async (db, ct) =>
        {
            var notices = await db.Notices.Where(notice => notice.ConversationId == conversationId && notice.GivenAt == null)
                .OrderBy(notice => notice.CreatedAt).Take(AtOnce).ToListAsync(ct);
            var row = await db.Conversations.FirstOrDefaultAsync(conversation => conversation.Id == conversationId, ct);
            foreach (var notice in notices)
            {
                notice.GivenAt = clock.GetUtcNow();
                if (row is { Status: not ConversationStatus.Closed })
                {
                    events.Add(new() { NoticeGiven = new() { Code = CodeOf(notice.Cause), Text = notice.Text } });
                }
            }

            if (row is not null && events.Count > 0)
            {
                // A notice is no turn: what the person last said stays as long ago as it is.
                var touched = row.UpdatedAt;
                log.Add(db, row, "", new() { Kind = ActorKind.System }, events);
                row.UpdatedAt = touched;
            }

            return true;
        }, cancellationToken);
        log.Publish(tenantId, events);
        return true;
    }

    /// <summary>`WaitsForAnswer` → `WAITS_FOR_ANSWER`.</summary>
    private static string CodeOf(NoticeCause cause)
        => System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(cause.ToString());
}

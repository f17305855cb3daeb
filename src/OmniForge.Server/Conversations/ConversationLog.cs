using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.Server.Streams;
using OmniForge.V1;

namespace OmniForge.Server.Conversations;

/// <summary>The events of conversations: numbered and stored with the change they report, published after its commit.</summary>
internal sealed class ConversationLog(ForgeStore store, EventHub<ConversationEvent> hub, TimeProvider clock)
{
    private const int Page = 256;

    public static string KeyOf(string tenantId, string conversationId) => $"{tenantId}/{conversationId}";

    /// <summary>Gives the events their numbers and adds them to the transaction that changes <paramref name="row"/>.</summary>
    public void Add(ForgeDb db, ConversationRow row, string turnId, Actor actor, IReadOnlyList<ConversationEvent> events)
    {
        var now = Timestamp.FromDateTimeOffset(clock.GetUtcNow());
        foreach (var happened in events)
        {
            happened.ConversationId = row.Id;
            happened.Sequence = (ulong)++row.LastSequence;
            happened.OccurredAt = now;
            happened.TurnId = turnId;
            happened.Actor = actor;
            db.ConversationEvents.Add(new ConversationEventRow
            {
                ConversationId = row.Id,
                Sequence = row.LastSequence,
                Payload = happened.ToByteArray(),
            });
        }

        row.UpdatedAt = clock.GetUtcNow();
        row.Revision++;
    }

    /// <summary>Tells watchers. Call after the commit, with the events of that commit.</summary>
    public void Publish(string tenantId, IReadOnlyList<ConversationEvent> events)
    {
        foreach (var happened in events)
        {
            hub.Publish(KeyOf(tenantId, happened.ConversationId), new((long)happened.Sequence, happened, Terminal(happened)));
        }
    }

    /// <summary>An ephemeral event: a watcher may miss it.</summary>
    public void Pass(ConversationRow row, string turnId, ConversationEvent happened)
    {
        happened.ConversationId = row.Id;
        happened.AnchorSequence = (ulong)row.LastSequence;
        happened.TurnId = turnId;
        happened.OccurredAt = Timestamp.FromDateTimeOffset(clock.GetUtcNow());
        hub.Publish(KeyOf(row.TenantId, row.Id), new(0, happened));
    }

    public ReadRows<ConversationEvent> Events(string tenantId, string conversationId) => async (after, ct) =>
    {
        await using var db = store.Open(tenantId);
        var rows = await db.ConversationEvents.AsNoTracking()
            .Where(row => row.ConversationId == conversationId && row.Sequence > after)
            .OrderBy(row => row.Sequence).Take(Page).ToListAsync(ct);
        return [.. rows.Select(row => ConversationEvent.Parser.ParseFrom(row.Payload)).Select(Stored)];
    };

    private static Happened<ConversationEvent> Stored(ConversationEvent happened)
        => new((long)happened.Sequence, happened, Terminal(happened));

    private static bool Terminal(ConversationEvent happened) => happened.HappenedCase == ConversationEvent.HappenedOneofCase.ConversationClosed;
}

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.Server.Streams;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>The events of drafts: stored with the change they tell of, published after its commit.</summary>
internal sealed class DraftLog(ForgeStore store, EventHub<DraftEvent> hub, TimeProvider clock)
{
    private const int Page = 200;

    /// <summary>Adds the next event in the caller's transaction.</summary>
    public static Happened<DraftEvent> Append(ForgeDb db, DraftRow draft, Actor actor, DateTimeOffset now, Action<DraftEvent> fill)
    {
        var happened = new DraftEvent
        {
            AgentId = draft.AgentId,
            Sequence = (ulong)++draft.LastSequence,
            OccurredAt = now.ToTimestamp(),
            Actor = actor,
        };
        fill(happened);
        db.DraftEvents.Add(new DraftEventRow { AgentId = draft.AgentId, Sequence = draft.LastSequence, Payload = happened.ToByteArray() });
        return new(draft.LastSequence, happened);
    }

    /// <summary>Tells live watchers of a committed event.</summary>
    public void Tell(string tenantId, Happened<DraftEvent> happened) => hub.Publish(Key(tenantId, happened.Event.AgentId), happened);

    /// <summary>Tells live watchers something that is not kept.</summary>
    public void Mention(string tenantId, string agentId, long anchor, Action<DraftEvent> fill)
    {
        var happened = new DraftEvent { AgentId = agentId, AnchorSequence = (ulong)anchor, OccurredAt = clock.GetUtcNow().ToTimestamp() };
        fill(happened);
        hub.Publish(Key(tenantId, agentId), new(0, happened));
    }

    public IAsyncEnumerable<Seen<DraftEvent>> WatchAsync(string tenantId, string agentId, long after, long head, CancellationToken cancellationToken)
        => EventStream.WatchAsync(hub, Key(tenantId, agentId), (cursor, ct) => ReadAsync(tenantId, agentId, cursor, ct), after, head, clock, cancellationToken);

    private async Task<IReadOnlyList<Happened<DraftEvent>>> ReadAsync(string tenantId, string agentId, long after, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var rows = await db.DraftEvents.AsNoTracking().Where(row => row.AgentId == agentId && row.Sequence > after)
            .OrderBy(row => row.Sequence).Take(Page).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new Happened<DraftEvent>(row.Sequence, DraftEvent.Parser.ParseFrom(row.Payload)))];
    }

    private static string Key(string tenantId, string agentId) => $"{tenantId}/{agentId}";
}

using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Server.Hosting;
using OmniForge.Server.Streams;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>What happens to one draft, replayed and then live. Author and WatchDraft show the same.</summary>
internal sealed class DraftWatch(AgentDrafts drafts, DraftLog log, TimeProvider clock)
{
    /// <summary>Refuses what cannot be watched; gives the number of the last event there is.</summary>
    public async Task<long> AttachAsync(Caller caller, WatchDraftRequest request, CancellationToken cancellationToken)
    {
        var head = await drafts.AttachAsync(caller, request, cancellationToken);
        return request.LiveOnly || request.AfterSequence <= (ulong)head
            ? head
            : throw new DomainException(Refusal.OutOfRange, "SEQUENCE_AHEAD", "after_sequence lies beyond the last event there is.")
                .With("head_sequence", head.ToString());
    }

    public async IAsyncEnumerable<WatchDraftResponse> FollowAsync(
        Caller caller, WatchDraftRequest request, long head, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = request.LiveOnly ? head : (long)request.AfterSequence;
        await foreach (var seen in log.WatchAsync(caller.TenantId, request.AgentId, after, head, cancellationToken))
        {
            switch (seen.Kind)
            {
                case SeenKind.Event:
                    yield return new() { Event = seen.Happened.Event };
                    break;
                case SeenKind.ReplayComplete:
                    yield return new() { Event = await OpenedAsync(caller, request.AgentId, seen.Head, cancellationToken) };
                    yield return new() { ReplayComplete = new() { ThroughSequence = (ulong)seen.Head } };
                    break;
                default:
                    yield return new() { Heartbeat = Beat(seen.Head) };
                    break;
            }
        }
    }

    private async Task<DraftEvent> OpenedAsync(Caller caller, string agentId, long anchor, CancellationToken cancellationToken) => new()
    {
        AgentId = agentId,
        AnchorSequence = (ulong)anchor,
        OccurredAt = clock.GetUtcNow().ToTimestamp(),
        Actor = caller.ToActor(),
        DraftOpened = new() { Draft = await drafts.ShowAsync(caller, agentId, cancellationToken) },
    };

    private Heartbeat Beat(long head)
        => new() { SentAt = clock.GetUtcNow().ToTimestamp(), HeadSequence = (ulong)head, CoveredSequence = (ulong)head };
}

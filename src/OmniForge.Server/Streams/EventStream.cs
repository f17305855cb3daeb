using System.Runtime.CompilerServices;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Streams;

/// <summary>Rows of one resource's log, oldest first, after a sequence; at most one page.</summary>
internal delegate Task<IReadOnlyList<Happened<TEvent>>> ReadRows<TEvent>(long after, CancellationToken cancellationToken);

/// <summary>What a watcher gets: an event, or a word about the stream itself.</summary>
internal readonly record struct Seen<TEvent>(SeenKind Kind, Happened<TEvent> Happened, long Head);

internal enum SeenKind
{
    Event,
    ReplayComplete,
    Heartbeat,

    /// <summary>What lay before <see cref="Seen{TEvent}.Head"/> is not kept any more.</summary>
    Reset,
}

/// <summary>
/// Replay, then live, without a gap or a repeat: subscribe, read rows, say that the replay is complete, follow. A watcher
/// that fell behind is served from the rows again.
/// </summary>
internal static class EventStream
{
    public static readonly TimeSpan HeartbeatAfter = TimeSpan.FromSeconds(10);

    /// <summary>How long a watcher trusts that publishing works before it looks at the rows itself.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(10);

    public static async IAsyncEnumerable<Seen<TEvent>> WatchAsync<TEvent>(
        EventHub<TEvent> hub,
        string key,
        ReadRows<TEvent> read,
        long after,
        long head,
        TimeProvider clock,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (after > head)
        {
            throw new DomainException(Refusal.OutOfRange, "SEQUENCE_AHEAD", "after_sequence lies beyond the last event there is.")
                .With("head_sequence", head.ToString());
        }

        using var subscription = hub.Subscribe(key);
        var cursor = after;
        await foreach (var row in RowsAsync(read, cursor, cancellationToken))
        {
            if (row.Sequence > cursor + 1)
            {
                // Sequences have no gap; where one is, the rows were removed.
                yield return new(SeenKind.Reset, default, row.Sequence);
            }

            cursor = row.Sequence;
            yield return new(SeenKind.Event, row, cursor);
            if (row.Terminal)
            {
                yield return new(SeenKind.ReplayComplete, default, cursor);
                yield break;
            }
        }

        await foreach (var seen in LiveAsync(subscription, read, cursor, clock, cancellationToken))
        {
            yield return seen;
        }
    }

    /// <summary>Follows a resource that was made after the subscription: there is nothing to replay.</summary>
    public static async IAsyncEnumerable<Seen<TEvent>> FollowAsync<TEvent>(
        EventHub<TEvent>.Subscription subscription, ReadRows<TEvent> read, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using (subscription)
        {
            await foreach (var seen in LiveAsync(subscription, read, 0, clock, cancellationToken))
            {
                yield return seen;
            }
        }
    }

    private static async IAsyncEnumerable<Seen<TEvent>> LiveAsync<TEvent>(
        EventHub<TEvent>.Subscription subscription,
        ReadRows<TEvent> read,
        long cursor,
        TimeProvider clock,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new(SeenKind.ReplayComplete, default, cursor);
        var quietSince = clock.GetTimestamp();
        await using var lookAgain = clock.CreateTimer(
            static window => ((EventHub<TEvent>.Subscription)window!).Offer(Happened<TEvent>.Elsewhere), subscription, LookAgainAfter, LookAgainAfter);
        while (true)
        {
            var next = await subscription.Live.ReadAsync(cancellationToken);
            if (next.Sequence == 0)
            {
                quietSince = clock.GetTimestamp();
                yield return new(SeenKind.Event, next, cursor);
                continue;
            }

            if (next.Sequence > 0 && next.Sequence <= cursor)
            {
                continue;
            }

            if (next.Sequence == cursor + 1)
            {
                cursor = next.Sequence;
                quietSince = clock.GetTimestamp();
                yield return new(SeenKind.Event, next, cursor);
                if (next.Terminal)
                {
                    yield break;
                }

                continue;
            }

            await foreach (var row in RowsAsync(read, cursor, cancellationToken))
            {
                cursor = row.Sequence;
                quietSince = clock.GetTimestamp();
                yield return new(SeenKind.Event, row, cursor);
                if (row.Terminal)
                {
                    yield break;
                }
            }

            if (clock.GetElapsedTime(quietSince) >= HeartbeatAfter)
            {
                quietSince = clock.GetTimestamp();
                yield return new(SeenKind.Heartbeat, default, cursor);
            }
        }
    }

    private static async IAsyncEnumerable<Happened<TEvent>> RowsAsync<TEvent>(
        ReadRows<TEvent> read, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await read(after, cancellationToken);
            foreach (var row in page)
            {
                after = row.Sequence;
                yield return row;
            }

            if (page.Count == 0)
            {
                yield break;
            }
        }
    }
}

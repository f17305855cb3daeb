using System.Runtime.CompilerServices;
using System.Threading.Channels;
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
            cursor = row.Sequence;
            yield return new(SeenKind.Event, row, cursor);
            if (row.Terminal)
            {
                yield return new(SeenKind.ReplayComplete, default, cursor);
                yield break;
            }
        }

        yield return new(SeenKind.ReplayComplete, default, cursor);
        var quietSince = clock.GetTimestamp();
        while (true)
        {
            var next = await NextAsync(subscription.Live, clock, cancellationToken);
            if (next is { Sequence: 0 } ephemeral)
            {
                quietSince = clock.GetTimestamp();
                yield return new(SeenKind.Event, ephemeral, cursor);
                continue;
            }

            if (next is { } known && known.Sequence <= cursor)
            {
                continue;
            }

            if (next is { } live && live.Sequence == cursor + 1)
            {
                cursor = live.Sequence;
                quietSince = clock.GetTimestamp();
                yield return new(SeenKind.Event, live, cursor);
                if (live.Terminal)
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

    /// <summary>The next live event, or null when none came in time.</summary>
    private static async Task<Happened<TEvent>?> NextAsync<TEvent>(
        ChannelReader<Happened<TEvent>> live, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (live.TryRead(out var ready))
        {
            return ready;
        }

        using var patience = new CancellationTokenSource(LookAgainAfter, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await live.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
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

using System.Runtime.CompilerServices;
using OmniForge.Server.Storage.Feeds;

namespace OmniForge.Server.Streams.Feeds;

/// <summary>At most <see cref="ChangeFeeds.PageSize"/> resources of a span that pass the filters of a reader; fewer = there are no more.</summary>
internal delegate Task<IReadOnlyList<FeedEntry<T>>> ReadFeed<T>(FeedSpan span, CancellationToken cancellationToken);

/// <summary>Change feeds: the latest row of each changed resource of a tenant, read from the rows, so that no reader can lose one.</summary>
internal sealed class ChangeFeeds(FeedBell bell, FeedClock feed, FeedTokens tokens, TimeProvider clock)
{
    /// <summary>All that waits in memory for one reader.</summary>
    public const int PageSize = 100;

    /// <summary>Changes of one resource that come within this time are shown as one.</summary>
    private static readonly TimeSpan Gathered = TimeSpan.FromMilliseconds(100);

    /// <summary>Refuses a token that is not good here.</summary>
    /// <param name="binding">Everything a token is bound to besides the feed: the filters.</param>
    public async Task<FeedStart> OpenAsync(FeedKey key, string binding, FeedBegin begin, string resumeToken, CancellationToken cancellationToken)
    {
        var bound = $"{key.Write()}|{binding}";
        var listener = bell.Listen(key);
        try
        {
            var now = await feed.NowAsync(cancellationToken);
            var cursor = resumeToken.Length > 0 ? await tokens.ReadAsync(resumeToken, bound, now, cancellationToken)
                : begin == FeedBegin.Present ? FeedCursor.Present(now)
                : FeedCursor.After(now);
            return new(listener, cursor, await tokens.WriterAsync(bound, cancellationToken));
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Frames without end.</summary>
    public async IAsyncEnumerable<FeedFrame<T>> WatchAsync<T>(FeedStart start, ReadFeed<T> read, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        using var listener = start.Listener;
        var cursor = start.Cursor;
        var live = false;
        var quietSince = clock.GetTimestamp();
        while (true)
        {
            var began = clock.GetTimestamp();
            var whole = cursor.Upto is null;
            cursor = whole ? cursor.Towards(await feed.NowAsync(cancellationToken)) : cursor;
            while (await read(cursor.Span, cancellationToken) is { Count: > 0 } page)
            {
                foreach (var entry in page)
                {
                    cursor = cursor.Past(entry.Place);
                    quietSince = clock.GetTimestamp();
                    yield return new(FeedFrameKind.Change, entry.Latest, start.Token(cursor));
                }

                if (page.Count < PageSize)
                {
                    break;
                }
            }

            cursor = cursor.Arrived();
            if (!whole)
            {
                // That was the rest of what an earlier connection began with.
                continue;
            }

            if (!live || clock.GetElapsedTime(quietSince) >= EventStream.HeartbeatAfter)
            {
                quietSince = clock.GetTimestamp();
                yield return new(live ? FeedFrameKind.Heartbeat : FeedFrameKind.ReplayComplete, null, start.Token(cursor));
                live = true;
            }

            // Also without a ring: it may have been lost on the way from another node.
            await listener.WaitAsync(Least(EventStream.HeartbeatAfter - clock.GetElapsedTime(quietSince)), cancellationToken);
            if (Gathered - clock.GetElapsedTime(began) is { Ticks: > 0 } rest)
            {
                await Task.Delay(rest, clock, cancellationToken);
            }
        }
    }

    private static TimeSpan Least(TimeSpan wait) => wait > Gathered ? wait : Gathered;
}

/// <summary>A reader that was let in: its cursor, its place at the bell and its tokens.</summary>
internal sealed record FeedStart(FeedBell.Listener Listener, FeedCursor Cursor, Func<FeedCursor, string> Token);

/// <summary>What a reader without a token is shown first.</summary>
internal enum FeedBegin
{
    Present,
    Live,
}

internal readonly record struct FeedEntry<T>(FeedPlace Place, T Latest);

/// <summary>What a reader gets, each with where to go on after it.</summary>
internal readonly record struct FeedFrame<T>(FeedFrameKind Kind, T? Latest, string ResumeToken)
    where T : class;

internal enum FeedFrameKind
{
    Change,

    /// <summary>The present, or what changed since the token, was shown.</summary>
    ReplayComplete,
    Heartbeat,
}

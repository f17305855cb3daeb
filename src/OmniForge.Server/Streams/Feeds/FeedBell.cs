using System.Collections.Concurrent;
using OmniForge.Server.Hosting;
using OmniForge.Server.Telemetry;

namespace OmniForge.Server.Streams.Feeds;

/// <summary>Wakes the readers of change feeds after a commit. It carries nothing: what changed stands in the rows.</summary>
internal sealed class FeedBell(TimeProvider clock)
{
    private readonly ConcurrentDictionary<FeedKey, Listener[]> _listeners = new();

    /// <summary>Reaches the readers on other nodes; null = this node is alone.</summary>
    public IFeedEcho? Echo { get; set; }

    /// <summary>Listen before reading, so that nothing falls between.</summary>
    public Listener Listen(FeedKey key)
    {
        var listener = new Listener(this, key, new Bell(clock));
        _listeners.AddOrUpdate(key, static (_, own) => [own], static (_, others, own) => [.. others, own], listener);
        Instruments.Watchers.Add(1, listener.Counted);
        Echo?.Changed(key);
        return listener;
    }

    /// <summary>True while anybody on this node listens.</summary>
    public bool Watched(FeedKey key) => _listeners.ContainsKey(key);

    /// <summary>Something was committed. While nobody reads feeds this costs two looks at empty tables.</summary>
    public void Ring(FeedKey key)
    {
        RingHere(key);
        Echo?.Rung(key);
    }

    /// <summary>A transaction of several tenants was committed.</summary>
    public void RingAll()
    {
        foreach (var (key, _) in _listeners)
        {
            RingHere(key);
        }

        Echo?.RungAll();
    }

    /// <summary>Wakes the readers of this node only.</summary>
    public void RingHere(FeedKey key)
    {
        if (!_listeners.IsEmpty && _listeners.TryGetValue(key, out var listeners))
        {
            foreach (var listener in listeners)
            {
                listener.Ring();
            }
        }
    }

    private void Remove(Listener listener)
    {
        while (_listeners.TryGetValue(listener.Key, out var listeners) && Array.IndexOf(listeners, listener) >= 0)
        {
            var removed = listeners.Length == 1
                ? _listeners.TryRemove(new(listener.Key, listeners))
                : _listeners.TryUpdate(listener.Key, [.. listeners.Where(other => other != listener)], listeners);
            if (removed)
            {
                Instruments.Watchers.Add(-1, listener.Counted);
                Echo?.Changed(listener.Key);
                return;
            }
        }
    }

    /// <summary>One reader.</summary>
    internal sealed class Listener(FeedBell feeds, FeedKey key, Bell own) : IDisposable
    {
        public FeedKey Key { get; } = key;

        /// <summary>`executions` for the feed of executions.</summary>
        public KeyValuePair<string, object?> Counted { get; } = new("of", key.Kind.ToString().ToLowerInvariant());

        public void Ring() => own.Ring();

        /// <summary>Ends at the first ring since the wait before ended, or when <paramref name="most"/> has passed.</summary>
        public Task WaitAsync(TimeSpan most, CancellationToken cancellationToken) => own.WaitAsync(most, cancellationToken);

        public void Dispose() => feeds.Remove(this);
    }
}

/// <summary>One feed of one tenant.</summary>
internal readonly record struct FeedKey(FeedKind Kind, string TenantId)
{
    public string Write() => $"{Kind}/{TenantId}";

    public static FeedKey Read(string written)
    {
        var slash = written.IndexOf('/', StringComparison.Ordinal);
        return new(Enum.Parse<FeedKind>(written[..slash]), written[(slash + 1)..]);
    }
}

internal enum FeedKind
{
    Executions,
    Agents,
}

using System.Collections.Concurrent;
using System.Threading.Channels;
using OmniForge.Server.Telemetry;

namespace OmniForge.Server.Streams;

/// <summary>
/// Tells live watchers what was committed. It remembers nothing: who falls behind reads the rows.
/// </summary>
internal sealed class EventHub<TEvent>
{
    /// <summary>Events waiting for one watcher before it is sent back to the rows.</summary>
    private const int Waiting = 256;

    /// <summary>`execution` for ExecutionEvent.</summary>
    private static readonly KeyValuePair<string, object?> Kind = new("of", typeof(TEvent).Name.Replace("Event", "", StringComparison.Ordinal).ToLowerInvariant());

    private readonly ConcurrentDictionary<string, Subscription[]> _watchers = new();

    /// <summary>Reaches the watchers on other nodes; null = this node is alone.</summary>
    public IHubEcho<TEvent>? Echo { get; set; }

    /// <summary>Told of everything that is published on this node.</summary>
    public Action<string, TEvent>? Published { get; set; }

    /// <summary>Subscribe before reading rows, so that nothing falls between.</summary>
    public Subscription Subscribe(string key)
    {
        var subscription = new Subscription(this, key);
        Instruments.Watchers.Add(1, Kind);
        _watchers.AddOrUpdate(key, static (_, own) => [own], static (_, others, own) => [.. others, own], subscription);
        Echo?.Changed(key);
        return subscription;
    }

    /// <summary>True while anybody on this node watches it.</summary>
    public bool Watched(string key) => _watchers.ContainsKey(key);

    public void Publish(string key, Happened<TEvent> happened)
    {
        Deliver(key, happened);
        Echo?.Published(key, happened);
        Published?.Invoke(key, happened.Event);
    }

    /// <summary>Tells the watchers of this node only.</summary>
    public void Deliver(string key, Happened<TEvent> happened)
    {
        if (_watchers.TryGetValue(key, out var watchers))
        {
            foreach (var watcher in watchers)
            {
                watcher.Offer(happened);
            }
        }
    }

    /// <summary>Has the watchers of a resource look at its rows: something was committed elsewhere.</summary>
    public void Nudge(string key) => Deliver(key, Happened<TEvent>.Elsewhere);

    private void Remove(Subscription subscription)
    {
        while (_watchers.TryGetValue(subscription.Key, out var watchers) && Array.IndexOf(watchers, subscription) >= 0)
        {
            var removed = watchers.Length == 1
                ? _watchers.TryRemove(new(subscription.Key, watchers))
                : _watchers.TryUpdate(subscription.Key, [.. watchers.Where(other => other != subscription)], watchers);
            if (removed)
            {
                Instruments.Watchers.Add(-1, Kind);
                Echo?.Changed(subscription.Key);
                return;
            }
        }
    }

    /// <summary>One watcher's window on one resource.</summary>
    internal sealed class Subscription(EventHub<TEvent> hub, string key) : IDisposable
    {
        private readonly Channel<Happened<TEvent>> _live = Channel.CreateBounded<Happened<TEvent>>(
            new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

        public string Key { get; } = key;

        public ChannelReader<Happened<TEvent>> Live => _live.Reader;

        /// <summary>A dropped durable event shows as a gap of sequence numbers; the reader then turns to the rows.</summary>
        public void Offer(Happened<TEvent> happened) => _live.Writer.TryWrite(happened);

        public void Dispose() => hub.Remove(this);
    }
}

/// <summary>One event on its way. Sequence 0 = ephemeral; below = no event, but a reason to look at the rows.</summary>
internal readonly record struct Happened<TEvent>(long Sequence, TEvent Event, bool Terminal = false)
{
    public static readonly Happened<TEvent> Elsewhere = new(-1, default!);
}

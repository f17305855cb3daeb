using System.Collections.Concurrent;
using System.Threading.Channels;

namespace OmniForge.Server.Streams;

/// <summary>
/// Tells live watchers what was committed. It remembers nothing: who falls behind reads the rows.
/// </summary>
internal sealed class EventHub<TEvent>
{
    /// <summary>Events waiting for one watcher before it is sent back to the rows.</summary>
    private const int Waiting = 256;

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Subscription, byte>> _watchers = new();

    /// <summary>Subscribe before reading rows, so that nothing falls between.</summary>
    public Subscription Subscribe(string key)
    {
        var subscription = new Subscription(this, key);
        _watchers.GetOrAdd(key, _ => new()).TryAdd(subscription, 0);
        return subscription;
    }

    public void Publish(string key, Happened<TEvent> happened)
    {
        if (!_watchers.TryGetValue(key, out var watchers))
        {
            return;
        }

        foreach (var (watcher, _) in watchers)
        {
            watcher.Offer(happened);
        }
    }

    private void Remove(Subscription subscription)
    {
        if (_watchers.TryGetValue(subscription.Key, out var watchers)
            && watchers.TryRemove(subscription, out _) && watchers.IsEmpty)
        {
            _watchers.TryRemove(new(subscription.Key, watchers));
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

/// <summary>One event on its way. Sequence 0 = ephemeral.</summary>
internal readonly record struct Happened<TEvent>(long Sequence, TEvent Event, bool Terminal = false);

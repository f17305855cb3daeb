using System.Collections.Concurrent;
using OmniForge.Server.Streams.Feeds;

namespace OmniForge.Server.Cluster;

/// <summary>
/// Joins the bells of all nodes: a node tells the others which feeds are read on it and is rung for exactly those. Rings of one moment go
/// as one; a ring that is lost costs the reader seconds, never a change.
/// </summary>
internal sealed class FeedEcho : IEcho, IFeedEcho
{
    private const string Topic = "feed";

    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(15);

    private readonly FeedBell _bell;
    private readonly EchoPosts _posts;
    private readonly TimeProvider _clock;
    private readonly Announcements _announcements;
    private readonly Elsewhere _elsewhere = new();
    private readonly ConcurrentDictionary<string, byte> _ringing = new();

    public FeedEcho(FeedBell bell, Nodes nodes, NodeCalls calls, EchoPosts posts, Echoes echoes, TimeProvider clock)
    {
        (_bell, _posts, _clock) = (bell, posts, clock);
        _announcements = new(Topic, nodes, calls, clock)
        {
            IsWatched = key => bell.Watched(FeedKey.Read(key)),
            Heard = key => bell.RingHere(FeedKey.Read(key)),
            Lost = Forget,
        };
        echoes.Add(Topic, this);
        bell.Echo = this;
    }

    public void Changed(FeedKey key) => _announcements.Change(key.Write());

    public void Rung(FeedKey key)
    {
        if (!_elsewhere.IsEmpty && key.Write() is var written && _elsewhere.IsWatched(written) && _ringing.TryAdd(written, 0))
        {
            _ = TellAsync(written);
        }
    }

    public void RungAll()
    {
        foreach (var key in _elsewhere.Keys)
        {
            Rung(FeedKey.Read(key));
        }
    }

    public void Note(Interest interest) => _elsewhere.Note(interest);

    public void Hear(Told told) => _bell.RingHere(FeedKey.Read(told.Key));

    private async Task TellAsync(string key)
    {
        await Task.Delay(Gather, _clock);
        _ringing.TryRemove(key, out _);
        foreach (var node in _elsewhere.Watching(key))
        {
            _posts.Send(node, new(Topic, key, 0, false, []));
        }
    }

    private void Forget(string node) => _elsewhere.Forget(node);
}

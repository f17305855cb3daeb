using Google.Protobuf;
using OmniForge.Server.Streams;

namespace OmniForge.Server.Cluster;

/// <summary>
/// Joins the hubs of all nodes for one kind of event: a node tells the others what is watched on it and is sent exactly that.
/// While nobody watches from elsewhere, an event costs one look at an empty table.
/// </summary>
internal sealed class HubEcho<TEvent> : IEcho, IHubEcho<TEvent>
    where TEvent : class, IMessage<TEvent>, new()
{
    private static readonly string Topic = typeof(TEvent).Name;
    private static readonly MessageParser<TEvent> Parser = new(() => new TEvent());

    private readonly EventHub<TEvent> _hub;
    private readonly EchoPosts _posts;
    private readonly Announcements _announcements;
    private readonly Elsewhere _elsewhere = new();

    public HubEcho(EventHub<TEvent> hub, Nodes nodes, NodeCalls calls, EchoPosts posts, Echoes echoes, TimeProvider clock)
    {
        (_hub, _posts) = (hub, posts);
        _announcements = new(Topic, nodes, calls, clock) { IsWatched = hub.Watched, Heard = hub.Nudge, Lost = Forget };
        echoes.Add(Topic, this);
        hub.Echo = this;
    }

    public void Changed(string key) => _announcements.Change(key);

    public void Published(string key, Happened<TEvent> happened)
    {
        if (_elsewhere.IsEmpty || !_elsewhere.IsWatched(key))
        {
            return;
        }

        var told = new Told(Topic, key, happened.Sequence, happened.Terminal, happened.Event.ToByteArray());
        foreach (var node in _elsewhere.Watching(key))
        {
            _posts.Send(node, told);
        }
    }

    public void Note(Interest interest) => _elsewhere.Note(interest);

    public void Hear(Told told) => _hub.Deliver(told.Key, new(told.Sequence, Parser.ParseFrom(told.Payload), told.Terminal));

    /// <summary>A node is gone: nothing more is sent to it.</summary>
    private void Forget(string node)
    {
        _elsewhere.Forget(node);
        _posts.Close(node);
    }
}

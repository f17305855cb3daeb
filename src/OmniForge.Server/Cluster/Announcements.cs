using System.Collections.Concurrent;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Cluster;

/// <summary>
/// Tells the other nodes what is watched on this one. Changes are gathered for a moment, so that a watcher who comes and goes with a
/// short execution costs no call at all.
/// </summary>
internal sealed class Announcements
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(15);

    private readonly string _topic;
    private readonly Nodes _nodes;
    private readonly NodeCalls _calls;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, byte> _changed = new();
    private readonly Bell _bell;
    private readonly HashSet<string> _announced = [];
    private HashSet<string> _peers = [];

    public Announcements(string topic, Nodes nodes, NodeCalls calls, TimeProvider clock)
    {
        (_topic, _nodes, _calls, _clock, _bell) = (topic, nodes, calls, clock, new Bell(clock));
        nodes.Changed += Ring;
        _ = Task.Run(RunAsync);
    }

    public required Func<string, bool> IsWatched { get; init; }

    /// <summary>The others know that this key is watched here; what happened before that was not sent.</summary>
    public required Action<string> Heard { get; init; }

    /// <summary>A node is gone.</summary>
    public required Action<string> Lost { get; init; }

    /// <summary>A watcher of this key came or left.</summary>
    public void Change(string key)
    {
        _changed[key] = 0;
        Ring();
    }

    private void Ring() => _bell.Ring();

    private async Task RunAsync()
    {
        await foreach (var _ in _bell.RingsAsync(CancellationToken.None))
        {
            await Task.Delay(Gather, _clock);
            await MeetAsync();
            await TellAsync();
        }
    }

    private async Task TellAsync()
    {
        var changed = _changed.Keys.ToList();
        changed.ForEach(key => _changed.TryRemove(key, out _));
        string[] on = [.. changed.Where(key => IsWatched(key) && _announced.Add(key))];
        string[] off = [.. changed.Where(key => !IsWatched(key) && _announced.Remove(key))];
        foreach (var node in _peers)
        {
            await SendAsync(node, on, true);
            await SendAsync(node, off, false);
        }

        // Alone, nothing can have happened elsewhere.
        if (_peers.Count > 0)
        {
            Array.ForEach(on, Heard);
        }
    }

    /// <summary>New nodes learn what is watched here. Of nodes that are gone nothing comes any more, so watchers look at the rows.</summary>
    private async Task MeetAsync()
    {
        var now = _nodes.Others.ToHashSet();
        List<string> gone = [.. _peers.Except(now)];
        List<string> met = [.. now.Except(_peers)];
        _peers = now;
        gone.ForEach(Lost);
        string[] known = [.. _announced];
        foreach (var node in met)
        {
            await SendAsync(node, known, true);
        }

        if (met.Count + gone.Count > 0)
        {
            Array.ForEach(known, Heard);
        }
    }

    private async Task SendAsync(string node, string[] keys, bool watched)
    {
        if (keys.Length > 0)
        {
            await _calls.TryAsync(node, grain => grain.WatchAsync(new(_topic, _calls.Me, keys, watched)));
        }
    }
}

using System.Collections.Concurrent;

namespace OmniForge.Server.Cluster;

/// <summary>Which keys of one topic are watched on which other nodes.</summary>
internal sealed class Elsewhere
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, byte>> _nodes = new();

    public bool IsEmpty => _nodes.IsEmpty;

    /// <summary>Every key that is watched on another node.</summary>
    public IEnumerable<string> Keys => _nodes.Select(watched => watched.Key);

    /// <summary>The nodes that watch this key.</summary>
    public IEnumerable<string> Watching(string key) => _nodes.TryGetValue(key, out var nodes) ? nodes.Select(node => node.Key) : [];

    public bool IsWatched(string key) => _nodes.ContainsKey(key);

    public void Note(Interest interest)
    {
        foreach (var key in interest.Keys)
        {
            if (interest.Watched)
            {
                _nodes.GetOrAdd(key, _ => new())[interest.Node] = 0;
            }
            else
            {
                Forget(key, interest.Node);
            }
        }
    }

    /// <summary>A node is gone: nothing more is sent to it.</summary>
    public void Forget(string node)
    {
        foreach (var (key, _) in _nodes)
        {
            Forget(key, node);
        }
    }

    private void Forget(string key, string node)
    {
        if (_nodes.TryGetValue(key, out var nodes) && nodes.TryRemove(node, out _) && nodes.IsEmpty)
        {
            _nodes.TryRemove(new(key, nodes));
        }
    }
}

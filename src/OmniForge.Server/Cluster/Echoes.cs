using System.Collections.Concurrent;

namespace OmniForge.Server.Cluster;

/// <summary>Carries what happens on one node to the watchers on another. A loss is harmless: whoever misses a number reads the rows.</summary>
internal sealed class Echoes
{
    private readonly ConcurrentDictionary<string, IEcho> _topics = new();

    public void Add(string topic, IEcho echo) => _topics[topic] = echo;

    /// <summary>Another node has, or no longer has, watchers.</summary>
    public void Note(Interest interest)
    {
        if (_topics.TryGetValue(interest.Topic, out var echo))
        {
            echo.Note(interest);
        }
    }

    /// <summary>Something happened on another node.</summary>
    public void Hear(IReadOnlyList<Told> told)
    {
        foreach (var one in told)
        {
            if (_topics.TryGetValue(one.Topic, out var echo))
            {
                echo.Hear(one);
            }
        }
    }
}

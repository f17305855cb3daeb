namespace OmniForge.Server.Streams;

/// <summary>How a hub reaches watchers on other nodes; a node alone has none.</summary>
internal interface IHubEcho<TEvent>
{
    /// <summary>A watcher of this key came or left.</summary>
    void Changed(string key);

    /// <summary>Something happened on this node.</summary>
    void Published(string key, Happened<TEvent> happened);
}

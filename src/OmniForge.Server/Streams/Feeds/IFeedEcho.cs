namespace OmniForge.Server.Streams.Feeds;

/// <summary>How a bell reaches readers on other nodes; a node alone has none.</summary>
internal interface IFeedEcho
{
    /// <summary>A reader of this feed came or left.</summary>
    void Changed(FeedKey key);

    /// <summary>Something was committed on this node.</summary>
    void Rung(FeedKey key);

    /// <summary>Something of several tenants was committed on this node.</summary>
    void RungAll();
}

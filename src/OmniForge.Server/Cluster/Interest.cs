namespace OmniForge.Server.Cluster;

/// <summary>Which keys a node has watchers of, or no longer has.</summary>
[GenerateSerializer]
[Immutable]
internal sealed record Interest(
    [property: Id(0)] string Topic, [property: Id(1)] string Node, [property: Id(2)] string[] Keys, [property: Id(3)] bool Watched);

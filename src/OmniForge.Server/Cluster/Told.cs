namespace OmniForge.Server.Cluster;

/// <summary>An event on its way to a node that has watchers of it.</summary>
/// <param name="Topic">Which kind of event.</param>
/// <param name="Payload">The event in proto bytes.</param>
[GenerateSerializer]
[Immutable]
internal sealed record Told(
    [property: Id(0)] string Topic, [property: Id(1)] string Key, [property: Id(2)] long Sequence, [property: Id(3)] bool Terminal,
    [property: Id(4)] byte[] Payload);

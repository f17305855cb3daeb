using Orleans.Placement;

namespace OmniForge.Server.Cluster;

/// <summary>The grain lives on the node its key names, or nowhere.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OnItsNodeAttribute() : PlacementAttribute(new OnItsNode());

[GenerateSerializer]
[Immutable]
internal sealed class OnItsNode : PlacementStrategy;

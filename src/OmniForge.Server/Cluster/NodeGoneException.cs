namespace OmniForge.Server.Cluster;

/// <summary>The node that was called is no longer there; whoever takes over its work reads what was asked from the rows.</summary>
[GenerateSerializer]
internal sealed class NodeGoneException(string address) : OrleansException($"The node {address} is gone.");

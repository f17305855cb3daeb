namespace OmniForge.Server.Cluster;

/// <summary>The nodes of the cluster as this one sees them now. What it sees may be seconds old: rows decide, not this.</summary>
internal sealed class Nodes(IClusterMembershipService membership, ThisNode me)
{
    /// <summary>The stored status of a node that will never come back.</summary>
    public const int DeadStatus = (int)SiloStatus.Dead;

    /// <summary>The membership changed, or another node asked to look after its work.</summary>
    public event Action? Changed;

    /// <summary>Owner addresses of the other nodes at work.</summary>
    public IReadOnlyList<string> Others
        => [.. membership.CurrentSnapshot.Members.Values.Where(node => node.Status == SiloStatus.Active)
            .Select(node => node.SiloAddress.ToParsableString()).Where(address => address != me.Address)];

    public void Ring() => Changed?.Invoke();

    /// <summary>Declares a node dead; it leaves by itself when it learns of it.</summary>
    public Task<bool> DeclareDeadAsync(string address) => membership.TryKill(SiloAddress.FromParsableString(address));

    /// <summary>Rings at every change until the process ends.</summary>
    internal sealed class Watch(Nodes nodes, IClusterMembershipService membership) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            await foreach (var _ in membership.MembershipUpdates.WithCancellation(stoppingToken))
            {
                nodes.Ring();
            }
        }
    }
}

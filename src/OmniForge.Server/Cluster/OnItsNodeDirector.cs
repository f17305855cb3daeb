using Orleans.Runtime.Placement;

namespace OmniForge.Server.Cluster;

internal sealed class OnItsNodeDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var wanted = SiloAddress.FromParsableString(target.GrainIdentity.Key.ToString()!);
        return context.GetCompatibleSilos(target).Contains(wanted)
            ? Task.FromResult(wanted)
            : throw new NodeGoneException(target.GrainIdentity.Key.ToString()!);
    }
}

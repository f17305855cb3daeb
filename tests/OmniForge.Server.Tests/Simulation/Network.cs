using System.Net;
using System.Reflection;
using OmniForge.Server.Cluster;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Simulation;

/// <summary>How nodes call each other: a call arrives some time later, or never.</summary>
public class Network : DispatchProxy
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private World _world = null!;

    internal static IGrainFactory Of(World world)
    {
        var grains = Create<IGrainFactory, Network>();
        ((Network)(object)grains)._world = world;
        return grains;
    }

    /// <summary>Only nodes are called, by their address.</summary>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        => new NodeDouble(_world, (string)args![0]!);

    private sealed class NodeDouble(World world, string address) : INodeGrain
    {
        public Task WakeAsync(string tenantId, string executionId) => CallAsync(node => node.Host.Ensure(tenantId, executionId));

        public Task CancelAsync(string tenantId, string executionId, int mode) => CancelManyAsync(tenantId, [executionId], mode);

        public Task CancelManyAsync(string tenantId, IReadOnlyList<string> executionIds, int mode)
            => CallAsync(node =>
            {
                foreach (var id in executionIds)
                {
                    node.Host.Ensure(tenantId, id);
                    node.Host.Cancel(tenantId, id, (CancelMode)mode);
                }
            });

        public Task LookAfterAsync() => Task.CompletedTask;

        public Task WatchAsync(Interest interest) => Task.CompletedTask;

        public Task TellAsync(IReadOnlyList<Told> told) => Task.CompletedTask;

        private async Task CallAsync(Action<Node> call)
        {
            if (world.Find(address) is not { } node)
            {
                throw new TimeoutException("The node is gone.");
            }

            var answer = node.Place.Start(() =>
            {
                call(node);
                return Task.FromResult(true);
            });
            await Task.WhenAny(answer, node.Place.Gone, Task.Delay(Patience, world.Clock));
            if (!answer.IsCompleted)
            {
                throw new TimeoutException("The node does not answer.");
            }

            await answer;
        }
    }
}

/// <summary>Who a simulated process is in the cluster.</summary>
internal sealed class Silo(int number) : ILocalSiloDetails
{
    public string Name => $"node {number}";
    public string ClusterId => "simulated";
    public string DnsHostName => "localhost";
    public SiloAddress SiloAddress { get; } = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 1), number);
    public SiloAddress GatewayAddress => SiloAddress;
}

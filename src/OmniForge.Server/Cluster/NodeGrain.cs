using OmniForge.Server.Executions;
using OmniForge.V1;
using Orleans.Concurrency;

namespace OmniForge.Server.Cluster;

[Reentrant]
[OnItsNode]
[CollectionAgeLimit(AlwaysActive = true)]
internal sealed class NodeGrain(ExecutionHost host, Nodes nodes, Echoes echoes) : Grain, INodeGrain
{
    public Task WakeAsync(string tenantId, string executionId)
    {
        host.Ensure(tenantId, executionId);
        return Task.CompletedTask;
    }

    public Task CancelAsync(string tenantId, string executionId, int mode)
    {
        host.Ensure(tenantId, executionId);
        host.Cancel(tenantId, executionId, (CancelMode)mode);
        return Task.CompletedTask;
    }

    public Task CancelManyAsync(string tenantId, IReadOnlyList<string> executionIds, int mode)
    {
        foreach (var id in executionIds)
        {
            host.Ensure(tenantId, id);
            host.Cancel(tenantId, id, (CancelMode)mode);
        }

        return Task.CompletedTask;
    }

    public Task LookAfterAsync()
    {
        nodes.Ring();
        return Task.CompletedTask;
    }

    public Task WatchAsync(Interest interest)
    {
        echoes.Note(interest);
        return Task.CompletedTask;
    }

    public Task TellAsync(IReadOnlyList<Told> told)
    {
        echoes.Hear(told);
        return Task.CompletedTask;
    }
}

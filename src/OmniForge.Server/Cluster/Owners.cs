using OmniForge.Server.Conversations;
using OmniForge.Server.Executions;
using OmniForge.V1;

namespace OmniForge.Server.Cluster;

/// <summary>Reaches the one owner of a conversation or an execution, wherever it lives. Store what is asked before asking; once
/// it is stored, a caller who hangs up takes nothing back.</summary>
internal sealed class Owners(IGrainFactory grains, NodeCalls nodes, ExecutionClaims claims, ExecutionHost host)
{
    /// <summary>Makes sure that the execution is being worked on, here when nobody owns it. One that waits for its turn waits on.</summary>
    public async Task WakeExecutionAsync(string tenantId, string id)
    {
        var owner = await claims.OwnerAsync(tenantId, id, CancellationToken.None);
        if (owner == nodes.Me)
        {
            host.Ensure(tenantId, id);
        }
        else if (owner is { Length: 0 })
        {
            if (await claims.TakeAsync(tenantId, id, owner, CancellationToken.None))
            {
                host.Ensure(tenantId, id);
            }
        }
        else if (owner is not (null or ExecutionClaims.Line))
        {
            await nodes.TryAsync(owner, node => node.WakeAsync(tenantId, id));
        }
    }

    /// <summary>Stops it at its owner. One without an owner is stopped by whoever takes it over.</summary>
    public async Task CancelExecutionAsync(string tenantId, string id, CancelMode mode)
    {
        var owner = await claims.OwnerAsync(tenantId, id, CancellationToken.None);
        if (owner is "" or ExecutionClaims.Line && await claims.TakeAsync(tenantId, id, owner, CancellationToken.None))
        {
            owner = nodes.Me;
        }

        if (owner == nodes.Me)
        {
            host.Ensure(tenantId, id);
            host.Cancel(tenantId, id, mode);
        }
        else if (owner is not (null or "" or ExecutionClaims.Line))
        {
            await nodes.TryAsync(owner, node => node.CancelAsync(tenantId, id, (int)mode));
        }
    }

    /// <summary>Stops executions of one owner with one call.</summary>
    public async Task CancelExecutionsAsync(string owner, string tenantId, IReadOnlyList<string> ids, CancelMode mode)
    {
        if (owner != nodes.Me)
        {
            await nodes.TryAsync(owner, node => node.CancelManyAsync(tenantId, ids, (int)mode));
            return;
        }

        foreach (var id in ids)
        {
            host.Ensure(tenantId, id);
            host.Cancel(tenantId, id, mode);
        }
    }

    /// <summary>Has waiting turns taken; returns before they are.</summary>
    public Task PumpConversationAsync(string tenantId, string id)
        => grains.GetGrain<IConversationGrain>(ConversationLog.KeyOf(tenantId, id)).PumpAsync();
}

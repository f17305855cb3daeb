using OmniForge.Server.Conversations;
using OmniForge.Server.Executions;
using OmniForge.V1;

namespace OmniForge.Server.Cluster;

/// <summary>Reaches the one owner of a conversation or an execution, wherever it lives.</summary>
internal sealed class Owners(IGrainFactory grains, ExecutionHost host)
{
    /// <summary>Makes sure that the execution is being worked on.</summary>
    public Task EnsureExecutionAsync(string tenantId, string id)
    {
        host.Ensure(tenantId, id);
        return Task.CompletedTask;
    }

    public Task CancelExecutionAsync(string tenantId, string id, CancelMode mode)
    {
        host.Ensure(tenantId, id);
        host.Cancel(tenantId, id, mode);
        return Task.CompletedTask;
    }

    /// <summary>Has waiting turns taken; returns before they are.</summary>
    public Task PumpConversationAsync(string tenantId, string id)
        => grains.GetGrain<IConversationGrain>(ConversationLog.KeyOf(tenantId, id)).PumpAsync();
}

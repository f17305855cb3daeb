using System.Collections.Concurrent;

namespace OmniForge.Server.Conversations;

/// <summary>Turns at work on this node, and how to stop one.</summary>
internal sealed class TurnStops
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new();

    public CancellationToken Begin(string tenantId, string conversationId)
        => _running.GetOrAdd(ConversationLog.KeyOf(tenantId, conversationId), _ => new()).Token;

    public void End(string tenantId, string conversationId)
    {
        if (_running.TryRemove(ConversationLog.KeyOf(tenantId, conversationId), out var stop))
        {
            stop.Dispose();
        }
    }

    /// <summary>True when a turn was running here.</summary>
    public async Task<bool> StopAsync(string tenantId, string conversationId)
    {
        if (!_running.TryGetValue(ConversationLog.KeyOf(tenantId, conversationId), out var stop))
        {
            return false;
        }

        await stop.CancelAsync();
        return true;
    }

    /// <summary>A person stopped the turn, as opposed to the node stopping.</summary>
    public bool Asked(string tenantId, string conversationId)
        => _running.TryGetValue(ConversationLog.KeyOf(tenantId, conversationId), out var stop) && stop.IsCancellationRequested;
}

namespace OmniForge.Server.Cluster;

/// <summary>Calls other nodes. A node that is gone misses nothing: what was asked is in the rows.</summary>
internal sealed partial class NodeCalls(IGrainFactory grains, ThisNode me, ILogger<NodeCalls> log)
{
    public string Me => me.Address;

    /// <summary>False when the node could not be reached.</summary>
    public async Task<bool> TryAsync(string address, Func<INodeGrain, Task> call)
    {
        try
        {
            await call(grains.GetGrain<INodeGrain>(address));
            return true;
        }
        catch (Exception gone) when (gone is OrleansException or TimeoutException or OperationCanceledException)
        {
            LogGone(address, gone.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "Node {Address} could not be reached: {Trouble}")]
    private partial void LogGone(string address, string trouble);
}

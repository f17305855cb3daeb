using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>The owner of one execution. It holds no truth: it tells this node's host what to work on and what to stop.</summary>
[Alias("omniforge.execution")]
internal interface IExecutionGrain : IGrainWithStringKey
{
    /// <summary>Makes sure that the execution is being worked on.</summary>
    [Alias("ensure")]
    Task EnsureAsync();

    /// <summary>Stops it; <paramref name="mode"/> is a CancelMode.</summary>
    [Alias("cancel")]
    Task CancelAsync(int mode);
}

internal sealed class ExecutionGrain(ExecutionHost host) : Grain, IExecutionGrain
{
    public Task EnsureAsync()
    {
        var (tenant, id) = Key();
        host.Ensure(tenant, id);
        return Task.CompletedTask;
    }

    public Task CancelAsync(int mode)
    {
        var (tenant, id) = Key();
        host.Ensure(tenant, id);
        host.Cancel(tenant, id, (CancelMode)mode);
        return Task.CompletedTask;
    }

    private (string Tenant, string Id) Key()
    {
        var key = this.GetPrimaryKeyString();
        var slash = key.LastIndexOf('/');
        return (key[..slash], key[(slash + 1)..]);
    }
}

using Orleans.Concurrency;

namespace OmniForge.Server.Cluster;

/// <summary>One node, under its address: what the others tell it. It decides nothing and holds nothing.</summary>
[Alias("omniforge.node")]
internal interface INodeGrain : IGrainWithStringKey
{
    /// <summary>Rows of an execution that this node owns have changed.</summary>
    [Alias("wake")]
    Task WakeAsync(string tenantId, string executionId);

    /// <summary>Stops an execution that this node owns; <paramref name="mode"/> is a CancelMode.</summary>
    [Alias("cancel")]
    Task CancelAsync(string tenantId, string executionId, int mode);

    /// <summary>Stops many executions of one tenant that this node owns.</summary>
    [Alias("cancel-many")]
    Task CancelManyAsync(string tenantId, IReadOnlyList<string> executionIds, int mode);

    /// <summary>Another node has put work down: look at once for what has no owner.</summary>
    [Alias("look-after")]
    [OneWay]
    Task LookAfterAsync();

    /// <summary>A node has, or no longer has, watchers of these keys; returns once events will be sent.</summary>
    [Alias("watch")]
    Task WatchAsync(Interest interest);

    /// <summary>What happened on another node and is watched on this one.</summary>
    [Alias("tell")]
    Task TellAsync(IReadOnlyList<Told> told);
}

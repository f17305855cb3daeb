using OmniForge.Server.Cluster;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Executions;

/// <summary>
/// The stop of a node, before anything else stops: refuse what is new, put every pen down, give the executions up in the rows and ask
/// the other nodes to go on with them at once.
/// </summary>
internal sealed partial class Handover(
    Draining draining, ExecutionHost host, ExecutionClaims claims, Nodes nodes, NodeCalls calls, TimeProvider clock, ILogger<Handover> log)
    : IHostedLifecycleService
{
    /// <summary>How long running tool calls and the journal are waited for; containers commonly grant 30 s for everything.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        draining.Begin();
        await host.LeaveAsync().WaitAsync(Patience, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ReleaseAsync(cancellationToken);
    }

    /// <summary>Once more: a start that was under way when the stop began may have been accepted since.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken) => ReleaseAsync(cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        var released = 0;
        if (await StoreTrouble.TryAsync(async () => released = await claims.ReleaseAsync(cancellationToken)) is { } trouble)
        {
            LogKept(trouble);
        }

        if (released > 0)
        {
            LogReleased(released);
            foreach (var node in nodes.Others)
            {
                await calls.TryAsync(node, grain => grain.LookAfterAsync());
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} executions are handed over")]
    private partial void LogReleased(int count);

    [LoggerMessage(LogLevel.Warning, "The executions of this node cannot be given up now, others find them without: {Trouble}")]
    private partial void LogKept(string trouble);
}

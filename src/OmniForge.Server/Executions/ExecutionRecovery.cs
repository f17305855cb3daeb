using OmniForge.Server.Cluster;
using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>
/// At start, on every change of the membership and every 5 s: takes over what has lost its owner, and takes up what this node owns
/// and is not working on.
/// </summary>
internal sealed partial class ExecutionRecovery(
    ExecutionClaims claims, ExecutionHost host, Nodes nodes, Draining draining, IHostApplicationLifetime life, TimeProvider clock,
    ILogger<ExecutionRecovery> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly Bell _bell = new(clock);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await life.StartedAsync(stoppingToken);
        nodes.Changed += Ring;
        try
        {
            while (!draining.Begun)
            {
                if (await StoreTrouble.TryAsync(() => LookAsync(stoppingToken)) is { } trouble)
                {
                    LogAway(trouble);
                }

                await _bell.WaitAsync(Every, stoppingToken);
            }
        }
        finally
        {
            nodes.Changed -= Ring;
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var taken = 0;
        while (!draining.Begun && await claims.TakeOrphansAsync(cancellationToken) is > 0 and var more)
        {
            taken += more;
            await EnsureOwnAsync(cancellationToken);
        }

        await EnsureOwnAsync(cancellationToken);
        if (taken > 0)
        {
            LogRecovered(taken);
        }
    }

    private async Task EnsureOwnAsync(CancellationToken cancellationToken)
    {
        foreach (var own in await claims.OwnAsync(cancellationToken))
        {
            // A knock or a cancel of another node may have been lost on the way.
            if (own.Sent)
            {
                host.Ensure(own.Wish);
            }
            else
            {
                host.TakeUp(own.Wish);
            }

            if (own.CancelRequested != CancelMode.Unspecified)
            {
                host.Cancel(own.Wish.Tenant, own.Wish.Id, own.CancelRequested);
            }
        }
    }

    private void Ring() => _bell.Ring();

    [LoggerMessage(LogLevel.Information, "{Count} executions without an owner go on here")]
    private partial void LogRecovered(int count);

    [LoggerMessage(LogLevel.Warning, "Executions without an owner are looked for again in a moment: {Trouble}")]
    private partial void LogAway(string trouble);
}

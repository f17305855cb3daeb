using OmniForge.Server.Hosting;

namespace OmniForge.Server.Executions.Retention;

/// <summary>Once an hour: forgets executions that ended long enough ago, batch by batch with a rest between.</summary>
internal sealed partial class RetentionSweep(ExecutionRetention retention, ServerOptions options, TimeProvider clock, ILogger<RetentionSweep> log) : BackgroundService
{
    /// <summary>How much longer the row is kept than what happened in it.</summary>
    public static readonly TimeSpan RowsLonger = TimeSpan.FromDays(60);

    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    /// <summary>Forgets everything whose time has come.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (options.RetentionDays == 0)
        {
            return;
        }

        var compacted = await AllAsync(retention.CompactAsync, TimeSpan.FromDays(options.RetentionDays), cancellationToken);
        var removed = await AllAsync(retention.RemoveAsync, TimeSpan.FromDays(options.RetentionDays) + RowsLonger, cancellationToken);
        if (compacted + removed > 0)
        {
            LogSwept(compacted, removed);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync(Every, clock, SweepAsync, LogTrouble, stoppingToken);

    private async Task<int> AllAsync(Func<DateTimeOffset, CancellationToken, Task<int>> forget, TimeSpan kept, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - kept;
        var all = 0;
        while (await forget(before, cancellationToken) is > 0 and var some)
        {
            all += some;
            if (some < ExecutionRetention.AtOnce)
            {
                break;
            }

            await Task.Delay(Rest, clock, cancellationToken);
        }

        return all;
    }

    [LoggerMessage(LogLevel.Information, "{Compacted} old executions lost their events and steps, {Removed} older ones are gone")]
    private partial void LogSwept(int compacted, int removed);

    [LoggerMessage(LogLevel.Warning, "Old executions could not be forgotten; it is tried again in an hour: {Trouble}")]
    private partial void LogTrouble(string trouble);
}

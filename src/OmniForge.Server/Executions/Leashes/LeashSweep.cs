using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Executions.Leashes;

/// <summary>Once a second: cancels what nobody has followed for too long.</summary>
internal sealed partial class LeashSweep(
    ForgeStore store, Leashes leashes, ExecutionDirectory executions, TimeProvider clock, ILogger<LeashSweep> log) : BackgroundService
{
    private const int AtOnce = 500;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private long _renewed = clock.GetTimestamp();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync(Every, clock, RoundAsync, LogTrouble, stoppingToken);

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        List<LeashRow> due;
        await using (var db = store.Open(""))
        {
            var now = clock.GetUtcNow();
            due = await db.Leashes.IgnoreQueryFilters().AsNoTracking().Where(leash => leash.DueAt <= now)
                .OrderBy(leash => leash.DueAt).Take(AtOnce).ToListAsync(cancellationToken);
        }

        foreach (var leash in due)
        {
            try
            {
                await EndAsync(leash, cancellationToken);
            }
            catch (Exception broken) when (!cancellationToken.IsCancellationRequested)
            {
                // Put off, it does not stand before the others the next time. A store that is away fails here too, and ends the round.
                await leashes.PutOffAsync(leash, cancellationToken);
                LogBroken(broken, leash.ExecutionId);
            }
        }
    }

    private async Task EndAsync(LeashRow leash, CancellationToken cancellationToken)
    {
        try
        {
            await executions.CancelAsync(
                Caller.System(leash.TenantId), leash.ExecutionId, CancelMode.Graceful, StopReason.ClientGone, cancellationToken);
        }
        catch (DomainException ended) when (ended.Reason is "EXECUTION_FINISHED" or "RESOURCE_NOT_FOUND")
        {
            LogEnded(leash.ExecutionId);
        }

        await store.TransactAsync(
            leash.TenantId, (db, ct) => db.Leashes.Where(row => row.ExecutionId == leash.ExecutionId).ExecuteDeleteAsync(ct), cancellationToken);
    }

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (clock.GetElapsedTime(_renewed) >= Leashes.Renewal)
        {
            await leashes.RenewAsync(cancellationToken);
            _renewed = clock.GetTimestamp();
        }

        await SweepAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Debug, "Nobody follows execution {ExecutionId}, and it has ended")]
    private partial void LogEnded(string executionId);

    [LoggerMessage(LogLevel.Error, "Execution {ExecutionId}, which nobody follows, could not be cancelled; it is tried again in ten seconds")]
    private partial void LogBroken(Exception broken, string executionId);

    [LoggerMessage(LogLevel.Warning, "Executions that nobody follows could not be looked at: {Trouble}")]
    private partial void LogTrouble(string trouble);
}

using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Cluster;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Executions.Control;

/// <summary>
/// Once a second: waiting executions whose time has come, or to which something was sent that nobody has acted on. What is
/// due lies in rows, so that no restart forgets it.
/// </summary>
internal sealed partial class WaitSweep(ForgeStore store, Owners owners, ExecutionClaims claims, TimeProvider clock, ILogger<WaitSweep> log) : BackgroundService
{
    private const int AtOnce = 500;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync(Every, clock, SweepAsync, LogTrouble, stoppingToken);

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Open("");
        var now = clock.GetUtcNow();
        var due = await db.Controls.IgnoreQueryFilters().AsNoTracking().Where(control => control.DueAt <= now)
            .Join(
                db.Executions.IgnoreQueryFilters(),
                control => new { control.TenantId, Id = control.ExecutionId },
                execution => new { execution.TenantId, execution.Id },
                (control, execution) => new { execution.TenantId, execution.Id, execution.Status, control.DueAt })
            .Where(found => ExecutionStates.Waiting.Contains(found.Status))
            .OrderBy(found => found.DueAt).Take(AtOnce).ToListAsync(cancellationToken);
        if (due.Count > 0)
        {
            await claims.FreeWaitingAsync(cancellationToken);
        }

        foreach (var found in due)
        {
            await owners.WakeExecutionAsync(found.TenantId, found.Id);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Waiting executions could not be looked at: {Trouble}")]
    private partial void LogTrouble(string trouble);
}

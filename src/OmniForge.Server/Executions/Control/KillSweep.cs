using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Agents;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Executions.Control;

/// <summary>Once a second: ends what was accepted at the very instant of a stop. Costs one look at an empty index while nothing is stopped.</summary>
internal sealed partial class KillSweep(ForgeStore store, KilledRuns killed, TimeProvider clock, ILogger<KillSweep> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync(Every, clock, SweepAsync, LogTrouble, stoppingToken);

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Open("");
        if (!await db.Agents.IgnoreQueryFilters().AnyAsync(agent => agent.Stops != AgentStops.None, cancellationToken))
        {
            return;
        }

        var left = await db.Executions.IgnoreQueryFilters()
            .Where(row => row.Status < ExecutionStates.FirstFinal && row.CancelRequested != CancelMode.Hard
                && db.Agents.Any(agent => agent.TenantId == row.TenantId && agent.Id == row.AgentId && agent.Stops != AgentStops.None))
            .Select(row => new { row.TenantId, row.AgentId }).Distinct().ToListAsync(cancellationToken);
        foreach (var one in left)
        {
            await killed.KillAsync(one.TenantId, one.AgentId, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Whether anything of a stopped agent runs could not be looked at: {Trouble}")]
    private partial void LogTrouble(string trouble);
}

using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Triggers.Looks;

/// <summary>Takes triggers whose time to look has come, each on one node, and has them looked at.</summary>
internal sealed partial class LookRounds(ForgeStore store, Look look, TimeProvider clock, ILogger<LookRounds> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>After this another node may look.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private const int AtOnce = 4;
    private const int Most = 100;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync(Every, clock, LookAsync, LogTrouble, stoppingToken);

    /// <summary>Everything that is due now.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var due = await DueAsync(cancellationToken);
        await Parallel.ForEachAsync(
            due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (trigger, ct) =>
            {
                try
                {
                    if (await ClaimAsync(trigger, ct) is { } claimed)
                    {
                        await look.AtAsync(claimed, ct);
                    }
                }
                catch (Exception broken) when (!ct.IsCancellationRequested)
                {
                    // It is due again when its lease is over; the others are looked at now.
                    LogBroken(broken, trigger.Id);
                }
            });
    }

    private async Task<List<TriggerRow>> DueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = store.Open("");

        // While an agent is paused its triggers look on, so that what happens meanwhile is written down and never started later.
        return await db.Triggers.IgnoreQueryFilters().AsNoTracking()
            .Where(row => row.NextLookAt <= now && row.Status == TriggerStatus.Active)
            .Where(row => db.Agents.IgnoreQueryFilters().Any(agent => agent.TenantId == row.TenantId && agent.Id == row.AgentId
                && agent.DeletedAt == null && (agent.Status == AgentStatus.Active || agent.Status == AgentStatus.Paused)))
            .OrderBy(row => row.NextLookAt).Take(Most).ToListAsync(cancellationToken);
    }

    /// <summary>Null when another node was faster.</summary>
    private async Task<TriggerRow?> ClaimAsync(TriggerRow trigger, CancellationToken cancellationToken)
    {
        var (claim, until, seen) = (Ids.New(), clock.GetUtcNow() + Lease, trigger.NextLookAt);
        var taken = await store.TransactAsync(
            trigger.TenantId, (db, ct) => db.Triggers.Where(row => row.Id == trigger.Id && row.NextLookAt == seen && row.Status == TriggerStatus.Active)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextLookAt, until).SetProperty(row => row.LookClaim, claim), ct),
            cancellationToken);
        if (taken != 1)
        {
            return null;
        }

        (trigger.LookClaim, trigger.NextLookAt) = (claim, until);
        return trigger;
    }

    [LoggerMessage(LogLevel.Warning, "Triggers could not look; they try again: {Trouble}")]
    private partial void LogTrouble(string trouble);

    [LoggerMessage(LogLevel.Error, "Trigger {TriggerId} could not look; it tries again")]
    private partial void LogBroken(Exception broken, string triggerId);
}

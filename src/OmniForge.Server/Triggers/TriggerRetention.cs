using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Triggers;

/// <summary>Forgets what need not be known any longer: bodies after two weeks, the ledger after 90 days, what guards against replays at its time.</summary>
internal sealed partial class TriggerRetention(ForgeStore store, TimeProvider clock, ILogger<TriggerRetention> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync(Every, clock, SweepAsync, LogTrouble, stoppingToken);

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (repeatable, kept) = (now - DeliveryRow.Repeatable, now - DeliveryRow.Kept);
        await store.TransactAsync("", async (db, ct) =>
        {
            await db.WebhookReplays.Where(row => row.KeptUntil < now).ExecuteDeleteAsync(ct);
            await db.Deliveries.IgnoreQueryFilters().Where(row => row.ReceivedAt < kept).ExecuteDeleteAsync(ct);
            await db.TriggerEvents.IgnoreQueryFilters().Where(row => row.ReceivedAt < kept && row.Outcome != EventOutcome.Waiting).ExecuteDeleteAsync(ct);
            return await db.TriggerEvents.IgnoreQueryFilters()
                .Where(row => row.ReceivedAt < repeatable && row.Data != "" && row.Outcome != EventOutcome.Waiting)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Data, ""), ct);
        }, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Old deliveries could not be forgotten; it is tried again: {Trouble}")]
    private partial void LogTrouble(string trouble);
}

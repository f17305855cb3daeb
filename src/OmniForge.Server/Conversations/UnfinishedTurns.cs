using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Cluster;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Conversations;

/// <summary>
/// Every turn that was stored and not answered is taken up again: at start, whenever a node comes or goes, and now and then in case a
/// word between nodes was lost.
/// </summary>
internal sealed partial class UnfinishedTurns(
    ForgeStore store, Owners owners, Nodes nodes, Draining draining, IHostApplicationLifetime life, TimeProvider clock, ILogger<UnfinishedTurns> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private readonly Bell _bell = new(clock);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await life.StartedAsync(stoppingToken);
        nodes.Changed += Ring;
        await using var timer = clock.CreateTimer(_ => Ring(), null, TimeSpan.Zero, Every);
        await foreach (var _ in _bell.RingsAsync(stoppingToken))
        {
            if (await StoreTrouble.TryAsync(() => PumpAsync(stoppingToken)) is { } trouble)
            {
                LogAway(trouble);
            }
        }
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        nodes.Changed -= Ring;
        return base.StopAsync(cancellationToken);
    }

    private async Task PumpAsync(CancellationToken cancellationToken)
    {
        if (draining.Begun)
        {
            return;
        }

        await using var db = store.Open("");
        var waiting = await db.Turns.IgnoreQueryFilters().AsNoTracking()
            .Where(turn => turn.State != TurnState.Finished)
            .Select(turn => new { turn.TenantId, turn.ConversationId }).Distinct().ToListAsync(cancellationToken);
        foreach (var turn in waiting)
        {
            await owners.PumpConversationAsync(turn.TenantId, turn.ConversationId);
        }
    }

    private void Ring() => _bell.Ring();

    [LoggerMessage(LogLevel.Warning, "Unanswered turns are looked for again in a moment: {Trouble}")]
    private partial void LogAway(string trouble);
}

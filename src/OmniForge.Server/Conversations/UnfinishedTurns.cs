using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Cluster;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Conversations;

/// <summary>After a restart every turn that was stored and not answered is taken up again.</summary>
internal sealed class UnfinishedTurns(ForgeStore store, Owners owners, IHostApplicationLifetime life) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var ready = life.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(stoppingToken);
        await using var db = store.Open("");
        var waiting = await db.Turns.IgnoreQueryFilters().AsNoTracking()
            .Where(turn => turn.State != TurnState.Finished)
            .Select(turn => new { turn.TenantId, turn.ConversationId }).Distinct().ToListAsync(stoppingToken);
        foreach (var turn in waiting)
        {
            await owners.PumpConversationAsync(turn.TenantId, turn.ConversationId);
        }
    }
}

using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Executions.Turns;

/// <summary>
/// Begins what waits for its turn once those before it have ended: as soon as an execution ends on this node, and once a second for
/// those that ended elsewhere. The line lies in the rows; while nobody stands in it, an end costs nothing.
/// </summary>
internal sealed partial class TurnSweep(
    ForgeStore store, ExecutionClaims claims, ExecutionHost host, Draining draining, TimeProvider clock, ILogger<TurnSweep> log)
    : BackgroundService, IExecutionEnds
{
    private const int AtOnce = 500;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Bell _bell = new(clock);
    private volatile bool _line;

    /// <summary>Somebody on this node has begun to wait.</summary>
    public void Waits()
    {
        _line = true;
        _bell.Ring();
    }

    public void Ended(string tenantId, string executionId, string scheduleId)
    {
        if (_line)
        {
            _bell.Ring();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested && !draining.Begun)
        {
            try
            {
                await AdvanceAsync(stoppingToken);
            }
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                LogTrouble(trouble.Message);
            }

            await _bell.WaitAsync(Every, stoppingToken);
        }
    }

    private async Task AdvanceAsync(CancellationToken cancellationToken)
    {
        // Before the look: who begins to wait meanwhile is seen, or rings.
        _line = false;
        await using var db = store.Open("");
        if (!await db.Executions.IgnoreQueryFilters().AnyAsync(row => row.Owner == ExecutionRow.Line && row.Status < ExecutionStates.FirstFinal, cancellationToken))
        {
            return;
        }

        _line = true;
        var heads = await db.Heads().OrderBy(row => row.CreatedAt).Take(AtOnce)
            .Select(row => new { row.TenantId, row.Id, row.ConcurrencyKey, row.CreatedAt, row.CancelRequested }).ToListAsync(cancellationToken);
        foreach (var head in heads)
        {
            var free = head.CancelRequested != V1.CancelMode.Unspecified
                || !await db.Plain(head.TenantId, head.ConcurrencyKey).AnyAsync(row => row.CreatedAt < head.CreatedAt, cancellationToken);
            if (free && !draining.Begun && await claims.TakeAsync(head.TenantId, head.Id, ExecutionRow.Line, cancellationToken))
            {
                host.Ensure(head.TenantId, head.Id);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "What waits for its turn could not be looked at: {Trouble}")]
    private partial void LogTrouble(string trouble);
}

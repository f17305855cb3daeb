using System.Threading.Channels;

namespace OmniForge.Server.Schedules;

/// <summary>
/// Between two ticks: claims what is due, then waits for the next time within the second ahead and claims again, so that each time is
/// decided at its instant and not at the next tick.
/// </summary>
internal sealed partial class ClaimLoop(DueSlots slots, TimeProvider clock, ILogger<ClaimLoop> log) : BackgroundService
{
    /// <summary>A little more than the distance of two ticks.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(1_250);

    /// <summary>Times closer together than this share a transaction.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(40);

    private static readonly TimeSpan Held = TimeSpan.FromMilliseconds(100);

    private readonly Channel<DateTimeOffset> _ticks = Channel.CreateBounded<DateTimeOffset>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public void Tick() => _ticks.Writer.TryWrite(clock.GetUtcNow());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await foreach (var tick in _ticks.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await LookAsync(tick, stoppingToken);
            }
            catch (Exception broken) when (!stoppingToken.IsCancellationRequested)
            {
                LogBroken(broken);
            }
        }
    }

    private async Task LookAsync(DateTimeOffset tick, CancellationToken cancellationToken)
    {
        var end = tick + Ahead;
        while (true)
        {
            var decided = await slots.ClaimAsync(cancellationToken);
            if (await slots.NextAsync(end, cancellationToken) is not { } next)
            {
                return;
            }

            var now = clock.GetUtcNow();
            if (now >= end || now < tick)
            {
                // Over, or the clock was set back: what was a second ahead is hours ahead now.
                return;
            }

            // Something due and nothing decided: another transaction holds it for a moment, or there is no room for executions.
            var least = next <= now && decided == 0 ? Held : Together;
            await Task.Delay(next - now > least ? next - now : least, clock, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Error, "Due schedules could not be claimed; the next tick tries again")]
    private partial void LogBroken(Exception broken);
}

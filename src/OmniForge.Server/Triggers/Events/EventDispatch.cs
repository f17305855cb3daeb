using OmniForge.Server.Hosting;

namespace OmniForge.Server.Triggers.Events;

/// <summary>Starts what waits: at once when an event was written here, and from time to time for those of other nodes and those put off.</summary>
internal sealed partial class EventDispatch(EventClaims claims, EventStarts starts, TimeProvider clock, ILogger<EventDispatch> log) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>Starts at once.</summary>
    private const int AtOnce = 8;

    private readonly Bell _bell = new(clock);

    /// <summary>Events were committed.</summary>
    public void Ring() => _bell.Ring();

    /// <summary>Decides and starts everything that is due.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await claims.NextAsync(cancellationToken) is { } next && next <= clock.GetUtcNow())
        {
            var claimed = await claims.ClaimAsync(cancellationToken);
            if (claimed.Decided == 0)
            {
                return;
            }

            await Parallel.ForEachAsync(
                claimed.Starts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (start, ct) => await TryAsync(start, ct));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _bell.WaitAsync(BetweenLooks, stoppingToken);
                if (await StoreTrouble.TryAsync(() => RunAsync(stoppingToken)) is { } trouble)
                {
                    LogAway(trouble);
                }
            }
            catch (Exception broken) when (!stoppingToken.IsCancellationRequested)
            {
                LogBroken(broken);
            }
        }
    }

    /// <summary>One that breaks does not hold up the others; it is tried again when its lease is over.</summary>
    private async Task TryAsync(EventStart start, CancellationToken cancellationToken)
    {
        try
        {
            await starts.StartAsync(start, cancellationToken);
        }
        catch (Exception broken) when (!cancellationToken.IsCancellationRequested)
        {
            LogOne(broken, start.Trigger.Id);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Events start agents once the database is back: {Trouble}")]
    private partial void LogAway(string trouble);

    [LoggerMessage(LogLevel.Error, "Events that wait could not be looked at; the next look tries again")]
    private partial void LogBroken(Exception broken);

    [LoggerMessage(LogLevel.Error, "An event of trigger {TriggerId} could not start its agent; it is tried again")]
    private partial void LogOne(Exception broken, string triggerId);
}

using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Telemetry;

/// <summary>
/// Counts from time to time how many executions wait, and for what. They wait in the database and on no node, so every node
/// reports the same number; and nobody counts while nobody listens.
/// </summary>
internal sealed partial class WaitingNumbers(ForgeStore store, TimeProvider clock, ILogger<WaitingNumbers> log) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(15);

    private static readonly IReadOnlyDictionary<ExecutionStatus, string> Reported = new Dictionary<ExecutionStatus, string>
    {
        [ExecutionStatus.WaitingForInput] = "input",
        [ExecutionStatus.WaitingForAuth] = "auth",
        [ExecutionStatus.WaitingForRetry] = "retry",
        [ExecutionStatus.Paused] = "paused",
    };

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!Instruments.ExecutionsWaiting.Enabled)
        {
            return;
        }

        await using var db = store.Open("");
        var found = await db.Executions.IgnoreQueryFilters()
            .Where(row => row.Status >= ExecutionStatus.WaitingForInput && row.Status <= ExecutionStatus.Paused)
            .GroupBy(row => row.Status).Select(group => new { group.Key, Count = group.LongCount() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        foreach (var (status, name) in Reported)
        {
            Instruments.ExecutionsWaiting.Record(found.GetValueOrDefault(status), new KeyValuePair<string, object?>("for", name));
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync(BetweenLooks, clock, LookAsync, LogBroken, stoppingToken);

    [LoggerMessage(LogLevel.Warning, "Waiting executions could not be counted: {Trouble}")]
    private partial void LogBroken(string trouble);
}

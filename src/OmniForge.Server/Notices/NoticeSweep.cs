using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Cluster;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Notices;

/// <summary>
/// Looks for what owners should be told: soon after a run that began by itself has ended, and from time to time, which makes good
/// what a crash swallowed.
/// </summary>
internal sealed partial class NoticeSweep(
    ForgeStore store, NoticeWriting writing, Owners owners, IHostApplicationLifetime life, TimeProvider clock, ILogger<NoticeSweep> log) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    /// <summary>Runs that end together are told of together.</summary>
    private static readonly TimeSpan LeastBetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>What ended longer ago is no news, when a server was away for long or is new.</summary>
    private static readonly TimeSpan News = TimeSpan.FromDays(7);

    /// <summary>Clocks of nodes differ, and a commit may come late.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    private readonly Bell _wake = new(clock);
    private DateTimeOffset? _looked;

    /// <summary>Has it look soon.</summary>
    public void Look() => _wake.Ring();

    /// <summary>Writes all notices there are to write, and has the conversations told.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await NoticeSearch.SettleAsync(store, now, cancellationToken);
        await using var db = store.Open("");
        var found = await NoticeSearch.FindAsync(db, (_looked ?? now - News) - Overlap, cancellationToken);
        var all = found.Count < NoticeSearch.Most;
        foreach (var tenant in found.GroupBy(finding => finding.TenantId))
        {
            all &= await writing.WriteAsync(tenant.Key, [.. tenant], cancellationToken);
        }

        if (all)
        {
            _looked = now;
        }
        else
        {
            Look();
        }

        var untold = await db.Notices.IgnoreQueryFilters().Where(notice => notice.GivenAt == null && notice.ConversationId != "")
            .Select(notice => new { notice.TenantId, notice.ConversationId }).Distinct().ToListAsync(cancellationToken);
        foreach (var conversation in untold)
        {
            await owners.PumpConversationAsync(conversation.TenantId, conversation.ConversationId);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var ready = life.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(stoppingToken);
        await using var timer = clock.CreateTimer(_ => Look(), null, TimeSpan.Zero, BetweenLooks);
        await foreach (var _ in _wake.RingsAsync(stoppingToken))
        {
            try
            {
                if (await StoreTrouble.TryAsync(() => SweepAsync(stoppingToken)) is { } trouble)
                {
                    LogAway(trouble);
                }
            }
            catch (Exception broken) when (!stoppingToken.IsCancellationRequested)
            {
                LogBroken(broken);
            }

            await Task.Delay(LeastBetweenLooks, clock, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Owners are told once the database is back: {Trouble}")]
    private partial void LogAway(string trouble);

    [LoggerMessage(LogLevel.Error, "Owners could not be told what happened; the next look tries again")]
    private partial void LogBroken(Exception broken);
}

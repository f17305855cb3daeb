using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Conversations;

/// <summary>
/// Once an hour: removes conversations that nobody touched for long, and those that were deleted 30 days ago, with everything that was said
/// in them. Agents that were built in them stay. One node at a time does it.
/// </summary>
internal sealed partial class ConversationRetention(ForgeStore store, ServerOptions options, TimeProvider clock, ILogger<ConversationRetention> log) : BackgroundService
{
    /// <summary>How long a deleted one can still be read.</summary>
    public static readonly TimeSpan Deleted = TimeSpan.FromDays(30);

    /// <summary>Conversations in one transaction.</summary>
    private const int AtOnce = 25;

    /// <summary>"OmniTalk": the lock of PostgreSQL that the node at work holds.</summary>
    private const long LockKey = 0x4F6D6E6954616C6B;

    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Removes everything whose time has come.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        int some;
        do
        {
            some = await store.TransactAsync("", RemoveSomeAsync, cancellationToken);
            removed += some;
        }
        while (some == AtOnce);

        if (removed > 0)
        {
            LogRemoved(removed);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync(Every, clock, SweepAsync, LogTrouble, stoppingToken);

    private async Task<int> RemoveSomeAsync(ForgeDb db, CancellationToken cancellationToken)
    {
        if (store.Postgres && !await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock({LockKey}) AS \"Value\"").SingleAsync(cancellationToken))
        {
            return 0;
        }

        var now = clock.GetUtcNow();
        var deleted = now - Deleted;
        var untouched = options.ConversationDays == 0 ? DateTimeOffset.MinValue : now - TimeSpan.FromDays(options.ConversationDays);
        var old = await db.Conversations.IgnoreQueryFilters().AsNoTracking().Where(row => row.DeletedAt < deleted || row.UpdatedAt < untouched)
            .OrderBy(row => row.UpdatedAt).Take(AtOnce).Select(row => new { row.TenantId, row.Id }).ToListAsync(cancellationToken);
        foreach (var one in old)
        {
            await db.ConversationEvents.IgnoreQueryFilters().Where(row => row.TenantId == one.TenantId && row.ConversationId == one.Id).ExecuteDeleteAsync(cancellationToken);
            await db.Turns.IgnoreQueryFilters().Where(row => row.TenantId == one.TenantId && row.ConversationId == one.Id).ExecuteDeleteAsync(cancellationToken);
            await db.Proposals.IgnoreQueryFilters().Where(row => row.TenantId == one.TenantId && row.ConversationId == one.Id).ExecuteDeleteAsync(cancellationToken);
            await db.Conversations.IgnoreQueryFilters().Where(row => row.TenantId == one.TenantId && row.Id == one.Id).ExecuteDeleteAsync(cancellationToken);
        }

        return old.Count;
    }

    [LoggerMessage(LogLevel.Information, "{Removed} old conversations are gone")]
    private partial void LogRemoved(int removed);

    [LoggerMessage(LogLevel.Warning, "Old conversations could not be removed; it is tried again in an hour: {Trouble}")]
    private partial void LogTrouble(string trouble);
}

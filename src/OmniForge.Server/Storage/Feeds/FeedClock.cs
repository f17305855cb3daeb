using Microsoft.EntityFrameworkCore;

namespace OmniForge.Server.Storage.Feeds;

/// <summary>Where the history of the database is now.</summary>
internal sealed class FeedClock(ForgeStore store)
{
    private byte[]? _key;

    /// <summary>Every transaction that committed before this call is seen by the point.</summary>
    public async Task<FeedPoint> NowAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Open("");
        if (store.Postgres)
        {
            var snapshot = await db.Database.SqlQuery<string>($"SELECT pg_current_snapshot()::text AS \"Value\"").SingleAsync(cancellationToken);
            return FeedPoint.OfSnapshot(snapshot);
        }

        return new(await db.FeedClocks.Select(row => row.Clock).SingleAsync(cancellationToken) + 1, []);
    }

    /// <summary>
    /// A copy of a database that was put into another PostgreSQL brings numbers along that are still to come there. They count as old
    /// then: what has not ended is shown, and changes from now on are numbered as always. Looks at the end of each tenant's index only.
    /// </summary>
    public async Task ForgetTheFutureAsync(CancellationToken cancellationToken)
    {
        if (!store.Postgres)
        {
            return;
        }

        await using var db = store.Open("");
        foreach (var forget in FeedSchema.ForgetTheFutureOnPostgres)
        {
            await db.Database.ExecuteSqlRawAsync(forget, cancellationToken);
        }
    }

    /// <summary>What signs resume tokens; the same on all nodes.</summary>
    public async Task<byte[]> KeyAsync(CancellationToken cancellationToken)
    {
        if (_key is null)
        {
            await using var db = store.Open("");
            _key = await db.FeedClocks.Select(row => row.Key).SingleAsync(cancellationToken);
        }

        return _key;
    }
}

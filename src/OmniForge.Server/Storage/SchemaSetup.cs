using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage.Feeds;

namespace OmniForge.Server.Storage;

/// <summary>Brings the database to this binary's schema, and refuses one that is newer.</summary>
internal static class SchemaSetup
{
    /// <summary>Any number; the same on every node, so that two cannot create the schema at once.</summary>
    private const long MigrationLock = 0x4F6D6E69;

    public static async Task MigrateAsync(ForgeStore store, CancellationToken cancellationToken)
    {
        await using var db = store.Open("");
        await using var connection = store.Postgres ? await store.ConnectAsync(cancellationToken) : null;
        if (connection is not null)
        {
            await LockAsync(connection, "pg_advisory_lock", cancellationToken);
        }

        var known = db.Database.GetMigrations().ToHashSet();
        var unknown = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).FirstOrDefault(name => !known.Contains(name));
        if (unknown is not null)
        {
            throw new StartRefused(
                $"The database is newer than this program: it holds the change {unknown}, which this version does not know. "
                + "Start the version that made it, or one after it; nothing was changed.");
        }

        await db.Database.MigrateAsync(cancellationToken);
        await new FeedClock(store).ForgetTheFutureAsync(cancellationToken);
        if (connection is not null)
        {
            // The pool keeps the connection, and with it the lock: every other program would wait for a server that has nothing to do.
            await LockAsync(connection, "pg_advisory_unlock", cancellationToken);
        }
    }

    private static async Task LockAsync(DbConnection connection, string act, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {act}({MigrationLock})";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

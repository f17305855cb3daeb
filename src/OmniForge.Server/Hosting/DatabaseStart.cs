using System.Data.Common;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Hosting;

/// <summary>The database at start: reachable, ours and not newer than this program.</summary>
internal static class DatabaseStart
{
    public static async Task MigrateAsync(ForgeStore store, CancellationToken cancellationToken)
    {
        try
        {
            await SchemaSetup.MigrateAsync(store, cancellationToken);
        }
        catch (DbException trouble)
        {
            throw Refused(store, trouble);
        }
    }

    private static StartRefused Refused(ForgeStore store, DbException trouble) => new(store.Postgres
        ? $"The database of DATABASE_URL cannot be used: {trouble.Message}. Check that it runs and that the address, user and password are right."
        : $"The database file cannot be used: {trouble.Message} If the folder is read-only or full, mend that; nothing was changed.");
}

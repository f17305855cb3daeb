using System.IO.Hashing;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace OmniForge.Server.Storage;

/// <summary>One writer at a time of something that is more than one row.</summary>
internal static class WriterTurns
{
    /// <summary>Waits until no other transaction has this turn; it ends with the own transaction. On SQLite the write gate does it.</summary>
    public static async Task TakeTurnAsync(this ForgeDb db, string name, CancellationToken cancellationToken)
    {
        if (db.Database.IsNpgsql())
        {
            var key = (long)XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(name));
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({key})", cancellationToken);
        }
    }
}

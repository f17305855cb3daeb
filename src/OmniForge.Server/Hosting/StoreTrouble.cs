using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Workspaces;
using OmniForge.Server.Files;

namespace OmniForge.Server.Hosting;

/// <summary>Tells a store that cannot work from a bug of ours.</summary>
internal static class StoreTrouble
{
    public static DomainException? Of(Exception broken) => broken switch
    {
        DbUpdateConcurrencyException => new DomainException(
            Refusal.Conflict, "ETAG_MISMATCH", "Somebody changed this in the meantime. Read it again and repeat your change."),
        DbUpdateException { InnerException: { } inner } => Of(inner),

        // What the database layer makes of a connection that breaks while a query runs.
        InvalidOperationException { InnerException: DbException or TimeoutException or IOException } away => Of(away.InnerException!),
        Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 8 or 10 or 11 or 13 or 14 } full => Unavailable(full.SqliteErrorCode switch
        {
            8 => "The data folder cannot be written to. Give the server write access to it and try again; nothing was lost.",
            13 => "The disk is full. Free some space and try again; nothing was lost.",
            _ => "The database file cannot be read or written. Check the data folder; what was confirmed before is safe.",
        }),
        Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 5 or 6 }
            => Unavailable("The database is busy. Try again in a moment; what was confirmed before is safe."),
        Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.ReadOnlySqlTransaction }
            => Unavailable("The database takes no changes at the moment. Try again once it does; what was confirmed before is safe."),

        // The transaction was silent for too long: this process was frozen, or far too busy.
        Npgsql.PostgresException { SqlState: "25P03" } => Unavailable("The database gave up waiting for this server. Try again; nothing was changed."),
        Npgsql.NpgsqlException { IsTransient: true } or Npgsql.NpgsqlException { InnerException: System.Net.Sockets.SocketException }
            => Unavailable("The database cannot be reached. Try again in a moment; what was confirmed before is safe."),
        DbException { IsTransient: true } => Unavailable("The database is busy. Try again in a moment; what was confirmed before is safe."),
        WorkspaceException { Fault: WorkspaceFault.Full or WorkspaceFault.ReadOnly } refused => Unavailable(FileFaults.Sentence(refused)),
        UnauthorizedAccessException => Unavailable("The data folder cannot be written to. Give the server write access to it and try again; nothing was lost."),
        IOException io when io.HResult is 28 or unchecked((int)0x80070070)
            => Unavailable("The disk is full. Free some space and try again; nothing was lost."),
        _ => null,
    };

    /// <summary>True when the database cannot be used now and will be again; files and calls of others are not its matter.</summary>
    public static bool IsDatabaseAway(Exception broken)
        => broken is DbException or DbUpdateException or InvalidOperationException { InnerException: DbException or TimeoutException or IOException }
            && Of(broken) is { Refusal: Refusal.Unavailable };

    /// <summary>Does the work unless the store is away; then gives what is wrong with it. For work that is tried again anyway.</summary>
    public static async Task<string?> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception broken) when (Of(broken) is not null)
        {
            return broken.Message;
        }
    }

    /// <summary>True when the database ended the transaction because nothing came for too long: nothing of it happened.</summary>
    public static bool WasSilent(Exception broken)
        => broken is Npgsql.PostgresException { SqlState: "25P03" } || (broken.InnerException is { } inner && WasSilent(inner));

    private static DomainException Unavailable(string message)
        => new(Refusal.Unavailable, "STORE_UNAVAILABLE", message) { RetryAfter = TimeSpan.FromSeconds(5) };
}

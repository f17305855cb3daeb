using System.Data.Common;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Storage;

/// <summary>One node per database until there is a cluster mode. The lock dies with the process, however it dies.</summary>
internal sealed class NodeLock : IAsyncDisposable
{
    private const long Key = 0x4F6D6E6A;
    private readonly FileStream? _file;
    private readonly DbConnection? _connection;

    private NodeLock(FileStream? file, DbConnection? connection) => (_file, _connection) = (file, connection);

    public static async Task<NodeLock> TakeAsync(ServerOptions options, ForgeStore store, CancellationToken cancellationToken)
    {
        if (!store.Postgres)
        {
            return new(TakeFile(Path.Combine(options.Home, "omniforge.lock")), null);
        }

        var connection = await store.ConnectAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT pg_try_advisory_lock({Key})";
        if (await command.ExecuteScalarAsync(cancellationToken) is true)
        {
            return new(null, connection);
        }

        await connection.DisposeAsync();
        throw new StartRefused(
            "Another server already uses this database. Stop it first, or give this one a DATABASE_URL of its own; this version runs one node per database.");
    }

    private static FileStream TakeFile(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException)
        {
            throw new StartRefused($"The data folder {Path.GetDirectoryName(path)} cannot be written to. Give this user write access, or set OMNIFORGE_HOME to another folder.");
        }
        catch (IOException)
        {
            throw new StartRefused(
                $"Another server already uses the data folder {Path.GetDirectoryName(path)}. Stop it first, or set OMNIFORGE_HOME to another folder.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_file is not null)
        {
            await _file.DisposeAsync();
        }

        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }
    }
}

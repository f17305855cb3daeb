using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace OmniForge.Server.Storage;

/// <summary>Opens contexts, each for one tenant. The gate lets one writer at a time into SQLite.</summary>
internal sealed class ForgeStore : IAsyncDisposable
{
    private readonly DbContextOptions<SqliteForgeDb>? _sqlite;
    private readonly DbContextOptions<PostgresForgeDb>? _postgres;
    private readonly NpgsqlDataSource? _source;
    private readonly DatabaseAddress _address;

    public ForgeStore(DatabaseAddress address)
    {
        _address = address;
        if (address.Postgres)
        {
            _source = NpgsqlDataSource.Create(address.ConnectionString);
            _postgres = new DbContextOptionsBuilder<PostgresForgeDb>().UseNpgsql(_source).Options;
            return;
        }

        WriteGate = new SemaphoreSlim(1, 1);
        _sqlite = new DbContextOptionsBuilder<SqliteForgeDb>()
            .UseSqlite(address.ConnectionString)
            .AddInterceptors(new SqliteSettings())
            .Options;
    }

    public bool Postgres => _address.Postgres;

    /// <summary>Held while anything writes to SQLite; null on PostgreSQL.</summary>
    public SemaphoreSlim? WriteGate { get; }

    /// <summary>Called with the tenant after a commit that was not the journal's; empty = of several tenants.</summary>
    public Action<string>? Committed { get; set; }

    /// <summary>A view of one tenant's rows. An empty tenant sees no row of any.</summary>
    public ForgeDb Open(string tenantId)
    {
        ForgeDb db = _postgres is not null ? new PostgresForgeDb(_postgres) : new SqliteForgeDb(_sqlite!);
        db.TenantId = tenantId;
        db.WriteGate = WriteGate;
        db.Committed = Committed;
        return db;
    }

    /// <summary>A bare connection for the journal and the claims, which write their SQL themselves.</summary>
    public async Task<DbConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_source is not null)
        {
            return await _source.OpenConnectionAsync(cancellationToken);
        }

        var connection = new SqliteConnection(_address.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await SqliteSettings.ApplyAsync(connection, cancellationToken);
        return connection;
    }

    /// <summary>Runs a whole transaction under the write gate; on any exception nothing of it happened.</summary>
    public async Task<T> TransactAsync<T>(string tenantId, Func<ForgeDb, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        if (WriteGate is not null)
        {
            await WriteGate.WaitAsync(cancellationToken);
        }

        T result;
        try
        {
            await using var db = Open(tenantId);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            result = await work(db, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        finally
        {
            WriteGate?.Release();
        }

        Committed?.Invoke(tenantId);
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        WriteGate?.Dispose();
        if (_source is not null)
        {
            await _source.DisposeAsync();
        }
        else
        {
            SqliteConnection.ClearAllPools();
        }
    }
}

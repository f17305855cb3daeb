using Npgsql;
using Xunit;

namespace OmniForge.TestKit;

/// <summary>An empty database of its own in the PostgreSQL that `./dev test` starts; dropped when disposed.</summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    public const string Variable = "OMNIFORGE_TEST_POSTGRES";

    private readonly string _server;

    private PostgresDatabase(string server, string name)
    {
        _server = server;
        Name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    public string Name { get; }

    /// <summary>As the owner of the database, in Npgsql's form.</summary>
    public string ConnectionString { get; }

    /// <summary>The same database as the address that `DATABASE_URL` takes.</summary>
    public string Url
    {
        get
        {
            var parts = new NpgsqlConnectionStringBuilder(ConnectionString);
            var password = string.IsNullOrEmpty(parts.Password) ? "" : $":{Uri.EscapeDataString(parts.Password)}";
            return $"postgresql://{Uri.EscapeDataString(parts.Username ?? "")}{password}@{parts.Host}:{parts.Port}/{Name}";
        }
    }

    /// <summary>Whether a PostgreSQL was given to this run.</summary>
    public static bool Available => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Creates the database. Skips the test, with the reason, when no PostgreSQL was given.</summary>
    public static async Task<PostgresDatabase> CreateAsync(CancellationToken cancellationToken)
    {
        Assert.SkipUnless(Available, $"{Variable} is not set: ./dev test starts a private PostgreSQL.");
        var server = Environment.GetEnvironmentVariable(Variable)!;
        var database = new PostgresDatabase(server, $"test_{Guid.CreateVersion7():N}");
        await ExecuteAsync(server, $"CREATE DATABASE {database.Name}", cancellationToken);
        return database;
    }

    /// <summary>Drops the database even while connections to it are open.</summary>
    public async ValueTask DisposeAsync()
    {
        await using (var pooled = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(pooled);
        }

        await ExecuteAsync(_server, $"DROP DATABASE IF EXISTS {Name} WITH (FORCE)", CancellationToken.None);
    }

    private static async Task ExecuteAsync(string server, string sql, CancellationToken cancellationToken)
    {
        // Unpooled: a pool on the maintenance database would hold connections between tests.
        var settings = new NpgsqlConnectionStringBuilder(server) { Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

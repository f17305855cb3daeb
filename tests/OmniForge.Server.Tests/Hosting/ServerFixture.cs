using OmniForge.Server.Tests.Hosting;
using OmniForge.TestKit;

[assembly: AssemblyFixture(typeof(SqliteServer))]
[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace OmniForge.Server.Tests.Hosting;

/// <summary>
/// One server for all tests of a database; tests keep apart by tenants of their own. Write a test class once as an abstract class
/// over <see cref="ServerTests"/> and derive one sealed class per fixture.
/// </summary>
public abstract class ServerFixture : IAsyncLifetime
{
    private readonly TempFolder _home = new();
    private TestServer? _server;

    /// <summary>Why there is no server; null when there is one.</summary>
    public string? Missing { get; protected set; }

    internal TestServer Server => _server ?? throw new InvalidOperationException(Missing);

    public async ValueTask InitializeAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        if (await DatabaseUrlAsync(patience.Token) is { } url)
        {
            var key = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
            _server = await TestServer.StartAsync(
                _home.Path, url, patience.Token, settings: new Dictionary<string, string?> { ["CREDENTIAL_ENCRYPTION_KEY"] = key });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        await DropAsync();
        _home.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The address of an empty database; empty = SQLite below the home; null = there is none.</summary>
    protected abstract Task<string?> DatabaseUrlAsync(CancellationToken cancellationToken);

    protected virtual ValueTask DropAsync() => ValueTask.CompletedTask;
}

public class SqliteServer : ServerFixture
{
    protected override Task<string?> DatabaseUrlAsync(CancellationToken cancellationToken) => Task.FromResult<string?>("");
}

public class PostgresServer : ServerFixture
{
    private PostgresDatabase? _database;

    protected override async Task<string?> DatabaseUrlAsync(CancellationToken cancellationToken)
    {
        if (!PostgresDatabase.Available)
        {
            Missing = $"{PostgresDatabase.Variable} is not set: ./dev test starts a private PostgreSQL.";
            return null;
        }

        _database = await PostgresDatabase.CreateAsync(cancellationToken);
        return _database.Url;
    }

    protected override ValueTask DropAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;
}

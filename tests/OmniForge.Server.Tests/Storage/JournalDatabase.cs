using OmniForge.Server.Storage;
using OmniForge.Server.Storage.Journal;
using OmniForge.TestKit;

namespace OmniForge.Server.Tests.Storage;

/// <summary>One database with the present schema and no server on it; tests keep apart by tenants of their own.</summary>
public abstract class JournalDatabase : IAsyncLifetime
{
    private ForgeStore? _store;

    /// <summary>Why there is no database; null when there is one.</summary>
    public string? Missing { get; protected set; }

    internal ForgeStore Store => _store ?? throw new InvalidOperationException(Missing);

    public async ValueTask InitializeAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        if (await AddressAsync(patience.Token) is { } address)
        {
            _store = new ForgeStore(address);
            await SchemaSetup.MigrateAsync(_store, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        await DropAsync();
        GC.SuppressFinalize(this);
    }

    internal IJournalStore Journal() => Store.Postgres ? new PostgresJournalStore(Store) : new SqliteJournalStore(Store);

    private protected abstract Task<DatabaseAddress?> AddressAsync(CancellationToken cancellationToken);

    protected abstract ValueTask DropAsync();
}

public sealed class SqliteJournalDatabase : JournalDatabase
{
    private readonly TempFolder _home = new();

    private protected override Task<DatabaseAddress?> AddressAsync(CancellationToken cancellationToken)
        => Task.FromResult<DatabaseAddress?>(new(false, $"Data Source={_home.At("journal.db")};Default Timeout=30;Pooling=True"));

    protected override ValueTask DropAsync()
    {
        _home.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed class PostgresJournalDatabase : JournalDatabase
{
    private PostgresDatabase? _database;

    private protected override async Task<DatabaseAddress?> AddressAsync(CancellationToken cancellationToken)
    {
        if (!PostgresDatabase.Available)
        {
            Missing = $"{PostgresDatabase.Variable} is not set: ./dev test starts a private PostgreSQL.";
            return null;
        }

        _database = await PostgresDatabase.CreateAsync(cancellationToken);
        return new(true, _database.ConnectionString);
    }

    protected override ValueTask DropAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;
}

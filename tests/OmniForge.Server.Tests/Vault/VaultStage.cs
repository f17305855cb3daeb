using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Vault;
using OmniForge.Server.Vault.Keys;
using OmniForge.Server.Vault.Sealing;
using OmniForge.Server.Vault.Verbs;
using OmniForge.TestKit;

namespace OmniForge.Server.Tests.Vault;

/// <summary>A database without anything sealed, and servers with keys of their own on it.</summary>
internal sealed class VaultStage(ForgeStore store) : IDisposable
{
    public const string Postgres = "postgres://somebody@db/forge";

    private readonly TempFolder _home = new();

    public TempFolder Home => _home;

    public ForgeStore Store => store;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Short lives, so that a test reaches their ends; nothing is believed without looking.</summary>
    public KeyLife Life { get; init; } = new(8, TimeSpan.FromDays(90), 2, TimeSpan.Zero);

    public static async Task<VaultStage> EmptyAsync(ForgeStore store, CancellationToken cancellationToken)
    {
        await store.TransactAsync("", async (db, ct) =>
            await db.DataKeys.IgnoreQueryFilters().ExecuteDeleteAsync(ct) + await db.VaultChecks.IgnoreQueryFilters().ExecuteDeleteAsync(ct), cancellationToken);
        return new(store);
    }

    /// <summary>A server with these settings; on the network, on PostgreSQL of this machine, or local when no address and no database is given.</summary>
    public StagedVault Server(string database = Postgres, string address = "", params IReadOnlyList<(string Name, string Value)> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(one => one.Name, one => (string?)one.Value)).Build();
        var options = new ServerOptions { Home = _home.Path, DatabaseUrl = database, AdvertisedAddress = address };
        var source = new KeySource(VaultOptions.Read(configuration, options), NullLogger<KeySource>.Instance);
        var keys = new DataKeys(store, source, Life, Clock);
        var vault = new CredentialVault(keys);
        return new(source, keys, vault, new VaultStart(store, source, vault, options), new KeyVerbs(store, source));
    }

    public StagedVault Server(params IReadOnlyList<(string Name, string Value)> settings) => Server(Postgres, "", settings);

    public async Task<IReadOnlyList<DataKeyRow>> RowsAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Open("");
        return await db.DataKeys.IgnoreQueryFilters().AsNoTracking().OrderBy(key => key.DekId).ToListAsync(cancellationToken);
    }

    public static SealedPlace Place(string tenant, string row = "row") => new(tenant, "credential", row, "access", 1);

    public void Dispose() => _home.Dispose();
}

/// <summary>The vault of one server.</summary>
internal sealed record StagedVault(KeySource Source, DataKeys Keys, CredentialVault Vault, VaultStart Start, KeyVerbs Verbs)
{
    public Task<byte[]> SealAsync(string tenant, string value, CancellationToken cancellationToken)
        => Vault.SealAsync(VaultStage.Place(tenant), Encoding.UTF8.GetBytes(value), cancellationToken);

    public async Task<string> OpenAsync(string tenant, byte[] stored, CancellationToken cancellationToken)
    {
        using var secret = await Vault.OpenAsync(VaultStage.Place(tenant), stored, cancellationToken);
        return Encoding.UTF8.GetString(secret.Reveal());
    }
}

/// <summary>Values in memory, as another slice would keep them in its rows.</summary>
internal sealed class PaperTable : ISealedTable
{
    private readonly SortedDictionary<string, SealedCell> _cells = new(StringComparer.Ordinal);

    /// <summary>Happens before a value is replaced.</summary>
    public Action<SealedCell> OnReplace { get; set; } = _ => { };

    public string Name => "paper";

    public IReadOnlyCollection<SealedCell> Cells => _cells.Values;

    public void Put(SealedPlace place, byte[] stored) => _cells[place.RowId] = new(place.RowId, place, stored);

    public Task<long> CountAsync(CancellationToken cancellationToken) => Task.FromResult((long)_cells.Count);

    public Task<IReadOnlyList<SealedCell>> PageAsync(string after, int rows, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<SealedCell>>([.. _cells.Values.Where(cell => string.CompareOrdinal(cell.Cursor, after) > 0).Take(rows)]);

    public Task ReplaceAsync(SealedCell cell, byte[] fresh, CancellationToken cancellationToken)
    {
        OnReplace(cell);
        if (_cells[cell.Cursor].Bytes.AsSpan().SequenceEqual(cell.Bytes))
        {
            Put(cell.Place, fresh);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Walks of verbs in tests.</summary>
internal static class Walks
{
    public static readonly Walk Change = new(WalkMode.Change, _ => Task.CompletedTask);
    public static readonly Walk Dry = new(WalkMode.DryRun, _ => Task.CompletedTask);
}

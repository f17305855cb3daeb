using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Vault;
using OmniForge.Server.Vault.Keys;
using OmniForge.Server.Vault.Sealing;
using OmniForge.TestKit;

namespace OmniForge.Server.Tests.Vault;

/// <summary>The program itself: killed in the middle, and as an operator uses it.</summary>
public sealed class VaultCommandTests
{
    private const int Many = 10_000;

    private static readonly string One = KeyText.NewText();
    private static readonly string Two = KeyText.NewText();
    private static readonly (string, string)[] Settings = [("Vault:Keys:k1", One), ("Vault:Keys:k2", Two), ("Vault:Active", "k2")];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rewrap_that_is_killed_loses_nothing_and_is_finished_by_the_next_on_SQLite()
    {
        using var home = new TempFolder();
        await KilledAsync(home.Path, "");
    }

    [Fact]
    public async Task A_rewrap_that_is_killed_loses_nothing_and_is_finished_by_the_next_on_PostgreSQL()
    {
        await using var database = await PostgresDatabase.CreateAsync(Ct);
        using var home = new TempFolder();
        await KilledAsync(home.Path, database.Url);
    }

    [Fact]
    public async Task A_key_of_local_mode_is_rotated_by_the_commands_that_the_guide_names()
    {
        using var home = new TempFolder();
        var path = home.Write("vault.key", $"k1:{One}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using (var store = await StoreAsync(home.Path, ""))
        {
            await FillAsync(store, 3);
        }

        Assert.Equal(2, (await RunAsync(home.Path, "rotate")).ExitCode);
        Assert.Equal(2, (await RunAsync(home.Path, "activate")).ExitCode);
        Assert.Equal(2, (await RunAsync(home.Path, "rewrap", "--fast")).ExitCode);
        Assert.Equal(1, (await RunAsync(home.Path, "retire", "k1")).ExitCode);
        foreach (var verb in (string[][])[["status"], ["add-key", "k2"], ["activate", "k2"], ["rewrap", "--dry-run"], ["rewrap"], ["retire", "k1"], ["verify", "--json"]])
        {
            var (code, output, problems) = await RunAsync(home.Path, verb);
            Assert.Equal((0, ""), (code, problems));
            Assert.NotEqual("", output);
            Assert.DoesNotContain(One, output, StringComparison.Ordinal);
        }

        Assert.Equal(["k2"], KeyFile.Read(path).Entries.Select(entry => entry.Id));
    }

    private static async Task KilledAsync(string home, string databaseUrl)
    {
        await using var store = await StoreAsync(home, databaseUrl);
        var keys = await FillAsync(store, Many);
        using (var first = VaultProcess.Start(home, databaseUrl, Settings, "rewrap"))
        {
            Assert.Equal($"rewrap: 500 of {Many} data keys", await first.LineAsync(Ct));
            await first.KillAsync(Ct);
        }

        var half = await WrappedByAsync(store, "k2");
        Assert.InRange(half, 500, Many - 500);
        Assert.Equal(0, half % 500);
        using var second = VaultProcess.Start(home, databaseUrl, Settings, "rewrap");
        var (code, output, problems) = await second.EndAsync(Ct);
        Assert.Equal((0, ""), (code, problems));
        Assert.EndsWith($"Done: {Many - half} data keys.", output, StringComparison.Ordinal);
        Assert.Equal(Many, await WrappedByAsync(store, "k2"));
        var two = KeyRing.Of([new KeyEntry("k2", KeyText.Read(Two, ""), "")], "");
        await using var db = store.Open("acme");
        Assert.All(await db.DataKeys.AsNoTracking().ToListAsync(Ct), row => Assert.Equal(keys[row.DekId], Convert.ToHexString(DataKeys.Unwrap(two, row).Bytes)));
    }

    private static async Task<ForgeStore> StoreAsync(string home, string databaseUrl)
    {
        var store = new ForgeStore(DatabaseAddress.Of(new ServerOptions { Home = home, DatabaseUrl = databaseUrl }));
        await SchemaSetup.MigrateAsync(store, Ct);
        return store;
    }

    /// <summary>Data keys of one tenant, as if its keys had been replaced very often; each key's bytes by its id.</summary>
    private static Task<Dictionary<string, string>> FillAsync(ForgeStore store, int number) => store.TransactAsync("acme", (db, _) =>
    {
        var made = Enumerable.Range(0, number).Select(_ => DataKey.New(DateTimeOffset.UnixEpoch)).ToList();
        db.DataKeys.AddRange(made.Select(key => new DataKeyRow
        {
            DekId = key.Id,
            KekId = "k1",
            Wrapped = WrappedKey.Wrap(KeyText.Read(One, ""), "k1", "acme", key),
            CreatedAt = key.CreatedAt,
            RetiredAt = key.CreatedAt,
        }));
        return Task.FromResult(made.ToDictionary(key => key.Id, key => Convert.ToHexString(key.Bytes)));
    }, Ct);

    private static async Task<int> WrappedByAsync(ForgeStore store, string vaultKeyId)
    {
        await using var db = store.Open("acme");
        return await db.DataKeys.CountAsync(key => key.KekId == vaultKeyId, Ct);
    }

    private static async Task<(int ExitCode, string Output, string Problems)> RunAsync(string home, params string[] arguments)
    {
        using var process = VaultProcess.Start(home, "", [], arguments);
        return await process.EndAsync(Ct);
    }
}

using System.Text;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tests.Storage;
using OmniForge.Server.Vault.Keys;
using OmniForge.Server.Vault.Sealing;

namespace OmniForge.Server.Tests.Vault;

/// <summary>Sealing and opening over a real database.</summary>
public abstract class VaultTests(JournalDatabase database) : IAsyncLifetime
{
    private static readonly (string, string) K1 = ("Vault:Keys:k1", KeyText.NewText());

    private VaultStage? _stage;

    private VaultStage Stage => _stage!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(database.Missing is not null, database.Missing ?? "");
        _stage = await VaultStage.EmptyAsync(database.Store, Ct);
    }

    public ValueTask DisposeAsync()
    {
        _stage?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_value_opens_on_every_server_and_in_no_other_tenant()
    {
        var one = Stage.Server(K1);
        var stored = await one.SealAsync("acme", "ntn_token", Ct);
        Assert.Equal("ntn_token", await one.OpenAsync("acme", stored, Ct));
        Assert.Equal("ntn_token", await Stage.Server(K1).OpenAsync("acme", stored, Ct));
        await one.SealAsync("other", "theirs", Ct);
        await Assert.ThrowsAsync<VaultException>(() => one.OpenAsync("other", stored, Ct));
        await Assert.ThrowsAsync<VaultException>(() => one.OpenAsync("", stored, Ct));
    }

    [Fact]
    public async Task A_data_key_that_is_moved_to_another_tenant_opens_nothing()
    {
        var stored = await Stage.Server(K1).SealAsync("acme", "ntn_token", Ct);
        await Stage.Store.TransactAsync("", async (db, ct) => await db.DataKeys.IgnoreQueryFilters()
            .ExecuteUpdateAsync(change => change.SetProperty(key => key.TenantId, "other"), ct), Ct);
        await Assert.ThrowsAsync<VaultException>(() => Stage.Server(K1).OpenAsync("other", stored, Ct));
    }

    [Fact]
    public async Task The_database_holds_neither_the_value_nor_a_key_in_the_clear()
    {
        var server = Stage.Server(K1);
        var stored = await server.SealAsync("acme", "ntn_token", Ct);
        var key = await server.Keys.ForOpeningAsync("acme", Envelope.KeyOf(stored), Ct);
        var row = Assert.Single(await Stage.RowsAsync(Ct));
        Assert.Equal(-1, stored.AsSpan().IndexOf("ntn_token"u8));
        Assert.Equal(-1, row.Wrapped.AsSpan().IndexOf(key.Bytes.AsSpan(0, 8)));
        Assert.Equal((60, "k1", "acme"), (row.Wrapped.Length, row.KekId, row.TenantId));
    }

    [Fact]
    public async Task Servers_that_need_the_first_key_of_a_tenant_at_once_share_one()
    {
        var servers = Enumerable.Range(0, 8).Select(_ => Stage.Server(K1)).ToList();
        var stored = await Task.WhenAll(servers.Select((server, number) => server.SealAsync("acme", $"{number}", Ct)));
        Assert.Single(await Stage.RowsAsync(Ct), row => row.RetiredAt is null);
        for (var number = 0; number < stored.Length; number++)
        {
            Assert.Equal($"{number}", await servers[^(number + 1)].OpenAsync("acme", stored[number], Ct));
        }
    }

    [Fact]
    public async Task A_used_up_key_is_replaced_and_still_opens_what_it_sealed()
    {
        // Eight seals a key, reserved two at a time.
        var server = Stage.Server(K1);
        var stored = new List<byte[]>();
        for (var number = 0; number < 20; number++)
        {
            stored.Add(await server.SealAsync("acme", $"{number}", Ct));
        }

        var rows = await Stage.RowsAsync(Ct);
        Assert.Equal([8, 8, 4], rows.Select(row => row.Seals));
        Assert.Equal([8, 8, 4], rows.Select(row => stored.Count(bytes => Envelope.KeyOf(bytes) == row.DekId)));
        Assert.Equal([true, true, false], rows.Select(row => row.RetiredAt is not null));
        for (var number = 0; number < stored.Count; number++)
        {
            Assert.Equal($"{number}", await Stage.Server(K1).OpenAsync("acme", stored[number], Ct));
        }
    }

    [Fact]
    public async Task No_key_seals_more_than_its_share_however_many_servers_seal()
    {
        var servers = Enumerable.Range(0, 5).Select(_ => Stage.Server(K1)).ToList();
        var stored = await Task.WhenAll(Enumerable.Range(0, 60).Select(number => servers[number % 5].SealAsync("acme", $"{number}", Ct)));
        Assert.All(stored.GroupBy(bytes => Envelope.KeyOf(bytes)), sealedWith => Assert.InRange(sealedWith.Count(), 1, 8));
        Assert.All(await Stage.RowsAsync(Ct), row => Assert.InRange(row.Seals, 1, 8));
    }

    [Fact]
    public async Task A_key_of_90_days_is_replaced()
    {
        var server = Stage.Server(K1);
        var first = await server.SealAsync("acme", "a", Ct);
        Stage.Clock.Advance(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1));
        Assert.Equal(Envelope.KeyOf(first), Envelope.KeyOf(await server.SealAsync("acme", "b", Ct)));
        Stage.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(Envelope.KeyOf(first), Envelope.KeyOf(await server.SealAsync("acme", "c", Ct)));
        Assert.Equal("a", await server.OpenAsync("acme", first, Ct));
    }

    [Fact]
    public async Task A_server_without_the_key_says_which_one_it_lacks()
    {
        var stored = await Stage.Server(K1).SealAsync("acme", "a", Ct);
        var other = Stage.Server(("Vault:Keys:k2", KeyText.NewText()));
        var refused = await Assert.ThrowsAsync<VaultException>(() => other.OpenAsync("acme", stored, Ct));
        Assert.Equal(VaultFault.KeyMissing, refused.Fault);
        Assert.Contains("\"k1\"", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_with_no_key_at_all_seals_nothing_and_says_what_to_do()
    {
        var refused = await Assert.ThrowsAsync<DomainException>(() => Stage.Server().SealAsync("acme", "a", Ct));
        Assert.Equal("VAULT_CLOSED", refused.Reason);
        Assert.Contains("omniforge vault add-key", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await Stage.RowsAsync(Ct));
    }

    [Fact]
    public async Task A_key_file_that_changes_is_heard_without_a_restart_and_a_broken_one_changes_nothing()
    {
        var path = Stage.Home.Write("keys", $"a:{KeyText.NewText()}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var link = Stage.Home.At("link");
        File.CreateSymbolicLink(link, path);
        var server = Stage.Server(("CREDENTIAL_ENCRYPTION_KEY_FILE", link));
        await server.SealAsync("acme", "a", Ct);
        KeyFile.Read(path).WithNew("b", KeyText.NewText()).WithFirst("b");
        await server.SealAsync("beta", "b", Ct);
        await File.AppendAllTextAsync(path, "c:no key at all\n", Ct);
        await server.SealAsync("gamma", "c", Ct);
        Assert.Equal(["a", "b", "b"], (await Stage.RowsAsync(Ct)).OrderBy(row => row.TenantId).Select(row => row.KekId));
    }

    [Fact]
    public async Task Any_bytes_at_all_give_the_vaults_own_error()
    {
        var server = Stage.Server(K1);
        var stored = await server.SealAsync("acme", "a", Ct);
        for (var length = 0; length < 80; length++)
        {
            var random = new byte[length];
            Random.Shared.NextBytes(random);
            await Assert.ThrowsAsync<VaultException>(() => server.OpenAsync("acme", random, Ct));
            await Assert.ThrowsAsync<VaultException>(() => server.OpenAsync("acme", [1, .. random], Ct));
            await Assert.ThrowsAsync<VaultException>(() => server.OpenAsync("acme", [.. stored[..17], .. random], Ct));
        }
    }

    [Fact]
    public async Task A_wrapped_key_that_was_damaged_in_the_database_gives_the_vaults_own_error()
    {
        var stored = await Stage.Server(K1).SealAsync("acme", "a", Ct);
        await Stage.Store.TransactAsync("acme", async (db, ct) => (await db.DataKeys.SingleAsync(ct)).Wrapped = Encoding.UTF8.GetBytes("short"), Ct);
        await Assert.ThrowsAsync<VaultException>(() => Stage.Server(K1).OpenAsync("acme", stored, Ct));
    }
}

public sealed class SqliteVaultTests(SqliteJournalDatabase database) : VaultTests(database), IClassFixture<SqliteJournalDatabase>;

public sealed class PostgresVaultTests(PostgresJournalDatabase database) : VaultTests(database), IClassFixture<PostgresJournalDatabase>;

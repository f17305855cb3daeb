using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tests.Storage;
using OmniForge.Server.Vault.Keys;

namespace OmniForge.Server.Tests.Vault;

/// <summary>Each reason for which a server does not start, and those for which it does.</summary>
public abstract class VaultStartTests(JournalDatabase database) : IAsyncLifetime
{
    private static readonly string Text = KeyText.NewText();

    private VaultStage? _stage;

    private VaultStage Stage => _stage!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string LocalFile => Stage.Home.At("vault.key");

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
    public async Task Local_mode_makes_a_key_for_its_owner_alone_and_finds_it_again()
    {
        await Local().Start.PrepareAsync(Ct);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(LocalFile));
        var before = await File.ReadAllTextAsync(LocalFile, Ct);
        var stored = await Local().SealAsync("local", "token", Ct);
        var again = Local();
        await again.Start.PrepareAsync(Ct);
        Assert.Equal("token", await again.OpenAsync("local", stored, Ct));
        Assert.Equal(before, await File.ReadAllTextAsync(LocalFile, Ct));
    }

    [Fact]
    public async Task Local_mode_never_makes_a_second_key_when_its_file_is_gone()
    {
        await Local().Start.PrepareAsync(Ct);
        File.Delete(LocalFile);
        var refused = await RefusedAsync(Local());
        Assert.Contains("is gone", refused, StringComparison.Ordinal);
        Assert.Contains(LocalFile, refused, StringComparison.Ordinal);
        Assert.False(File.Exists(LocalFile));
    }

    [Fact]
    public async Task Local_mode_refuses_a_key_file_that_others_can_read()
    {
        await Local().Start.PrepareAsync(Ct);
        File.SetUnixFileMode(LocalFile, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Contains("chmod 600", Assert.Throws<StartRefused>(() => Local()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_on_the_network_needs_a_key()
    {
        var refused = await RefusedAsync(Stage.Server(VaultStage.Postgres, "forge.internal"));
        Assert.Contains("CREDENTIAL_ENCRYPTION_KEY", refused, StringComparison.Ordinal);
        await Stage.Server(VaultStage.Postgres, "forge.internal", ("CREDENTIAL_ENCRYPTION_KEY", Text)).Start.PrepareAsync(Ct);
    }

    [Fact]
    public async Task On_PostgreSQL_of_this_machine_the_vault_stays_closed_until_there_is_a_key()
    {
        await Stage.Server().Start.PrepareAsync(Ct);
        Assert.False(File.Exists(LocalFile));
        Assert.Equal("VAULT_CLOSED", (await Assert.ThrowsAsync<DomainException>(() => Stage.Server().SealAsync("acme", "a", Ct))).Reason);
    }

    [Fact]
    public async Task Once_something_was_sealed_no_server_starts_without_its_key()
    {
        await Stage.Server(("Vault:Keys:k2026a", Text)).Start.PrepareAsync(Ct);
        Assert.Contains("k2026a", await RefusedAsync(Stage.Server()), StringComparison.Ordinal);
        var other = await RefusedAsync(Stage.Server(("Vault:Keys:k2026b", KeyText.NewText())));
        Assert.Contains("not configured: k2026a", other, StringComparison.Ordinal);
        await Stage.Server(("Vault:Keys:k2026b", KeyText.NewText()), ("Vault:Keys:k2026a", Text), ("Vault:Active", "k2026b")).Start.PrepareAsync(Ct);
    }

    [Fact]
    public async Task A_wrong_key_under_the_right_name_is_refused_and_neither_key_is_shown()
    {
        await Stage.Server(("Vault:Keys:k1", Text)).Start.PrepareAsync(Ct);
        var wrong = KeyText.NewText();
        var refused = await RefusedAsync(Stage.Server(("Vault:Keys:k1", wrong)));
        Assert.Contains("\"k1\"", refused, StringComparison.Ordinal);
        Assert.Contains("is not the one", refused, StringComparison.Ordinal);
        Assert.DoesNotContain(wrong, refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_is_found_even_when_another_one_protects_the_check()
    {
        var k2 = ("Vault:Keys:k2", KeyText.NewText());
        await Stage.Server(("Vault:Keys:k1", Text)).Start.PrepareAsync(Ct);
        await Stage.Server(("Vault:Keys:k1", Text), k2, ("Vault:Active", "k2")).SealAsync("acme", "a", Ct);
        var refused = await RefusedAsync(Stage.Server(("Vault:Keys:k1", Text), ("Vault:Keys:k2", KeyText.NewText()), ("Vault:Active", "k2")));
        Assert.Contains("\"k2\"", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_does_not_open_is_refused()
    {
        var server = Stage.Server(("Vault:Keys:k1", Text));
        await server.Start.PrepareAsync(Ct);
        await Stage.Store.TransactAsync("", async (db, ct) =>
        {
            var row = await db.VaultChecks.IgnoreQueryFilters().AsNoTracking().SingleAsync(ct);
            row.Sealed[^1] ^= 1;
            return await db.VaultChecks.IgnoreQueryFilters().ExecuteUpdateAsync(change => change.SetProperty(check => check.Sealed, row.Sealed), ct);
        }, Ct);
        Assert.Contains("does not open", await RefusedAsync(Stage.Server(("Vault:Keys:k1", Text))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Servers_that_start_first_at_the_same_moment_agree_on_one_check()
    {
        var servers = Enumerable.Range(0, 6).Select(_ => Stage.Server(("Vault:Keys:k1", Text))).ToList();
        await Task.WhenAll(servers.Select(server => server.Start.PrepareAsync(Ct)));
        await Task.WhenAll(servers.Select(server => server.Start.PrepareAsync(Ct)));
        Assert.Single(await Stage.RowsAsync(Ct), row => row.RetiredAt is null);
    }

    [Theory]
    [InlineData("CREDENTIAL_ENCRYPTION_KEY", "too-short", "CREDENTIAL_ENCRYPTION_KEY")]
    [InlineData("CREDENTIAL_ENCRYPTION_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "no random key")]
    [InlineData("CREDENTIAL_ENCRYPTION_KEY_FILE", "/nowhere/keys", "/nowhere/keys")]
    [InlineData("Vault:Keys:k1", "too-short", "Vault:Keys:k1")]
    [InlineData("Vault:Keys:9", "too-short", "no name of a vault key")]
    [InlineData("Vault:Active", "k1", "Vault:Active")]
    public void A_setting_that_is_wrong_is_named(string name, string value, string named)
        => Assert.Contains(named, Assert.Throws<StartRefused>(() => Stage.Server((name, value))).Message, StringComparison.Ordinal);

    private StagedVault Local() => Stage.Server("", "");

    private static async Task<string> RefusedAsync(StagedVault server)
        => (await Assert.ThrowsAsync<StartRefused>(() => server.Start.PrepareAsync(Ct))).Message;
}

public sealed class SqliteVaultStartTests(SqliteJournalDatabase database) : VaultStartTests(database), IClassFixture<SqliteJournalDatabase>;

public sealed class PostgresVaultStartTests(PostgresJournalDatabase database) : VaultStartTests(database), IClassFixture<PostgresJournalDatabase>;

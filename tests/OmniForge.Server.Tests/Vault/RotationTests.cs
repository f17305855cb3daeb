using System.Text;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Tests.Storage;
using OmniForge.Server.Vault;
using OmniForge.Server.Vault.Keys;
using OmniForge.Server.Vault.Sealing;
using OmniForge.Server.Vault.Verbs;

namespace OmniForge.Server.Tests.Vault;

/// <summary>The verbs of the operator.</summary>
public abstract class RotationTests(JournalDatabase database) : IAsyncLifetime
{
    private static readonly (string, string) K1 = ("Vault:Keys:k1", KeyText.NewText());
    private static readonly (string, string) K2 = ("Vault:Keys:k2", KeyText.NewText());
    private static readonly (string, string) SecondActive = ("Vault:Active", "k2");

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
    public async Task A_key_file_is_rotated_while_a_server_serves()
    {
        var server = Stage.Server("", "");
        await server.Start.PrepareAsync(Ct);
        var stored = await server.SealAsync("local", "token", Ct);
        var old = server.Source.Ring!.Active;
        var operating = Stage.Server("", "");
        operating.Verbs.Add("k2");
        Assert.Equal(old, server.Source.Ring.Active);
        operating.Verbs.Activate("k2");
        await Assert.ThrowsAsync<VaultException>(() => operating.Verbs.RetireAsync(old, Ct));
        Assert.Equal(new("data keys", 2, 2, 0), await RewrapAsync(operating));
        await operating.Verbs.RetireAsync(old, Ct);
        Assert.Equal(["k2"], server.Source.Ring.Entries.Keys);
        Assert.Equal("token", await Stage.Server("", "").OpenAsync("local", stored, Ct));
        await server.SealAsync("other", "token", Ct);
        await Stage.Server("", "").Start.PrepareAsync(Ct);
        Assert.All(await Stage.RowsAsync(Ct), row => Assert.Equal("k2", row.KekId));
    }

    [Fact]
    public async Task Keys_in_settings_are_the_operators_who_is_told_what_to_set()
    {
        var one = Stage.Server(K1);
        await one.Start.PrepareAsync(Ct);
        var printed = one.Verbs.Add("k2").Split('\n');
        var text = printed[0]["Vault__Keys__k2=".Length..];
        Assert.Equal("Vault__Active=k1", printed[1]);
        var two = Stage.Server(K1, ("Vault:Keys:k2", text), ("Vault:Active", "k1"));
        Assert.StartsWith("Vault__Active=k2\n", two.Verbs.Activate("k2"), StringComparison.Ordinal);
        var three = Stage.Server(K1, ("Vault:Keys:k2", text), SecondActive);
        await three.Start.PrepareAsync(Ct);
        await RewrapAsync(three);
        Assert.Contains("Vault:Keys", await three.Verbs.RetireAsync("k1", Ct), StringComparison.Ordinal);
        await Stage.Server(("Vault:Keys:k2", text)).Start.PrepareAsync(Ct);
    }

    [Fact]
    public async Task A_rewrap_leaves_every_value_as_it_is_and_needs_the_old_key_no_more()
    {
        var one = Stage.Server(K1);
        var tenants = Enumerable.Range(0, 12).Select(number => $"tenant-{number}").ToList();
        var stored = await Task.WhenAll(tenants.Select(tenant => one.SealAsync(tenant, tenant, Ct)));
        var both = Stage.Server(K1, K2, SecondActive);
        Assert.Equal(new("data keys", 12, 12, 0), await new Rewrap(Stage.Store, both.Source.Ring!).RunAsync(Walks.Dry, Ct));
        Assert.All(await Stage.RowsAsync(Ct), row => Assert.Equal("k1", row.KekId));
        Assert.Equal(new("data keys", 12, 12, 0), await RewrapAsync(both));
        Assert.Equal(new("data keys", 0, 0, 0), await RewrapAsync(both));
        var two = Stage.Server(K2);
        Assert.Equal(tenants, await Task.WhenAll(tenants.Select((tenant, number) => two.OpenAsync(tenant, stored[number], Ct))));
    }

    [Fact]
    public async Task A_rewrap_counts_what_it_cannot_open_and_goes_on()
    {
        var one = Stage.Server(K1);
        foreach (var tenant in (string[])["a", "b", "c"])
        {
            await one.SealAsync(tenant, "x", Ct);
        }

        await Stage.Store.TransactAsync("b", async (db, ct) => (await db.DataKeys.SingleAsync(ct)).Wrapped = new byte[60], Ct);
        Assert.Equal(new("data keys", 2, 3, 1), await RewrapAsync(Stage.Server(K1, K2, SecondActive)));
        Assert.Equal(["k2", "k1", "k2"], (await Stage.RowsAsync(Ct)).OrderBy(row => row.TenantId).Select(row => row.KekId));
    }

    [Fact]
    public async Task A_reseal_gives_new_data_keys_and_seals_every_value_again()
    {
        var server = Stage.Server(K1);
        await server.Start.PrepareAsync(Ct);
        var paper = await PaperAsync(server, "a", "b");
        var before = (await Stage.RowsAsync(Ct)).Select(row => row.DekId).ToList();
        Stage.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([3, 1, 4], (await ResealAsync(paper, Walks.Dry)).Select(tally => tally.Done));
        Assert.Equal(before, (await Stage.RowsAsync(Ct)).Select(row => row.DekId));
        Assert.Equal([3, 1, 4], (await ResealAsync(paper, Walks.Change)).Select(tally => tally.Done));
        Assert.All(paper.Cells, cell => Assert.DoesNotContain(Envelope.KeyOf(cell.Bytes), before));
        await OpensAsync(paper);
        Assert.Equal(before, (await Stage.RowsAsync(Ct)).Where(row => row.RetiredAt is not null).Select(row => row.DekId));
    }

    [Fact]
    public async Task A_reseal_that_was_cut_off_goes_on_where_it_stopped()
    {
        var server = Stage.Server(K1);
        await server.Start.PrepareAsync(Ct);
        var paper = await PaperAsync(server, "a", "b", "c");
        Stage.Clock.Advance(TimeSpan.FromMinutes(1));
        var replaced = 0;
        paper.OnReplace = _ => replaced = replaced == 3 ? throw new InvalidOperationException("the power went") : replaced + 1;
        await Assert.ThrowsAsync<InvalidOperationException>(() => ResealAsync(paper, Walks.Change));
        var keys = (await Stage.RowsAsync(Ct)).Count;
        Assert.Contains("is not finished", (await server.Verbs.StatusAsync([], Ct)).Text, StringComparison.Ordinal);
        var again = 0;
        paper.OnReplace = _ => again++;
        Stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await ResealAsync(paper, Walks.Change);
        Assert.Equal((3, 3), (replaced, again));
        Assert.Equal(keys, (await Stage.RowsAsync(Ct)).Count);
        await OpensAsync(paper);
        Assert.DoesNotContain("is not finished", (await server.Verbs.StatusAsync([], Ct)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_is_replaced_while_it_is_sealed_again_keeps_the_newer_one()
    {
        var server = Stage.Server(K1);
        await server.Start.PrepareAsync(Ct);
        var paper = await PaperAsync(server, "a");
        var newer = await server.Vault.SealAsync(VaultStage.Place("a", "a-0"), Encoding.UTF8.GetBytes("newer"), Ct);
        paper.OnReplace = cell => paper.Put(VaultStage.Place("a", "a-0"), newer);
        Stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await ResealAsync(paper, Walks.Change);
        Assert.Equal(newer, paper.Cells.First().Bytes);
    }

    [Fact]
    public void No_table_with_sealed_values_is_left_out_when_they_are_sealed_again()
        => Assert.Equal(
            typeof(ISealedTable).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(ISealedTable))).Select(type => type.Name).Order(),
            SealedTables.Of(Stage.Store).Select(table => table.GetType().Name).Order());

    [Fact]
    public async Task Verify_opens_everything_and_shows_nothing_but_counts()
    {
        var server = Stage.Server(K1);
        await server.Start.PrepareAsync(Ct);
        var paper = await PaperAsync(server, "a", "b");
        var tallies = await VerifyAsync(server, paper);
        Assert.Equal([new("data keys", 3, 3, 0), new("values of check", 1, 1, 0), new("values of paper", 4, 4, 0)], tallies);
        var first = paper.Cells.First();
        paper.Put(first.Place, [.. first.Bytes[..^1], (byte)(first.Bytes[^1] ^ 1)]);
        await Stage.Store.TransactAsync("b", async (db, ct) => (await db.DataKeys.SingleAsync(ct)).Wrapped = new byte[60], Ct);
        Assert.Equal([1L, 0, 3], (await VerifyAsync(Stage.Server(K1), paper)).Select(tally => tally.Failed));
    }

    [Fact]
    public async Task A_key_is_not_retired_while_it_is_active_or_needed_or_unknown()
    {
        var both = Stage.Server(K1, K2, ("Vault:Active", "k1"));
        await both.Start.PrepareAsync(Ct);
        Assert.Contains("is the active one", await RefusedAsync(() => both.Verbs.RetireAsync("k1", Ct)), StringComparison.Ordinal);
        var second = Stage.Server(K1, K2, SecondActive);
        Assert.Contains("1 data keys still need", await RefusedAsync(() => second.Verbs.RetireAsync("k1", Ct)), StringComparison.Ordinal);
        Assert.Contains("no vault key \"k3\"", await RefusedAsync(() => second.Verbs.RetireAsync("k3", Ct)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_lost_key_sealed_is_given_up_only_when_the_key_is_really_gone()
    {
        var one = Stage.Server("", "");
        await one.Start.PrepareAsync(Ct);
        var id = one.Source.Ring!.Active;
        var stored = await one.SealAsync("local", "token", Ct);
        await RefusedAsync(() => one.Verbs.DiscardAsync(id, Ct));
        File.Delete(Stage.Home.At("vault.key"));
        var without = Stage.Server("", "");
        Assert.Equal(VaultHealth.KeyMissing, (await without.Verbs.StatusAsync([], Ct)).Health);
        await RefusedAsync(() => without.Verbs.DiscardAsync("k9", Ct));
        await without.Verbs.DiscardAsync(id, Ct);
        var anew = Stage.Server("", "");
        await anew.Start.PrepareAsync(Ct);
        await Assert.ThrowsAsync<VaultException>(() => anew.OpenAsync("local", stored, Ct));
        Assert.Equal("next", await anew.OpenAsync("local", await anew.SealAsync("local", "next", Ct), Ct));
    }

    [Fact]
    public async Task The_status_names_keys_and_counts_and_shows_no_key()
    {
        var both = Stage.Server(K1, K2, SecondActive);
        await Stage.Server(K1).Start.PrepareAsync(Ct);
        await both.SealAsync("acme", "x", Ct);
        var (text, json, health) = await both.Verbs.StatusAsync(SealedTables.Of(Stage.Store), Ct);
        Assert.Equal(VaultHealth.Good, health);
        Assert.Equal(
            """[{"id":"k1","state":"idle","data_keys":1,"from":"Vault:Keys"},{"id":"k2","state":"active","data_keys":1,"from":"Vault:Keys"}]""",
            json["keys"]!.ToJsonString());
        Assert.All([K1.Item2, K2.Item2], key => Assert.DoesNotContain(key, text + json.ToJsonString(), StringComparison.Ordinal));
    }

    private Task<Tally> RewrapAsync(StagedVault server) => new Rewrap(Stage.Store, server.Source.Ring!).RunAsync(Walks.Change, Ct);

    private Task<IReadOnlyList<Tally>> ResealAsync(PaperTable paper, Walk walk)
    {
        var server = Stage.Server(K1);
        return new Reseal(Stage.Store, server.Source, server.Vault, [new CheckTable(Stage.Store), paper], Stage.Life, Stage.Clock).RunAsync(walk, Ct);
    }

    private Task<IReadOnlyList<Tally>> VerifyAsync(StagedVault server, PaperTable paper)
        => new Verification(Stage.Store, server.Source.Ring!, server.Vault, [new CheckTable(Stage.Store), paper]).RunAsync(Walks.Dry, Ct);

    /// <summary>Two values of each tenant.</summary>
    private static async Task<PaperTable> PaperAsync(StagedVault server, params string[] tenants)
    {
        var paper = new PaperTable();
        foreach (var place in tenants.SelectMany(tenant => Enumerable.Range(0, 2).Select(number => VaultStage.Place(tenant, $"{tenant}-{number}"))))
        {
            paper.Put(place, await server.Vault.SealAsync(place, Encoding.UTF8.GetBytes($"token of {place.RowId}"), Ct));
        }

        return paper;
    }

    private async Task OpensAsync(PaperTable paper)
    {
        var server = Stage.Server(K1);
        foreach (var cell in paper.Cells)
        {
            using var secret = await server.Vault.OpenAsync(cell.Place, cell.Bytes, Ct);
            Assert.Equal($"token of {cell.Place.RowId}", Encoding.UTF8.GetString(secret.Reveal()));
        }
    }

    private static async Task<string> RefusedAsync(Func<Task> attempt)
    {
        var refused = await Assert.ThrowsAsync<VaultException>(attempt);
        Assert.Equal(VaultFault.Refused, refused.Fault);
        return refused.Message;
    }
}

public sealed class SqliteRotationTests(SqliteJournalDatabase database) : RotationTests(database), IClassFixture<SqliteJournalDatabase>;

public sealed class PostgresRotationTests(PostgresJournalDatabase database) : RotationTests(database), IClassFixture<PostgresJournalDatabase>;

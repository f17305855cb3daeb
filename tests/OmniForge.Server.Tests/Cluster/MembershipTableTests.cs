using System.Net;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Cluster;
using OmniForge.Server.Cluster.Tls;
using OmniForge.Server.Storage;
using OmniForge.TestKit;

namespace OmniForge.Server.Tests.Cluster;

/// <summary>The contract that the membership protocol rests on: one decision per version of the table, all of a change or nothing.</summary>
public sealed class MembershipTableTests : IAsyncLifetime
{
    private static readonly DateTime Start = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    private PostgresDatabase? _database;
    private readonly NodeCertificate _certificate = new();
    private ForgeStore? _store;
    private MembershipTable? _table;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private MembershipTable Table => _table!;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(Ct);
        _store = new ForgeStore(new DatabaseAddress(true, _database.ConnectionString));
        await SchemaSetup.MigrateAsync(_store, Ct);
        _table = new MembershipTable(_store, _certificate);
        await _table.InitializeMembershipTable(true);
    }

    public async ValueTask DisposeAsync()
    {
        _certificate.Dispose();
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_fresh_table_is_empty_and_many_may_make_it_at_once()
    {
        await Parallel.ForAsync(0, 8, Ct, async (_, _) => await Table.InitializeMembershipTable(true));
        var data = await Table.ReadAll();
        Assert.Equal((0, 0), (data.Members.Count, data.Version.Version));
    }

    [Fact]
    public async Task An_entry_comes_back_as_it_was_written()
    {
        var entry = Entry(1);
        entry.AddSuspector(Address(2), Start.AddSeconds(5));
        entry.AddSuspector(Address(3), Start.AddSeconds(6));
        Assert.True(await Table.InsertRow(entry, (await Table.ReadAll()).Version.Next()));
        var (read, etag) = Assert.Single((await Table.ReadRow(Address(1))).Members);
        Assert.NotEqual("", etag);
        Assert.Equal(
            (entry.SiloAddress, entry.Status, entry.HostName, entry.SiloName, entry.StartTime, entry.IAmAliveTime),
            (read.SiloAddress, read.Status, read.HostName, read.SiloName, read.StartTime, read.IAmAliveTime));
        Assert.Equal(entry.SuspectTimes, read.SuspectTimes);
        Assert.Empty((await Table.ReadRow(Address(9))).Members);
    }

    [Fact]
    public async Task An_entry_is_listed_with_the_key_of_its_node_and_keeps_it()
    {
        Assert.True(await Table.InsertRow(Entry(1), (await Table.ReadAll()).Version.Next()));
        var data = await Table.ReadAll();
        var (entry, etag) = data.Members[0];
        entry.Status = SiloStatus.Dead;
        Assert.True(await Table.UpdateRow(entry, etag, data.Version.Next()));
        await using var db = _store!.Open("");
        var row = await db.Nodes.SingleAsync(Ct);
        Assert.Equal((Nodes.DeadStatus, _certificate.Digest), (row.Status, row.KeyDigest));
    }

    [Fact]
    public async Task Nodes_that_list_themselves_at_once_are_all_listed_as_not_there_yet_and_once_each()
    {
        await Parallel.ForAsync(1, 9, Ct, async (node, _) => await Table.ListAsync(new Details(Address(node)), new(Start, TimeSpan.Zero)));
        await Table.ListAsync(new Details(Address(3)), new(Start.AddDays(1), TimeSpan.Zero));
        var data = await Table.ReadAll();
        Assert.Equal(8, data.Version.Version);
        Assert.Equal(Enumerable.Range(1, 8).Select(Address).Order(), data.Members.Select(member => member.Item1.SiloAddress).Order());
        Assert.All(data.Members, member => Assert.Equal((SiloStatus.Created, Start, "a-host"), (member.Item1.Status, member.Item1.StartTime, member.Item1.HostName)));
        await using var db = _store!.Open("");
        Assert.Equal(8, await db.Nodes.CountAsync(row => row.KeyDigest == _certificate.Digest, Ct));
    }

    [Fact]
    public async Task A_change_decided_on_an_older_version_is_refused_and_changes_nothing()
    {
        var seen = (await Table.ReadAll()).Version;
        Assert.True(await Table.InsertRow(Entry(1), seen.Next()));
        Assert.False(await Table.InsertRow(Entry(2), seen.Next()));
        var data = await Table.ReadAll();
        Assert.Equal((1, 1), (data.Members.Count, data.Version.Version));

        var (entry, etag) = data.Members[0];
        entry.Status = SiloStatus.Dead;
        Assert.False(await Table.UpdateRow(entry, etag, seen.Next()));
        Assert.Equal(SiloStatus.Active, (await Table.ReadAll()).Members[0].Item1.Status);
    }

    [Fact]
    public async Task An_address_that_is_there_cannot_be_inserted_again()
    {
        Assert.True(await Table.InsertRow(Entry(1), (await Table.ReadAll()).Version.Next()));
        Assert.False(await Table.InsertRow(Entry(1), (await Table.ReadAll()).Version.Next()));
        var data = await Table.ReadAll();
        Assert.Equal((1, 1), (data.Members.Count, data.Version.Version));
    }

    [Fact]
    public async Task An_update_needs_the_etag_of_the_row_as_well_as_the_version()
    {
        await Table.InsertRow(Entry(1), (await Table.ReadAll()).Version.Next());
        var first = await Table.ReadAll();
        var (entry, etag) = first.Members[0];
        entry.Status = SiloStatus.ShuttingDown;
        Assert.True(await Table.UpdateRow(entry, etag, first.Version.Next()));
        var second = await Table.ReadAll();
        Assert.NotEqual(etag, second.Members[0].Item2);
        Assert.False(await Table.UpdateRow(entry, etag, second.Version.Next()));
        Assert.False(await Table.UpdateRow(Entry(7), etag, second.Version.Next()));
        Assert.Equal(2, (await Table.ReadAll()).Version.Version);
        Assert.True(await Table.UpdateRow(entry, second.Members[0].Item2, second.Version.Next()));
    }

    [Fact]
    public async Task Of_many_who_decide_at_once_exactly_one_wins_each_version()
    {
        await Table.InsertRow(Entry(1), (await Table.ReadAll()).Version.Next());
        var seen = await Table.ReadAll();
        var won = 0;
        await Parallel.ForAsync(0, 16, Ct, async (_, _) =>
        {
            if (await Table.UpdateRow(seen.Members[0].Item1, seen.Members[0].Item2, seen.Version.Next()))
            {
                Interlocked.Increment(ref won);
            }
        });
        Assert.Equal((1, 2), (won, (await Table.ReadAll()).Version.Version));
    }

    [Fact]
    public async Task A_sign_of_life_changes_nothing_else()
    {
        await Table.InsertRow(Entry(1), (await Table.ReadAll()).Version.Next());
        var before = await Table.ReadAll();
        var sign = Entry(1);
        sign.IAmAliveTime = Start.AddMinutes(3);
        sign.Status = SiloStatus.Dead;
        await Table.UpdateIAmAlive(sign);
        var after = await Table.ReadAll();
        Assert.Equal((before.Version, before.Members[0].Item2), (after.Version, after.Members[0].Item2));
        Assert.Equal((SiloStatus.Active, Start.AddMinutes(3)), (after.Members[0].Item1.Status, after.Members[0].Item1.IAmAliveTime));
    }

    [Fact]
    public async Task Only_dead_entries_of_long_ago_are_cleaned_away()
    {
        foreach (var (node, status) in new[] { (1, SiloStatus.Dead), (2, SiloStatus.Active), (3, SiloStatus.Dead) })
        {
            var entry = Entry(node, status);
            entry.IAmAliveTime = node == 3 ? Start.AddDays(2) : Start;
            Assert.True(await Table.InsertRow(entry, (await Table.ReadAll()).Version.Next()));
        }

        await Table.CleanupDefunctSiloEntries(new DateTimeOffset(Start.AddDays(1), TimeSpan.Zero));
        Assert.Equal([Address(2), Address(3)], (await Table.ReadAll()).Members.Select(member => member.Item1.SiloAddress).Order());
    }

    [Fact]
    public async Task Deleting_asks_for_the_right_cluster()
    {
        await Table.InsertRow(Entry(1), (await Table.ReadAll()).Version.Next());
        await Table.DeleteMembershipTableEntries("another");
        Assert.Single((await Table.ReadAll()).Members);
        await Table.DeleteMembershipTableEntries(MembershipTable.ClusterId);
        Assert.Empty((await Table.ReadAll()).Members);
        await Table.InitializeMembershipTable(true);
        Assert.True(await Table.InsertRow(Entry(1), (await Table.ReadAll()).Version.Next()));
    }

    private static SiloAddress Address(int node) => SiloAddress.New(new IPEndPoint(IPAddress.Parse($"10.0.0.{node}"), 11_111), 100 + node);

    private static MembershipEntry Entry(int node, SiloStatus status = SiloStatus.Active) => new()
    {
        SiloAddress = Address(node),
        Status = status,
        HostName = $"host-{node}",
        SiloName = $"silo-{node}",
        RoleName = "omniforge",
        StartTime = Start,
        IAmAliveTime = Start.AddSeconds(1),
    };

    private sealed record Details(SiloAddress SiloAddress) : ILocalSiloDetails
    {
        public string Name => "a-silo";
        public string ClusterId => MembershipTable.ClusterId;
        public string DnsHostName => "a-host";
        public SiloAddress GatewayAddress => SiloAddress.Zero;
    }
}

using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OmniForge.Server.Cluster;
using OmniForge.Server.Cluster.Tls;
using OmniForge.Server.Storage;
using OmniForge.TestKit;

namespace OmniForge.Server.Tests.Cluster.Tls;

/// <summary>Who is let through, judged by the rows of a real database; the connection alone is in memory.</summary>
public sealed class NodeTlsTests : IAsyncLifetime
{
    private const string Secret = "what nodes say to each other";
    private static readonly IPEndPoint Home = new(IPAddress.Parse("10.0.0.1"), 7001);
    private static readonly IPEndPoint Away = new(IPAddress.Parse("10.0.0.2"), 7002);

    private readonly FakeTimeProvider _clock = new();
    private readonly List<IDisposable> _own = [];
    private PostgresDatabase? _database;
    private ForgeStore? _store;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(Ct);
        _store = new ForgeStore(new DatabaseAddress(true, _database.ConnectionString));
        await SchemaSetup.MigrateAsync(_store, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        _own.ForEach(one => one.Dispose());
        await _store!.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task Two_listed_nodes_talk_and_the_wire_does_not_tell_what()
    {
        var (caller, called) = (await ListedAsync(Home), await ListedAsync(Away));
        var wire = new Wire(Away);
        Assert.Equal((Secret, Secret), await TalkAsync(wire, caller, called));
        Assert.True(wire.Heard.Length > Secret.Length);
        Assert.Equal(-1, wire.Heard.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret)));
    }

    [Theory]
    [InlineData("never listed")]
    [InlineData("dead")]
    [InlineData("deleted")]
    [InlineData("listed without a key")]
    public async Task A_caller_that_is_no_node_any_more_is_refused_before_a_byte_is_read(string state)
    {
        var called = await ListedAsync(Away);
        var (caller, key) = Node();
        if (state != "never listed")
        {
            await ListAsync(Home, 1, state == "listed without a key" ? "" : key);
            await using var db = _store!.Open("");
            var row = db.Nodes.Where(node => node.Address == "10.0.0.1:7001@1");
            _ = state switch
            {
                "dead" => await row.ExecuteUpdateAsync(set => set.SetProperty(node => node.Status, Nodes.DeadStatus), Ct),
                "deleted" => await row.ExecuteDeleteAsync(Ct),
                _ => 0,
            };
        }

        var wire = new Wire(Away);
        var calling = caller.ConnectAsync(wire.Caller, SayAsync);
        var refused = await Assert.ThrowsAsync<ConnectionAbortedException>(() => called.AcceptAsync(wire.Called, _ => throw new InvalidOperationException("a stranger was let in")));
        Assert.Equal(Strangers.UnknownKey, refused.Message);
        await Wire.HangUpAsync(wire.Called);
        await calling;
    }

    [Fact]
    public async Task A_node_that_is_deleted_is_refused_a_second_later_though_it_was_let_in_before()
    {
        var (caller, called) = (await ListedAsync(Home), await ListedAsync(Away));
        Assert.Equal((Secret, Secret), await TalkAsync(new(Away), caller, called));
        await using (var db = _store!.Open(""))
        {
            await db.Nodes.Where(node => node.Address == "10.0.0.1:7001@1").ExecuteDeleteAsync(Ct);
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        var wire = new Wire(Away);
        var calling = caller.ConnectAsync(wire.Caller, SayAsync);
        await Assert.ThrowsAsync<ConnectionAbortedException>(() => called.AcceptAsync(wire.Called, SayAsync));
        await Wire.HangUpAsync(wire.Called);
        await calling;
    }

    [Fact]
    public async Task A_node_that_was_killed_comes_back_at_its_address_with_another_key()
    {
        var (caller, called) = (await ListedAsync(Home), await ListedAsync(Away));
        Assert.Equal((Secret, Secret), await TalkAsync(new(Away), caller, called));
        var (again, key) = Node();
        await ListAsync(Away, 2, key);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((Secret, Secret), await TalkAsync(new(Away), caller, again));
        Assert.Equal((Secret, Secret), await TalkAsync(new(Home), again, caller));
    }

    [Fact]
    public async Task A_node_that_answers_at_the_address_of_another_one_is_refused_by_its_caller()
    {
        var (caller, called) = (await ListedAsync(Home), await ListedAsync(Away));
        var wire = new Wire(new IPEndPoint(IPAddress.Parse("10.0.0.3"), 7003));
        var answering = called.AcceptAsync(wire.Called, SayAsync);
        var refused = await Assert.ThrowsAsync<ConnectionAbortedException>(() => caller.ConnectAsync(wire.Caller, SayAsync));
        Assert.Equal(Strangers.UnknownKey, refused.Message);
        await Wire.HangUpAsync(wire.Caller);
        await answering;
    }

    [Fact]
    public async Task Who_says_nothing_is_sent_away_after_ten_seconds()
    {
        var called = await ListedAsync(Away);
        var accepting = called.AcceptAsync(new Wire(Away).Called, SayAsync);
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(accepting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(Strangers.Silent, (await Assert.ThrowsAsync<ConnectionAbortedException>(() => accepting)).Message);
    }

    [Fact]
    public async Task Who_speaks_without_encryption_is_sent_away_at_once()
    {
        var called = await ListedAsync(Away);
        var wire = new Wire(Away);
        await wire.Caller.Transport.Output.WriteAsync(Encoding.UTF8.GetBytes("\x2a\0\0\0 let me in, I am a node of an older version"), Ct);
        var refused = await Assert.ThrowsAsync<ConnectionAbortedException>(() => called.AcceptAsync(wire.Called, SayAsync));
        Assert.Equal(Strangers.NoHandshake, refused.Message);
    }

    [Fact]
    public async Task Much_travels_whole_in_both_directions()
    {
        var (caller, called) = (await ListedAsync(Home), await ListedAsync(Away));
        var sent = new byte[3_000_000];
        new Random(7).NextBytes(sent);
        var wire = new Wire(Away);
        byte[] there = [], back = [];
        await Task.WhenAll(
            caller.ConnectAsync(wire.Caller, async end => back = await ExchangeAsync(end, sent)),
            called.AcceptAsync(wire.Called, async end => there = await ExchangeAsync(end, sent)));
        Assert.Equal(sent, there);
        Assert.Equal(sent, back);
    }

    private static async Task<byte[]> ExchangeAsync(ConnectionContext end, byte[] sent)
    {
        var sending = end.Transport.Output.WriteAsync(sent, Ct).AsTask();
        var all = await end.Transport.Input.ReadAtLeastAsync(sent.Length, Ct);
        var got = System.Buffers.BuffersExtensions.ToArray(all.Buffer);
        end.Transport.Input.AdvanceTo(all.Buffer.End);
        await sending;
        return got;
    }

    /// <summary>What each heard from the other.</summary>
    private static async Task<(string Caller, string Called)> TalkAsync(Wire wire, NodeTls caller, NodeTls called)
    {
        byte[] there = [], back = [];
        var words = Encoding.UTF8.GetBytes(Secret);
        await Task.WhenAll(
            caller.ConnectAsync(wire.Caller, async end => back = await ExchangeAsync(end, words)),
            called.AcceptAsync(wire.Called, async end => there = await ExchangeAsync(end, words)));
        return (Encoding.UTF8.GetString(back), Encoding.UTF8.GetString(there));
    }

    /// <summary>Says something to one who hangs up without an answer.</summary>
    private static async Task SayAsync(ConnectionContext end)
    {
        await end.Transport.Output.WriteAsync(Encoding.UTF8.GetBytes(Secret), Ct);
        var read = await end.Transport.Input.ReadAtLeastAsync(Secret.Length + 1, Ct);
        Assert.True(read.IsCompleted && read.Buffer.IsEmpty);
    }

    private async Task<NodeTls> ListedAsync(IPEndPoint at)
    {
        var (node, key) = Node();
        await ListAsync(at, 1, key);
        return node;
    }

    /// <summary>One start of a node, under the test's clock, that is not listed yet.</summary>
    private (NodeTls Tls, string Key) Node()
    {
        var certificate = new NodeCertificate();
        var keys = new NodeKeys(_store!, _clock);
        _own.AddRange([certificate, keys]);
        return (new NodeTls(certificate, keys, new Strangers(_clock, NullLogger<Strangers>.Instance), _clock), certificate.Digest);
    }

    private async Task ListAsync(IPEndPoint at, int generation, string key)
    {
        await using var db = _store!.Open("");
        db.Nodes.Add(new NodeRow { Address = SiloAddress.New(at, generation).ToParsableString(), Status = (int)SiloStatus.Active, KeyDigest = key });
        await db.SaveChangesAsync(Ct);
    }
}

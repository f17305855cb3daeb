using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OmniForge.Server.Executions;
using OmniForge.Server.Executions.Leashes;
using OmniForge.Server.Storage;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Executions;

/// <summary>Under a clock of their own, years ahead of the server's: its sweep sees nothing due.</summary>
public abstract class LeashTests(ServerFixture fixture) : ServerTests(fixture)
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow.AddYears(5));

    private LeashSweep Sweep => new(Get<ForgeStore>(), Leashes, Get<ExecutionDirectory>(), _clock, NullLogger<LeashSweep>.Instance);

    private Leashes Leashes => field ??= new(Get<ForgeStore>(), _clock);

    [Fact]
    public async Task What_nobody_follows_for_30_seconds_is_cancelled()
    {
        var client = await ClientAsync();
        var id = await StartAsync(client, DisconnectPolicy.Cancel);
        var hold = await Leashes.HoldAsync(client.TenantId, id, Ct);
        await hold.DisposeAsync();
        _clock.Advance(TimeSpan.FromSeconds(29));
        await Sweep.SweepAsync(Ct);
        Assert.Equal(CancelMode.Unspecified, await CancelledAsync(client, id));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Sweep.SweepAsync(Ct);
        var end = (await StepAgents.EventsAsync(client, id))[^1].ExecutionFinished;
        Assert.Equal((ExecutionStatus.Cancelled, StopReason.ClientGone), (end.Status, end.StopReason));
        Assert.Equal(0, await RowsAsync(client));
    }

    [Fact]
    public async Task Whoever_follows_it_keeps_it_alive_and_a_short_visit_begins_the_time_anew()
    {
        var client = await ClientAsync();
        var id = await StartAsync(client, DisconnectPolicy.Cancel);
        var (first, second) = (await Leashes.HoldAsync(client.TenantId, id, Ct), await Leashes.HoldAsync(client.TenantId, id, Ct));
        await first.DisposeAsync();
        for (var i = 0; i < 10; i++)
        {
            _clock.Advance(Leashes.Renewal);
            await Leashes.RenewAsync(Ct);
            await Sweep.SweepAsync(Ct);
        }

        Assert.Equal(CancelMode.Unspecified, await CancelledAsync(client, id));
        await second.DisposeAsync();
        _clock.Advance(TimeSpan.FromSeconds(20));
        await (await Leashes.HoldAsync(client.TenantId, id, Ct)).DisposeAsync();
        _clock.Advance(TimeSpan.FromSeconds(20));
        await Sweep.SweepAsync(Ct);
        Assert.Equal(CancelMode.Unspecified, await CancelledAsync(client, id));
        _clock.Advance(TimeSpan.FromSeconds(10));
        await Sweep.SweepAsync(Ct);
        Assert.Equal(CancelMode.Graceful, await CancelledAsync(client, id));
    }

    [Fact]
    public async Task A_node_that_dies_lets_go_of_what_it_held()
    {
        var client = await ClientAsync();
        var id = await StartAsync(client, DisconnectPolicy.Cancel);
        await Leashes.HoldAsync(client.TenantId, id, Ct);
        _clock.Advance(Leashes.Length + Leashes.Renewal);
        await Sweep.SweepAsync(Ct);
        Assert.Equal(CancelMode.Graceful, await CancelledAsync(client, id));
    }

    [Fact]
    public async Task A_stream_holds_it_and_lets_go_when_it_is_gone()
    {
        var client = await ClientAsync();
        var agent = await BusyPolicyTests.AskingAsync(client);
        var begun = DateTimeOffset.UtcNow;
        string id;
        using (var call = client.Executions.Execute(cancellationToken: Ct))
        {
            await call.RequestStream.WriteAsync(new() { FrameId = "1", Start = new() { AgentId = agent, DisconnectPolicy = DisconnectPolicy.Cancel } }, Ct);
            Assert.True(await call.ResponseStream.MoveNext(Ct));
            id = call.ResponseStream.Current.Result.Start.ExecutionId;
            while (call.ResponseStream.Current.Event?.StatusChanged?.To != ExecutionStatus.WaitingForInput)
            {
                Assert.True(await call.ResponseStream.MoveNext(Ct));
            }

            Assert.True(await DueAsync(client, id) >= begun + Leashes.Length + Leashes.Renewal);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TestKit.Patience.Limit);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await DueAsync(client, id) > DateTimeOffset.UtcNow + Leashes.Length)
        {
            await tick.WaitForNextTickAsync(patience.Token);
        }
    }

    [Fact]
    public async Task One_that_cannot_be_cancelled_holds_up_none_of_those_behind_it_and_is_tried_again()
    {
        var client = await ClientAsync();
        var (broken, behind) = (await StartAsync(client, DisconnectPolicy.Cancel), await StartAsync(client, DisconnectPolicy.Cancel));
        foreach (var id in new[] { broken, behind })
        {
            await (await Leashes.HoldAsync(client.TenantId, id, Ct)).DisposeAsync();
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        await using (await BrokenRow.MakeAsync(Get<ForgeStore>(), broken, Ct))
        {
            _clock.Advance(Leashes.Length);
            await Sweep.SweepAsync(Ct);
            Assert.Equal((CancelMode.Unspecified, CancelMode.Graceful), (await CancelledAsync(client, broken), await CancelledAsync(client, behind)));
            Assert.Equal(1, await RowsAsync(client));
        }

        _clock.Advance(Leashes.Renewal);
        await Sweep.SweepAsync(Ct);
        Assert.Equal(CancelMode.Graceful, await CancelledAsync(client, broken));
        Assert.Equal(0, await RowsAsync(client));
    }

    [Fact]
    public async Task Others_have_no_leash()
    {
        var client = await ClientAsync();
        await StartAsync(client, DisconnectPolicy.Continue);
        await StartAsync(client, DisconnectPolicy.Unspecified);
        Assert.Equal(0, await RowsAsync(client));
    }

    private static async Task<string> StartAsync(TestClient client, DisconnectPolicy policy)
    {
        var agent = await BusyPolicyTests.AskingAsync(client);
        return (await client.Executions.StartExecutionAsync(new() { AgentId = agent, DisconnectPolicy = policy }, cancellationToken: Ct)).ExecutionId;
    }

    private async Task<CancelMode> CancelledAsync(TestClient client, string id)
        => (await Get<ExecutionRecords>().LoadAsync(client.TenantId, id, Ct)).CancelRequested;

    private async Task<int> RowsAsync(TestClient client)
    {
        await using var db = Get<ForgeStore>().Open(client.TenantId);
        return await db.Leashes.CountAsync(Ct);
    }

    private async Task<DateTimeOffset> DueAsync(TestClient client, string id)
    {
        await using var db = Get<ForgeStore>().Open(client.TenantId);
        return await db.Leashes.Where(leash => leash.ExecutionId == id).Select(leash => leash.DueAt).SingleAsync(Ct);
    }
}

public sealed class SqliteLeashTests(SqliteServer server) : LeashTests(server);

public sealed class PostgresLeashTests(PostgresServer server) : LeashTests(server);

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OmniForge.Server.Executions;
using OmniForge.Server.Executions.Retention;
using OmniForge.Server.Storage;
using OmniForge.Server.Tests.Hosting;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Executions;

/// <summary>Servers of their own: the sweep looks at the executions of all tenants.</summary>
public abstract class RetentionTests : IAsyncLifetime
{
    private readonly TempFolder _home = new();
    private string? _url;
    private TestServer? _server;

    internal static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal TestServer Server => _server!;

    internal ForgeStore Store => Server.Services.GetRequiredService<ForgeStore>();

    public async ValueTask InitializeAsync() => _url = await DatabaseUrlAsync();

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

    [Fact]
    public async Task What_ended_long_ago_keeps_its_end_and_says_so_and_everything_else_is_untouched()
    {
        var client = await StartAsync(30);
        var agent = await StepAgents.CountAndWriteAsync(client);
        var (old, young) = (await RunAsync(client, agent), await RunAsync(client, agent));
        var asking = await StepAgents.AgentAsync(client, null, ("ask-colour", StepAgents.Asking("ask-colour")));
        var waiting = await StepAgents.StartUntilAsync(client, new() { AgentId = asking }, ExecutionStatus.WaitingForInput);
        await EndedAsync(old, 30.01);
        await EndedAsync(young, 29.99);
        var stats = await StatsAsync(client, agent);

        await SweepAsync();

        var kept = (await client.Executions.GetExecutionAsync(new() { ExecutionId = old, View = ExecutionView.Full }, cancellationToken: Ct)).Execution;
        Assert.Equal(ExecutionStatus.Succeeded, kept.Status);
        Assert.NotEmpty(kept.Result.Fields);
        Assert.NotNull(kept.CompactedAt);
        Assert.Contains("were removed on", kept.Kept, StringComparison.Ordinal);
        Assert.Equal((1, 0), await RowsAsync(old));
        Assert.Equal(stats, await StatsAsync(client, agent));
        Assert.Equal(
            [WatchExecutionResponse.FrameOneofCase.StreamReset, WatchExecutionResponse.FrameOneofCase.Event, WatchExecutionResponse.FrameOneofCase.ReplayComplete],
            (await FramesAsync(client, old, 0)).Select(frame => frame.FrameCase));
        var reset = (await FramesAsync(client, old, 3))[0].StreamReset;
        Assert.Equal((kept.LastSequence, kept.Kept), (reset.OldestSequence, reset.Execution.Kept));
        Assert.Equal(
            [WatchExecutionResponse.FrameOneofCase.Event, WatchExecutionResponse.FrameOneofCase.ReplayComplete],
            (await FramesAsync(client, old, kept.LastSequence - 1)).Select(frame => frame.FrameCase));

        var refused = await Refused.ByAsync("EXECUTION_COMPACTED", async () => await client.Executions.ListStepsAsync(new() { ExecutionId = old }, cancellationToken: Ct));
        Assert.Contains("its events and steps were removed", refused.Message, StringComparison.Ordinal);
        await Refused.ByAsync("EXECUTION_COMPACTED", async () => await client.Executions.ListExecutionEventsAsync(new() { ExecutionId = old }, cancellationToken: Ct));
        await Refused.ByAsync("EXECUTION_COMPACTED", async () => await client.Executions.StartExecutionAsync(
            new() { AgentId = agent, Mode = ExecutionMode.Replay, ReplayOf = old }, cancellationToken: Ct));
        await Refused.ByAsync("EXECUTION_COMPACTED", async () => await client.Executions.RetryExecutionAsync(new() { ExecutionId = old }, cancellationToken: Ct));
        Assert.Single((await client.Executions.ListExecutionEventsAsync(new() { ExecutionId = old, AfterSequence = kept.LastSequence - 1 }, cancellationToken: Ct)).Events);

        var whole = await StepAgents.EventsAsync(client, young);
        Assert.Equal(Enumerable.Range(1, whole.Count).Select(n => (ulong)n), whole.Select(happened => happened.Sequence));
        Assert.Equal(((await FramesAsync(client, young, 0)).Count, 2), (whole.Count + 1, (await RowsAsync(young)).Steps));
        await AnswerAsync(client, waiting);
        Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.EventsAsync(client, waiting))[^1].ExecutionFinished.Status);
    }

    [Fact]
    public async Task An_unfinished_execution_is_kept_however_old_it_is_and_one_ended_longer_ago_goes_for_good()
    {
        var client = await StartAsync(30);
        var agent = await StepAgents.AgentAsync(client, null, ("ask-colour", StepAgents.Asking("ask-colour")));
        var waiting = await StepAgents.StartUntilAsync(client, new() { AgentId = agent }, ExecutionStatus.WaitingForInput);
        await CreatedAsync(waiting, 400);
        var before = await RowsAsync(waiting);
        var quick = await StepAgents.CountAndWriteAsync(client);
        var (gone, kept) = (await RunAsync(client, quick), await RunAsync(client, quick));
        await EndedAsync(gone, 90.01);
        await EndedAsync(kept, 89.99);
        var stats = await StatsAsync(client, quick);

        await SweepAsync();

        Assert.Equal(before, await RowsAsync(waiting));
        await Refused.ByAsync("RESOURCE_NOT_FOUND", async () => await client.Executions.GetExecutionAsync(new() { ExecutionId = gone }, cancellationToken: Ct));
        Assert.Equal((0, 0), await RowsAsync(gone));
        Assert.Equal((1, 0), await RowsAsync(kept));
        Assert.Equal(stats, await StatsAsync(client, quick));
        await AnswerAsync(client, waiting);
        Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.EventsAsync(client, waiting))[^1].ExecutionFinished.Status);
    }

    [Fact]
    public async Task With_zero_days_everything_is_kept()
    {
        var client = await StartAsync(0);
        var old = await RunAsync(client, await StepAgents.CountAndWriteAsync(client));
        await EndedAsync(old, 4_000);
        var before = await RowsAsync(old);

        await SweepAsync();

        Assert.Equal(before, await RowsAsync(old));
    }

    [Fact]
    public async Task Many_are_forgotten_in_batches_and_found_by_an_index()
    {
        var client = await StartAsync(7);
        var agent = await StepAgents.CountAndWriteAsync(client);
        var all = await Task.WhenAll(Enumerable.Range(0, ExecutionRetention.AtOnce + 3).Select(_ => RunAsync(client, agent)));
        foreach (var id in all)
        {
            await EndedAsync(id, 8);
        }

        var retention = Server.Services.GetRequiredService<ExecutionRetention>();
        Assert.Equal(ExecutionRetention.AtOnce, await retention.CompactAsync(DateTimeOffset.UtcNow.AddDays(-7), Ct));
        await SweepAsync();

        foreach (var id in all)
        {
            Assert.Equal((1, 0), await RowsAsync(id));
        }

        await using var db = Store.Open("");
        Assert.Contains("ix_executions_whole", await PlanAsync(ExecutionRetention.Whole(db, DateTimeOffset.UtcNow), db), StringComparison.Ordinal);
        Assert.Contains("ix_executions_compacted", await PlanAsync(ExecutionRetention.Compacted(db, DateTimeOffset.UtcNow), db), StringComparison.Ordinal);
    }

    /// <summary>The address of an empty database; empty = SQLite below the home; null = there is none.</summary>
    protected abstract Task<string?> DatabaseUrlAsync();

    protected virtual ValueTask DropAsync() => ValueTask.CompletedTask;

    internal async Task<TestClient> StartAsync(int days)
    {
        Assert.SkipWhen(_url is null, "There is no PostgreSQL: ./dev test starts a private one.");
        _server = await TestServer.StartAsync(
            _home.Path, _url!, Ct,
            options => new() { Home = options.Home, DatabaseUrl = options.DatabaseUrl, GrpcPort = 0, HttpPort = 0, Development = true, RetentionDays = days });
        return await _server.ClientAsync(Ct);
    }

    internal Task SweepAsync() => Server.Services.GetServices<IHostedService>().OfType<RetentionSweep>().Single().SweepAsync(Ct);

    internal static async Task<string> RunAsync(TestClient client, string agent)
        => (await StepAgents.RunAsync(client, new() { AgentId = agent })).Id;

    internal async Task EndedAsync(string id, double days)
    {
        DateTimeOffset? at = DateTimeOffset.UtcNow.AddDays(-days);
        await Store.TransactAsync("", (db, ct) => db.Executions.IgnoreQueryFilters().Where(row => row.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.CompletedAt, at), ct), Ct);
    }

    internal async Task<(int Events, int Steps)> RowsAsync(string id)
    {
        await using var db = Store.Open("");
        return (
            await db.ExecutionEvents.IgnoreQueryFilters().CountAsync(row => row.ExecutionId == id, Ct),
            await db.Steps.IgnoreQueryFilters().CountAsync(row => row.ExecutionId == id, Ct));
    }

    private async Task CreatedAsync(string id, double days)
    {
        var at = DateTimeOffset.UtcNow.AddDays(-days);
        await Store.TransactAsync("", (db, ct) => db.Executions.IgnoreQueryFilters().Where(row => row.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.CreatedAt, at), ct), Ct);
    }

    private async Task<string> PlanAsync(IQueryable<ExecutionRow> query, ForgeDb db)
    {
        await db.Database.OpenConnectionAsync(Ct);
        if (Store.Postgres)
        {
            // A handful of rows is read faster without an index.
            await db.Database.ExecuteSqlRawAsync("SET enable_seqscan = off", Ct);
        }

        await using var command = query.CreateDbCommand();
        command.CommandText = (Store.Postgres ? "EXPLAIN " : "EXPLAIN QUERY PLAN ") + command.CommandText;
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var plan = new List<string>();
        while (await reader.ReadAsync(Ct))
        {
            plan.Add(reader.GetValue(reader.FieldCount - 1).ToString()!);
        }

        return string.Join('\n', plan);
    }

    private static async Task<UsageStats> StatsAsync(TestClient client, string agent)
        => (await client.Agents.GetAgentAsync(new() { AgentId = agent }, cancellationToken: Ct)).Agent.UsageStats;

    private static async Task AnswerAsync(TestClient client, string id) => await client.Executions.ResolveInterruptAsync(
        new()
        {
            ExecutionId = id,
            InterruptId = "1:1",
            Decision = Decision.Submit,
            Response = new() { Fields = { ["answer"] = Google.Protobuf.WellKnownTypes.Value.ForString("red") } },
        },
        cancellationToken: Ct);

    private static async Task<List<WatchExecutionResponse>> FramesAsync(TestClient client, string id, ulong after)
    {
        using var call = client.Executions.WatchExecution(new() { ExecutionId = id, AfterSequence = after, View = EventView.Debug }, cancellationToken: Ct);
        var frames = new List<WatchExecutionResponse>();
        while (await call.ResponseStream.MoveNext(Ct))
        {
            frames.Add(call.ResponseStream.Current);
        }

        return frames;
    }
}

public sealed class SqliteRetentionTests : RetentionTests
{
    protected override Task<string?> DatabaseUrlAsync() => Task.FromResult<string?>("");
}

public sealed class PostgresRetentionTests : RetentionTests
{
    private PostgresDatabase? _database;

    [Fact]
    public async Task One_node_at_a_time_forgets()
    {
        var client = await StartAsync(30);
        var old = await RunAsync(client, await StepAgents.CountAndWriteAsync(client));
        await EndedAsync(old, 31);
        var before = await RowsAsync(old);
        await using (var other = await Store.ConnectAsync(Ct))
        {
            await using var work = await other.BeginTransactionAsync(Ct);
            await using var locking = other.CreateCommand();
            locking.CommandText = $"SELECT pg_advisory_xact_lock({ExecutionRetention.LockKey})";
            await locking.ExecuteNonQueryAsync(Ct);

            await SweepAsync();
            Assert.Equal(before, await RowsAsync(old));
        }

        await SweepAsync();
        Assert.Equal((1, 0), await RowsAsync(old));
    }

    protected override async Task<string?> DatabaseUrlAsync()
    {
        if (!PostgresDatabase.Available)
        {
            return null;
        }

        _database = await PostgresDatabase.CreateAsync(Ct);
        return _database.Url;
    }

    protected override ValueTask DropAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OmniForge.Agents.Tools;
using OmniForge.Server.Storage;
using OmniForge.Server.Storage.Journal;
using OmniForge.Server.Tests.Hosting;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Executions;

/// <summary>A call that a provider puts off waits without a slot, in the rows, and is made again as the same call.</summary>
public abstract class PutOffTests : IAsyncLifetime
{
    private readonly TempFolder _home = new();
    private string? _url;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The address of an empty database; empty = SQLite.</summary>
    protected abstract Task<string> DatabaseAsync();

    public async ValueTask InitializeAsync() => _url = await DatabaseAsync();

    public virtual ValueTask DisposeAsync()
    {
        _home.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_waits_on_the_clock_without_a_slot_and_is_made_again_under_the_same_key()
    {
        var tool = new PutOffTool(2, TimeSpan.FromSeconds(1));
        await using var server = await StartAsync(tool);
        var client = await server.ClientAsync(Ct);
        var id = (await client.Executions.StartExecutionAsync(new() { AgentId = await AgentAsync(client) }, cancellationToken: Ct)).ExecutionId;

        var events = await StepAgents.EventsAsync(client, id);

        Assert.Equal(ExecutionStatus.Succeeded, events[^1].ExecutionFinished.Status);
        Assert.Equal(Enumerable.Repeat($"{id}:1:1", 3), tool.Calls);
        Assert.Equal([1, 2], events.Where(happened => happened.ToolPostponed is not null).Select(happened => happened.ToolPostponed.Times));
        Assert.Single(events, happened => happened.ToolRequested is not null);
        Assert.Single(events, happened => happened.ToolFinished is not null);
        var waits = events.Where(happened => happened.StatusChanged?.To == ExecutionStatus.WaitingForRetry).ToList();
        Assert.Equal(2, waits.Count);
        Assert.Matches("^waiting for Notion until [0-9]{2}:[0-9]{2}:[0-9]{2}$", waits[0].StatusChanged.Cause);
        Assert.True(events[^1].ExecutionFinished.Usage.WaitingTime.ToTimeSpan() > TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task The_call_is_made_again_only_when_it_is_written_down_that_the_run_went_on()
    {
        var tool = new PutOffTool(1, TimeSpan.FromSeconds(1));
        await using var server = await TestServer.StartAsync(_home.Path, _url!, Ct, replace: services =>
        {
            services.AddSingleton<ITool>(tool);
            services.AddSingleton<IJournalStore>(provider => new LateJournal(provider.GetRequiredService<ForgeStore>() is { Postgres: true } postgres
                ? new PostgresJournalStore(postgres)
                : new SqliteJournalStore(provider.GetRequiredService<ForgeStore>())));
        });
        var client = await server.ClientAsync(Ct);
        var seen = new List<ExecutionStatus>();
        tool.Called = async () =>
        {
            await using var db = server.Services.GetRequiredService<ForgeStore>().Open(client.TenantId);
            seen.Add(await db.Executions.Select(row => row.Status).SingleAsync(Ct));
        };

        var execution = await StepAgents.RunAsync(client, new() { AgentId = await AgentAsync(client) });

        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        Assert.Equal([ExecutionStatus.Running, ExecutionStatus.Running], seen);
    }

    [Fact]
    public async Task It_survives_a_restart_and_is_not_taken_for_a_change_in_doubt()
    {
        string id, tenant;
        var before = new PutOffTool(1, TimeSpan.FromSeconds(2));
        await using (var server = await StartAsync(before))
        {
            var client = await server.ClientAsync(Ct);
            tenant = client.TenantId;
            id = await StepAgents.StartUntilAsync(client, new() { AgentId = await AgentAsync(client) }, ExecutionStatus.WaitingForRetry);
        }

        var after = new PutOffTool(0, TimeSpan.Zero);
        await using (var server = await StartAsync(after))
        {
            var events = await StepAgents.EventsAsync(await server.ClientOfAsync(tenant, Ct), id);
            Assert.Equal(ExecutionStatus.Succeeded, events[^1].ExecutionFinished.Status);
            Assert.DoesNotContain(events, happened => happened.InterruptOpened is not null);
            var back = events.Last(happened => happened.StatusChanged?.From == ExecutionStatus.WaitingForRetry);
            Assert.True(back.OccurredAt.ToDateTimeOffset() >= before.Until, $"it went on at {back.OccurredAt}, before {before.Until.ToString("O", CultureInfo.InvariantCulture)}");
        }

        Assert.Equal([.. before.Calls], after.Calls);
    }

    [Fact]
    public async Task Meanwhile_it_can_be_paused_and_cancelled()
    {
        var tool = new PutOffTool(2, TimeSpan.FromHours(1));
        await using var server = await StartAsync(tool);
        var client = await server.ClientAsync(Ct);
        var agent = await AgentAsync(client);
        var cancelled = await StepAgents.StartUntilAsync(client, new() { AgentId = agent }, ExecutionStatus.WaitingForRetry);
        await client.Executions.CancelExecutionAsync(new() { ExecutionId = cancelled }, cancellationToken: Ct);
        Assert.Equal(ExecutionStatus.Cancelled, (await StepAgents.EventsAsync(client, cancelled))[^1].ExecutionFinished.Status);

        var paused = await StepAgents.StartUntilAsync(client, new() { AgentId = agent }, ExecutionStatus.WaitingForRetry);
        await client.Executions.PauseExecutionAsync(new() { ExecutionId = paused }, cancellationToken: Ct);
        var pause = await StepAgents.UntilAsync(client, paused, happened => happened.StatusChanged?.To == ExecutionStatus.Paused);
        await client.Executions.ResumeExecutionAsync(new() { ExecutionId = paused }, cancellationToken: Ct);
        await StepAgents.UntilAsync(client, paused, happened => happened.Sequence > pause.Sequence && happened.StatusChanged?.To == ExecutionStatus.WaitingForRetry);
        Assert.Equal(2, tool.Calls.Count);
        await client.Executions.CancelExecutionAsync(new() { ExecutionId = paused }, cancellationToken: Ct);
        var events = await StepAgents.EventsAsync(client, paused);
        Assert.Equal([1, 1], events.Where(happened => happened.ToolPostponed is not null).Select(happened => happened.ToolPostponed.Times));
    }

    [Fact]
    public async Task Waiting_longer_than_the_execution_may_wait_ends_it_in_plain_words()
    {
        await using var server = await StartAsync(new PutOffTool(1, TimeSpan.FromHours(1)));
        var client = await server.ClientAsync(Ct);
        var agent = await AgentAsync(client, one => one.Defaults = new() { MaxWait = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(TimeSpan.FromSeconds(1)) });
        var execution = await StepAgents.RunAsync(client, new() { AgentId = agent });
        Assert.Equal((ExecutionStatus.TimedOut, StopReason.Deadline), (execution.Status, execution.StopReason));
        Assert.Contains("waited longer", execution.Error, StringComparison.Ordinal);
    }

    private Task<TestServer> StartAsync(PutOffTool tool)
        => TestServer.StartAsync(_home.Path, _url!, Ct, replace: services => services.AddSingleton<ITool>(tool));

    private static Task<string> AgentAsync(TestClient client, Action<Agent>? adjust = null)
        => StepAgents.AgentAsync(client, adjust, ("send-it", StepAgents.Calling("send-it", "Write", """{"file_path": "a.txt", "content": "x"}""")));
}

/// <summary>A database that is slow to confirm.</summary>
internal sealed class LateJournal(IJournalStore disk) : IJournalStore, IAsyncDisposable
{
    public async Task<IReadOnlyCollection<JournalEntry>> CommitAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        await Task.Delay(200, cancellationToken);
        return await disk.CommitAsync(batch, cancellationToken);
    }

    public Task<IReadOnlySet<JournalEntry>> WrittenAsync(JournalBatch batch, CancellationToken cancellationToken) => disk.WrittenAsync(batch, cancellationToken);

    public ValueTask DisposeAsync() => disk is IAsyncDisposable open ? open.DisposeAsync() : ValueTask.CompletedTask;
}

public sealed class SqlitePutOffTests : PutOffTests
{
    protected override Task<string> DatabaseAsync() => Task.FromResult("");
}

public sealed class PostgresPutOffTests : PutOffTests
{
    private PostgresDatabase? _database;

    protected override async Task<string> DatabaseAsync() => (_database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken)).Url;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await (_database?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OmniForge.Server.Agents;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Schedules;
using OmniForge.Server.Storage;
using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Schedules;

/// <summary>
/// Schedules of one tenant under a clock of their own, years ahead of the server's, so that its tick leaves them alone. Executions
/// are real, unless a test puts one there that does not end by itself.
/// </summary>
internal sealed class ScheduleStage
{
    private ScheduleStage(TestServer server, TestClient client, string agent)
    {
        (Client, Agent) = (client, agent);
        Store = server.Services.GetRequiredService<ForgeStore>();
        var executions = server.Services.GetRequiredService<ExecutionDirectory>();
        var agents = server.Services.GetRequiredService<AgentDirectory>();
        var paging = new Paging(Clock);
        Slots = new(Store, executions, Clock, NullLogger<DueSlots>.Instance);
        Ends = new(Store, executions, Slots, Clock, NullLogger<EndedRuns>.Instance);
        Directory = new(Store, agents, paging, Clock);
        Edits = new(Store, executions, Slots, Clock);
        Runs = new(Store, executions, Slots, paging, Clock);
    }

    /// <summary>A claim is for all tenants: two stages with different clocks would decide each other's times.</summary>
    public const string OneAtATime = "schedules under a clock of their own";

    public static readonly DateTimeOffset Begin = At("2035-03-05T07:30Z");

    public FakeTimeProvider Clock { get; } = new(Begin);
    public TestClient Client { get; }
    public string Agent { get; }
    public ForgeStore Store { get; }
    public DueSlots Slots { get; }
    public EndedRuns Ends { get; }
    public ScheduleDirectory Directory { get; }
    public ScheduleEdits Edits { get; }
    public ScheduleRuns Runs { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<ScheduleStage> SetAsync(TestServer server, string? skill = null)
    {
        var client = await server.ClientAsync(Ct);
        var agent = await StepAgents.AgentAsync(client, null, ("count-rows", skill ?? StepAgents.Counting("count-rows")));
        return new(server, client, agent);
    }

    public static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, null);

    public Task<Schedule> MakeAsync(Action<Schedule>? adjust = null)
    {
        var wish = new Schedule { Cron = "0 * * * *", TimeZone = "UTC" };
        adjust?.Invoke(wish);
        return Directory.CreateAsync(Client.AsCaller(), new() { AgentId = Agent, Schedule = wish }, Ct);
    }

    /// <summary>Sets the clock, also backwards, and claims; a row that the server's sweep holds is claimed when it lets go.</summary>
    public async Task ClaimAsync(string instant)
    {
        Clock.AdjustTime(At(instant));
        await Slots.ClaimAsync(Ct);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await Slots.NextAsync(Clock.GetUtcNow(), Ct) is not null)
        {
            await timer.WaitForNextTickAsync(Ct);
            await Slots.ClaimAsync(Ct);
        }
    }

    public Task<Schedule> ShowAsync(Schedule schedule) => Directory.GetAsync(Client.AsCaller(), schedule.Id, Ct);

    /// <summary>`HH:mm OUTCOME`, oldest first.</summary>
    public async Task<string> LedgerAsync(Schedule schedule)
        => string.Join(", ", (await FiringsAsync(schedule)).Select(row => $"{row.DueAt.UtcDateTime:HH:mm} {row.Outcome}"));

    public async Task<List<FiringRow>> FiringsAsync(Schedule schedule)
    {
        await using var db = Store.Open(Client.TenantId);
        return await db.Firings.AsNoTracking().Where(row => row.ScheduleId == schedule.Id).OrderBy(row => row.DueAt).ToListAsync(Ct);
    }

    public async Task<List<string>> ExecutionsAsync(Schedule schedule)
    {
        await using var db = Store.Open(Client.TenantId);
        return await db.Executions.AsNoTracking().Where(row => row.ScheduleId == schedule.Id).OrderBy(row => row.CreatedAt).Select(row => row.Id).ToListAsync(Ct);
    }

    /// <summary>An execution of the schedule that does not end by itself.</summary>
    public async Task<string> OccupyAsync(Schedule schedule)
    {
        var id = Guid.CreateVersion7().ToString("N");
        await Store.TransactAsync(Client.TenantId, (db, _) =>
        {
            db.Executions.Add(new() { Id = id, AgentId = Agent, ScheduleId = schedule.Id, Status = ExecutionStatus.Paused, CreatedAt = Begin });
            return Task.FromResult(true);
        }, Ct);
        return id;
    }

    /// <summary>Ends it as told and settles the schedule.</summary>
    public async Task EndAsync(Schedule schedule, string execution, ExecutionStatus end = ExecutionStatus.Succeeded)
    {
        await Store.TransactAsync(Client.TenantId, (db, ct) => db.Executions.Where(row => row.Id == execution)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, end).SetProperty(row => row.CompletedAt, Clock.GetUtcNow()), ct), Ct);
        await Ends.SettleAsync([(Client.TenantId, schedule.Id)], Ct);
    }

    /// <summary>Waits until every execution of the schedule has ended and was counted.</summary>
    public async Task RestAsync(Schedule schedule)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await FiringsAsync(schedule)).Exists(row => !row.Settled))
        {
            await timer.WaitForNextTickAsync(Ct);
        }
    }
}

using Npgsql;
using OmniForge.Benchmarks;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Chaos.Tests;

/// <summary>Two real nodes and many schedules; every time becomes one execution that does its work once. Small here, 10,000 at night.</summary>
public sealed class ManySchedulesTests(ITestOutputHelper output)
{
    private static readonly int Many = Nightly.Times(300, 10_000);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Times_spread_over_a_while_fire_once_each_although_a_node_is_killed_in_the_middle()
    {
        await using var cluster = await Cluster.StartAsync(2, Ct);
        await using var database = NpgsqlDataSource.Create(cluster.ConnectionString);
        var schedules = new ManySchedules(database);
        await PlanAsync(cluster, schedules, TimeSpan.FromSeconds(Nightly.Times(12, 60)));
        await UntilAsync(async () => await schedules.DecidedAsync() >= Many / 2);
        var killed = DateTimeOffset.UtcNow;
        await cluster.Nodes[1].KillAsync(Ct);
        await cluster.Nodes[1].StartAsync(Ct);
        var back = DateTimeOffset.UtcNow;
        var fired = await FiredOnceAsync(cluster, schedules);
        var inside = fired.Where(time => time.Due >= killed.AddSeconds(-1) && time.Due <= back).ToList();
        output.WriteLine($"outside the kill window: {Lateness([.. fired.Except(inside)])}");
        output.WriteLine($"inside ({(back - killed).TotalSeconds:0.0} s): {Lateness(inside)}");
    }

    [Fact]
    public async Task Times_of_one_instant_fire_once_each_on_two_nodes()
    {
        await using var cluster = await Cluster.StartAsync(2, Ct);
        await using var database = NpgsqlDataSource.Create(cluster.ConnectionString);
        var schedules = new ManySchedules(database);
        await PlanAsync(cluster, schedules, TimeSpan.Zero);
        output.WriteLine(Lateness(await FiredOnceAsync(cluster, schedules)));
    }

    /// <summary>A little ahead, so that all are there before the first is due.</summary>
    private static async Task PlanAsync(Cluster cluster, ManySchedules schedules, TimeSpan spread)
    {
        var client = cluster.Client(0);
        var wish = new Schedule { Cron = "0 0 1 1 *", TimeZone = "UTC", StartAt = new() { Seconds = DateTimeOffset.UtcNow.AddYears(1).ToUnixTimeSeconds() } };
        var first = await client.Schedules.CreateAsync(new CreateScheduleRequest { AgentId = await Cluster.AgentAsync(client, Ct), Schedule = wish }, Ct);
        await schedules.MultiplyAsync(first.Id, Many, DateTimeOffset.UtcNow.AddSeconds(Nightly.Times(2, 5)), spread);
    }

    private static async Task<List<FiredTime>> FiredOnceAsync(Cluster cluster, ManySchedules schedules)
    {
        await UntilAsync(async () => await schedules.DecidedAsync() >= Many && await schedules.ExecutionsAsync() is { All: > 0, Open: 0 });
        var fired = await schedules.FiredAsync();
        Assert.Equal(Enumerable.Range(0, Many).Select(number => $"copy-{number}").Order(), fired.Select(time => time.ScheduleId).Order());
        Assert.Equal((Many, Many, Many), (fired.Select(time => time.ExecutionId).Distinct().Count(), await schedules.DecidedAsync(), (await schedules.ExecutionsAsync()).All));
        var faults = await Checker.FaultsAsync(cluster, [.. fired.Select(time => time.ExecutionId)], new Dictionary<string, List<ExecutionEvent>>(), Ct);
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(20)));
        return fired;
    }

    private static string Lateness(List<FiredTime> fired)
        => $"{fired.Count} times; durable after {Figures([.. fired.Select(time => time.LateMs).Order()])}; begun after {Figures([.. fired.Select(time => time.BegunLateMs).Order()])}";

    private static string Figures(List<double> sorted)
        => sorted.Count == 0 ? "-" : $"p50 {sorted[sorted.Count / 2]:0} ms, p99 {sorted[(int)(sorted.Count * 0.99)]:0} ms, at most {sorted[^1]:0} ms";

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(Patience.Limit * Nightly.Times(1, 10));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await holds())
        {
            await tick.WaitForNextTickAsync(patience.Token);
        }
    }
}

using Npgsql;
using OmniForge.Benchmarks;
using OmniForge.Client;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Chaos.Tests;

/// <summary>A real node whose machine clock is set back and forth by an hour.</summary>
public sealed class SteppedMachineClockTests
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";
    private const int Many = 12;

    /// <summary>128 and SIGSEGV.</summary>
    private const int MemoryFault = 139;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clock_that_is_set_by_an_hour_both_ways_loses_nothing_and_doubles_nothing()
    {
        Assert.SkipUnless(File.Exists(Library), $"{Library} is not there: install the package faketime (./dev nightly does).");
        using var folder = new TempFolder();
        var clock = folder.Write("clock", "+0");
        await using var cluster = await Cluster.StartAsync(1, Ct);
        var node = cluster.Nodes[0];
        await node.TerminateAsync(Ct);
        node.Settings["LD_PRELOAD"] = Library;
        node.Settings["FAKETIME_TIMESTAMP_FILE"] = clock;
        node.Settings["FAKETIME_CACHE_DURATION"] = "1";
        node.Settings["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
        await StartAsync(node);
        // There is one node, and no other to go to when it is slow.
        var client = cluster.Client(0, TimeSpan.FromSeconds(90));
        var agent = await Cluster.AgentAsync(client, Ct);
        await using var database = NpgsqlDataSource.Create(cluster.ConnectionString);
        var schedules = new ManySchedules(database);
        var wish = new Schedule { Cron = "0 0 1 1 *", TimeZone = "UTC", StartAt = new() { Seconds = DateTimeOffset.UtcNow.AddYears(1).ToUnixTimeSeconds() } };
        var first = await client.Schedules.CreateAsync(new CreateScheduleRequest { AgentId = agent, Schedule = wish }, Ct);
        await schedules.MultiplyAsync(first.Id, Many, DateTimeOffset.UtcNow.AddSeconds(2), TimeSpan.FromSeconds(5 * Many));
        var byHand = new List<string>();

        await UntilAsync(async () => await schedules.DecidedAsync() >= 2);
        await SetAsync(TimeSpan.FromHours(-1));
        var decided = await schedules.DecidedAsync();
        await SetAsync(TimeSpan.Zero);
        await UntilAsync(async () => await schedules.DecidedAsync() >= decided + 2 && (await schedules.ExecutionsAsync()).Open == 0);
        await SetAsync(TimeSpan.FromHours(1));
        await UntilAsync(async () => await schedules.DecidedAsync() == Many);
        await SetAsync(TimeSpan.Zero);
        await UntilAsync(async () => (await schedules.ExecutionsAsync()).Open == 0);

        var fired = await schedules.FiredAsync();
        Assert.Equal(Enumerable.Range(0, Many).Select(number => $"copy-{number}").Order(), fired.Select(time => time.ScheduleId).Order());
        var faults = await Checker.FaultsAsync(cluster, [.. fired.Select(time => time.ExecutionId), .. byHand], new Dictionary<string, List<ExecutionEvent>>(), Ct);
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(20)));

        // The node shows what its clock says, and works by it.
        async Task SetAsync(TimeSpan step)
        {
            await File.WriteAllTextAsync(clock, $"{(step < TimeSpan.Zero ? '-' : '+')}{Math.Abs(step.TotalSeconds)}", Ct);
            TimeSpan shown;
            do
            {
                byHand.Add(await RunAsync(client, agent));
                shown = (await client.Executions.GetAsync(byHand[^1], cancellationToken: Ct)).CreatedAt.ToDateTimeOffset() - DateTimeOffset.UtcNow;
            }
            while ((shown - step).Duration() > TimeSpan.FromMinutes(10));
        }
    }

    /// <summary>The library that sets the clock has, very rarely, broken a process before its first line (seen once, not in 300 starts in a row): that one is started again.</summary>
    private static async Task StartAsync(NodeProcess node)
    {
        try
        {
            await node.StartAsync(Ct);
        }
        catch (NodeDidNotStartException broken) when (broken.ExitCode == MemoryFault)
        {
            await node.StartAsync(Ct);
        }
    }

    private static async Task<string> RunAsync(OmniForgeClient client, string agent)
    {
        ExecutionEvent? last = null;
        await foreach (var happened in client.Executions.RunAsync(agent, cancellationToken: Ct))
        {
            last = happened;
        }

        return last!.ExecutionId;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(Patience.Limit * 2);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await holds())
        {
            await tick.WaitForNextTickAsync(patience.Token);
        }
    }
}

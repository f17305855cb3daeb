using Google.Protobuf.WellKnownTypes;
using Npgsql;
using OmniForge.V1;

namespace OmniForge.Benchmarks;

/// <summary>
/// Lateness of schedules: 10,000 spread over one minute, 10,000 at one instant, and 10,000 spread over one minute on two nodes, one of
/// which is killed (-9) in the middle and started again. The rows are made by multiplying one schedule in the database; lateness is from
/// due time to the end of the commit that makes it an execution.
/// </summary>
internal static class ScheduleBench
{
    private const int Count = 10_000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static async Task RunAsync(string only)
    {
        var postgres = Environment.GetEnvironmentVariable("OMNIFORGE_TEST_POSTGRES");
        if (string.IsNullOrEmpty(postgres))
        {
            await Console.Error.WriteLineAsync("Schedules are measured on PostgreSQL: OMNIFORGE_TEST_POSTGRES is not set (./dev bench sets it).");
            return;
        }

        // Starting is the queue's matter and measured apart: here it only has to hold them all.
        Environment.SetEnvironmentVariable("OMNIFORGE_MAX_QUEUED", "100000");
        var cases = new List<(string Name, Func<string, string, Task> Measure)>
        {
            ("postgres/minute", (name, database) => MeasureAsync(name, Minute, database)),
            ("postgres/instant", (name, database) => MeasureAsync(name, TimeSpan.Zero, database)),
            ("postgres/killed", MeasureKilledAsync),
        };
        foreach (var (name, measure) in cases.Where(one => one.Name.StartsWith(only, StringComparison.Ordinal)))
        {
            await measure(name, await ExecutionBench.FreshDatabaseAsync(postgres));
        }
    }

    private static async Task MeasureAsync(string name, TimeSpan spread, string database)
    {
        await using var server = await ServerUnderTest.StartAsync(database);
        await using var source = NpgsqlDataSource.Create(database);
        var schedules = new ManySchedules(source);
        var postmaster = await ExecutionBench.PostmasterAsync(database);
        var begin = await PlanAsync(server, schedules, spread);
        var cpu = Machine.CpuMs(server.Process) + Machine.PostgresCpuMs(postmaster);
        await UntilAsync(async () => await schedules.DecidedAsync() >= Count, begin + spread + Minute);
        cpu = Machine.CpuMs(server.Process) + Machine.PostgresCpuMs(postmaster) - cpu;
        var fired = await EndedAsync(schedules);
        Result.Print("schedules", name, [.. await CountsAsync(schedules, fired), .. Lateness("", fired), ("cpu_ms", cpu / Count)]);
    }

    private static async Task MeasureKilledAsync(string name, string database)
    {
        await using var stays = await ServerUnderTest.StartAsync(database);
        var dies = await ServerUnderTest.StartAsync(database);
        await using var source = NpgsqlDataSource.Create(database);
        var schedules = new ManySchedules(source);
        try
        {
            var begin = await PlanAsync(stays, schedules, Minute);
            await UntilAsync(async () => await schedules.DecidedAsync() >= Count / 2, begin + Minute + Minute);
            var killed = DateTimeOffset.UtcNow;
            dies = await dies.KillAndStartAsync();
            var back = DateTimeOffset.UtcNow;
            await UntilAsync(async () => await schedules.DecidedAsync() >= Count, begin + Minute + Minute);
            var fired = await EndedAsync(schedules);

            // What was claimed just before the death belongs to it: its execution waits for another owner.
            var inside = fired.Where(time => time.Due >= killed.AddSeconds(-1) && time.Due <= back).ToList();
            Result.Print(
                "schedules",
                name,
                [
                    .. await CountsAsync(schedules, fired), ("window_ms", (back - killed).TotalMilliseconds), ("inside", inside.Count),
                    .. Lateness("inside_", inside), .. Lateness("outside_", [.. fired.Except(inside)]),
                ]);
        }
        finally
        {
            await dies.DisposeAsync();
        }
    }

    /// <summary>When the first of them is due.</summary>
    private static async Task<DateTimeOffset> PlanAsync(ServerUnderTest server, ManySchedules schedules, TimeSpan spread)
    {
        var agent = await ExecutionBench.AgentAsync(server);
        var client = new ScheduleService.ScheduleServiceClient(server.Calls);
        var wish = new Schedule { Cron = "0 0 1 1 *", TimeZone = "UTC", StartAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddYears(1)) };
        var first = (await client.CreateScheduleAsync(new() { AgentId = agent, Schedule = wish })).Schedule;
        var begin = DateTimeOffset.UtcNow.AddSeconds(10);
        await schedules.MultiplyAsync(first.Id, Count, begin, spread);
        return begin;
    }

    /// <summary>What fired, once all that is known has also begun and ended; waits a minute for that.</summary>
    private static async Task<List<FiredTime>> EndedAsync(ManySchedules schedules)
    {
        await UntilAsync(async () => (await schedules.ExecutionsAsync()).Open == 0, DateTimeOffset.UtcNow + Minute);
        return await schedules.FiredAsync();
    }

    private static async Task<(string, double)[]> CountsAsync(ManySchedules schedules, List<FiredTime> fired)
    {
        var executions = await schedules.ExecutionsAsync();
        return
        [
            ("count", Count), ("fired", fired.Select(time => time.ScheduleId).Distinct().Count()), ("executions", executions.All), ("unfinished", executions.Open),
        ];
    }

    /// <param name="prefix">Of each figure's name.</param>
    private static (string, double)[] Lateness(string prefix, List<FiredTime> fired)
    {
        var late = fired.ConvertAll(time => time.LateMs);
        var begun = fired.Where(time => time.Begun > DateTimeOffset.UnixEpoch).Select(time => time.BegunLateMs).ToList();
        return
        [
            ($"{prefix}p50_ms", Result.Percentile(late, 0.5)), ($"{prefix}p99_ms", Result.Percentile(late, 0.99)), ($"{prefix}max_ms", Result.Percentile(late, 1)),
            ($"{prefix}begun_p50_ms", Result.Percentile(begun, 0.5)), ($"{prefix}begun_p99_ms", Result.Percentile(begun, 0.99)), ($"{prefix}begun_max_ms", Result.Percentile(begun, 1)),
        ];
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, DateTimeOffset latest)
    {
        while (!await holds() && DateTimeOffset.UtcNow < latest)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }
}

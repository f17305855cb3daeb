using Google.Protobuf.WellKnownTypes;
using Npgsql;
using OmniForge.V1;

namespace OmniForge.Benchmarks;

/// <summary>
/// Lateness of schedules: 10,000 spread over one minute, and 10,000 at one instant. The rows are made by multiplying one schedule in the
/// database; lateness is what the ledger says, from due time (jitter included) to the decision.
/// </summary>
internal static class ScheduleBench
{
    private const int Count = 10_000;

    public static async Task RunAsync()
    {
        var postgres = Environment.GetEnvironmentVariable("OMNIFORGE_TEST_POSTGRES");
        if (string.IsNullOrEmpty(postgres))
        {
            await Console.Error.WriteLineAsync("Schedules are measured on PostgreSQL: OMNIFORGE_TEST_POSTGRES is not set (./dev bench sets it).");
            return;
        }

        // Starting is the queue's matter and measured apart: here it only has to hold them all.
        Environment.SetEnvironmentVariable("OMNIFORGE_MAX_QUEUED", "100000");
        foreach (var (name, spread) in ((string, TimeSpan)[])[("postgres/minute", TimeSpan.FromMinutes(1)), ("postgres/instant", TimeSpan.Zero)])
        {
            await MeasureAsync(name, spread, await ExecutionBench.FreshDatabaseAsync(postgres));
        }
    }

    private static async Task MeasureAsync(string name, TimeSpan spread, string database)
    {
        await using var server = await ServerUnderTest.StartAsync(database);
        var agent = await ExecutionBench.AgentAsync(server);
        var client = new ScheduleService.ScheduleServiceClient(server.Calls);
        var wish = new Schedule { Cron = "0 0 1 1 *", TimeZone = "UTC", StartAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddYears(1)) };
        var first = (await client.CreateScheduleAsync(new() { AgentId = agent, Schedule = wish })).Schedule;
        await using var source = NpgsqlDataSource.Create(database);
        var begin = DateTimeOffset.UtcNow.AddSeconds(10);
        await MultiplyAsync(source, first.Id, begin, spread);
        var postmaster = await ExecutionBench.PostmasterAsync(database);
        var cpu = Machine.CpuMs(server.Process) + Machine.PostgresCpuMs(postmaster);
        var end = begin + spread + TimeSpan.FromSeconds(60);
        long fired = 0;
        while (fired < Count && DateTimeOffset.UtcNow < end)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500));
            fired = await NumberAsync(source, "SELECT count(*) FROM firings");
        }

        cpu = Machine.CpuMs(server.Process) + Machine.PostgresCpuMs(postmaster) - cpu;
        var lateness = await LatenessAsync(source);
        Result.Print(
            "schedules",
            name,
            ("count", (double)Count),
            ("fired", await NumberAsync(source, "SELECT count(*) FROM firings WHERE outcome = 1")),
            ("executions", await NumberAsync(source, "SELECT count(DISTINCT firing_id) FROM executions WHERE schedule_id <> ''")),
            ("p50_ms", Result.Percentile(lateness, 0.5)),
            ("p99_ms", Result.Percentile(lateness, 0.99)),
            ("max_ms", Result.Percentile(lateness, 1)),
            ("cpu_ms", cpu / Count));
    }

    /// <summary>Copies the one schedule, each with a due time of its own.</summary>
    private static async Task MultiplyAsync(NpgsqlDataSource source, string id, DateTimeOffset begin, TimeSpan spread)
    {
        var columns = new List<string>();
        await using (var names = source.CreateCommand("SELECT column_name FROM information_schema.columns WHERE table_name = 'schedules'"))
        await using (var reader = await names.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                columns.Add(reader.GetString(0));
            }
        }

        var start = (begin - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        var step = spread.Ticks / TimeSpan.TicksPerMicrosecond / Count;
        var values = columns.Select(column => column switch
        {
            "id" => "'copy-' || n",
            "slot" or "wake_at" or "next_due" => $"{start} + n * {step}",
            _ => $"\"{column}\"",
        });
        await using var copy = source.CreateCommand(
            $"""
             INSERT INTO schedules ({string.Join(", ", columns.Select(column => $"\"{column}\""))})
             SELECT {string.Join(", ", values)} FROM schedules, generate_series(0, {Count - 1}) AS n WHERE id = $1
             """);
        copy.Parameters.Add(new NpgsqlParameter { Value = id });
        await copy.ExecuteNonQueryAsync();
    }

    private static async Task<long> NumberAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<List<double>> LatenessAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT (decided_at - due_at) / 1000.0 FROM firings");
        await using var reader = await command.ExecuteReaderAsync();
        var lateness = new List<double>();
        while (await reader.ReadAsync())
        {
            lateness.Add((double)reader.GetDecimal(0));
        }

        return lateness;
    }
}

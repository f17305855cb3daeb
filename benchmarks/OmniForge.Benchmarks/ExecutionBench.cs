using System.Diagnostics;
using System.Text;
using Google.Protobuf;
using Npgsql;
using OmniForge.V1;

namespace OmniForge.Benchmarks;

/// <summary>
/// Durable executions of two steps, streamed to the client: each step is one turn of the offline model and one call of a tool
/// without I/O. An execution counts when its last event has reached the client.
/// </summary>
internal static class ExecutionBench
{
    /// <summary>Before the first case, with 100 in flight: so long the runtime compiles in the background what is used most.</summary>
    private static readonly TimeSpan Cold = TimeSpan.FromSeconds(40);

    /// <summary>Before each case.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    private static readonly int[] InFlight = [1, 16, 100, 1_000];

    /// <param name="only">One case, such as `postgres/100`, or a store; empty = all.</param>
    /// <param name="length">Of each case.</param>
    public static async Task RunAsync(string only, TimeSpan length)
    {
        await RunOnAsync("sqlite", "", only, length);
        var postgres = Environment.GetEnvironmentVariable("OMNIFORGE_TEST_POSTGRES");
        if (string.IsNullOrEmpty(postgres))
        {
            await Console.Error.WriteLineAsync("PostgreSQL is left out: OMNIFORGE_TEST_POSTGRES is not set (./dev bench sets it).");
            return;
        }

        await RunOnAsync("postgres", await FreshDatabaseAsync(postgres), only, length);
    }

    /// <summary>A database of its own: one that another data folder filled names skill files that are not here.</summary>
    public static async Task<string> FreshDatabaseAsync(string server)
    {
        var name = $"bench_{Guid.NewGuid():N}";
        await using var source = NpgsqlDataSource.Create(server);
        await using var create = source.CreateCommand($"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    private static async Task RunOnAsync(string database, string url, string only, TimeSpan length)
    {
        var wanted = InFlight.Where(inFlight => $"{database}/{inFlight}".StartsWith(only, StringComparison.Ordinal)
            && (!only.Contains('/') || only == $"{database}/{inFlight}")).ToList();
        if (wanted.Count == 0)
        {
            return;
        }

        await using var server = await ServerUnderTest.StartAsync(url);
        var agent = await AgentAsync(server);
        var postmaster = url.Length > 0 ? await PostmasterAsync(url) : 0;
        await LoadAsync(server, agent, 100, Cold);
        foreach (var inFlight in wanted)
        {
            await LoadAsync(server, agent, inFlight, WarmUp);
            var cpu = Machine.CpuMs(server.Process) + Machine.PostgresCpuMs(postmaster);
            var clock = Stopwatch.StartNew();
            var latencies = await LoadAsync(server, agent, inFlight, length);
            var seconds = clock.Elapsed.TotalSeconds;
            cpu = Machine.CpuMs(server.Process) + Machine.PostgresCpuMs(postmaster) - cpu;
            Result.Print(
                "executions",
                $"{database}/{inFlight}",
                ("per_second", latencies.Count / seconds),
                ("p50_ms", Result.Percentile(latencies, 0.5)),
                ("p99_ms", Result.Percentile(latencies, 0.99)),
                ("cpu_ms", cpu / Math.Max(1, latencies.Count)),
                ("rss_mb", Machine.RssMb(server.Process)));
        }
    }

    /// <summary>Parent of the process that answers us.</summary>
    public static async Task<int> PostmasterAsync(string url)
    {
        await using var source = NpgsqlDataSource.Create(url);
        await using var ask = source.CreateCommand("SELECT pg_backend_pid()");
        return Machine.ParentOf((int)(await ask.ExecuteScalarAsync())!);
    }

    public static async Task<List<double>> LoadAsync(ServerUnderTest server, string agent, int inFlight, TimeSpan length)
    {
        var client = new ExecutionService.ExecutionServiceClient(server.Calls);
        var end = Stopwatch.StartNew();
        var workers = Enumerable.Range(0, inFlight).Select(async _ =>
        {
            var latencies = new List<double>();
            while (end.Elapsed < length)
            {
                var clock = Stopwatch.StartNew();
                await OneAsync(client, agent);
                latencies.Add(clock.Elapsed.TotalMilliseconds);
            }

            return latencies;
        });
        return [.. (await Task.WhenAll(workers)).SelectMany(latencies => latencies)];
    }

    private static async Task OneAsync(ExecutionService.ExecutionServiceClient client, string agent)
    {
        using var call = client.Execute();
        await call.RequestStream.WriteAsync(new() { FrameId = "1", Start = new() { AgentId = agent, View = EventView.Steps } });
        await call.RequestStream.CompleteAsync();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            if (call.ResponseStream.Current.Event?.ExecutionFinished is { } finished && finished.Status != ExecutionStatus.Succeeded)
            {
                throw new InvalidOperationException($"an execution ended {finished.Status}: {finished.Failure?.Message}");
            }
        }
    }

    public static async Task<string> AgentAsync(ServerUnderTest server)
    {
        var client = new AgentService.AgentServiceClient(server.Calls);
        var agent = new Agent { Name = "Benchmark" };
        agent.GrantedTools.Add("table_query");
        agent.Skills.Add(new SkillRef { Name = "first-step", Order = 1 });
        agent.Skills.Add(new SkillRef { Name = "second-step", Order = 2 });
        var request = new CreateAgentRequest { Agent = agent, Publish = true, AgentId = $"bench-{Guid.NewGuid():N}"[..20] };
        request.Files.Add(Skill("first-step"));
        request.Files.Add(Skill("second-step"));
        var made = (await client.CreateAgentAsync(request)).Agent;
        await client.ActivateAgentAsync(new() { AgentId = made.Id, OverrideTest = true });
        return made.Id;
    }

    private static SkillFile Skill(string name) => new()
    {
        Path = $"{name}/SKILL.md",
        Content = ByteString.CopyFrom(Encoding.UTF8.GetBytes(Text(name))),
    };

    public static string Text(string name)
        => $$$"""
            ---
            name: {{{name}}}
            description: Counts three rows
            allowed-tools:
              - table_query
            ---

            # Count three rows

            ## Steps

            1. Count the rows with `table_query`.

               ```json
               {"source": {"rows": [{"n": 1}, {"n": 2}, {"n": 3}]}, "output": "rows"}
               ```
               -> rows

            ## Result

            ```json
            {"count": "{{rows.count}}"}
            ```
            """;
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using OmniForge.V1;

namespace OmniForge.Benchmarks;

/// <summary>
/// Memory of one node: 10,000 streams of executions in which nothing happens, beside 1,000 that run one execution after the other; and
/// 1,000 executions that wait for their model, with 10,000 more waiting for a slot.
/// </summary>
internal static class WatcherBench
{
    private const int Idle = 10_000;
    private const int Active = 1_000;
    private const int Watched = 100;

    public static async Task RunAsync()
    {
        Environment.SetEnvironmentVariable("OMNIFORGE_MAX_RUNNING", $"{Active}");
        Environment.SetEnvironmentVariable("OMNIFORGE_MAX_RUNNING_PER_TENANT", $"{Active}");
        Environment.SetEnvironmentVariable("OMNIFORGE_MAX_QUEUED", $"{2 * Idle}");
        try
        {
            await WatchersAsync();
            await using var model = new HeldModel();
            Environment.SetEnvironmentVariable("OLLAMA_HOST", model.Address);
            await MemoryAsync(model);
        }
        finally
        {
            foreach (var name in (string[])["OLLAMA_HOST", "OMNIFORGE_MAX_RUNNING", "OMNIFORGE_MAX_RUNNING_PER_TENANT", "OMNIFORGE_MAX_QUEUED"])
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }

    private static async Task WatchersAsync()
    {
        await using var server = await ServerUnderTest.StartAsync("");
        var before = Machine.RssMb(server.Process);
        var asking = await AskingAsync(server);
        using var enough = new CancellationTokenSource();
        var seen = new ConcurrentDictionary<int, int>();
        var beaten = new ConcurrentDictionary<int, int>();
        var client = new ExecutionService.ExecutionServiceClient(server.Calls);
        var streams = Enumerable.Range(0, Idle).Select(number => WatchAsync(client, asking[number % Watched], number, seen, beaten, enough.Token)).ToArray();
        await UntilAsync(() => seen.Count >= Idle);

        // Each quiet stream is told now and then that it lives.
        await UntilAsync(() => beaten.Count >= Idle);
        var idle = Machine.RssMb(server.Process);
        var cpu = Machine.CpuMs(server.Process);
        await Task.Delay(TimeSpan.FromSeconds(10));
        cpu = (Machine.CpuMs(server.Process) - cpu) / 10;
        var agent = await ExecutionBench.AgentAsync(server);
        var clock = Stopwatch.StartNew();
        var latencies = await ExecutionBench.LoadAsync(server, agent, Active, TimeSpan.FromSeconds(10));
        var seconds = clock.Elapsed.TotalSeconds;
        var rss = Machine.RssMb(server.Process);
        var broken = streams.Count(stream => stream.IsCompleted);
        Result.Print(
            "watchers",
            "sqlite/10000",
            ("idle", seen.Count), ("beaten", beaten.Count), ("broken", broken), ("active", Active), ("before_mb", before), ("idle_mb", idle), ("rss_mb", rss),
            ("idle_cpu_ms_per_second", cpu), ("per_second", latencies.Count / seconds), ("p50_ms", Result.Percentile(latencies, 0.5)), ("p99_ms", Result.Percentile(latencies, 0.99)));
        await enough.CancelAsync();
        await Task.WhenAll(streams);
    }

    private static async Task MemoryAsync(HeldModel model)
    {
        await using var server = await ServerUnderTest.StartAsync("");
        var before = Machine.RssMb(server.Process);
        var agent = await ExecutionBench.AgentAsync(server);
        await StartAsync(server, agent, Active);
        await UntilAsync(() => model.Calls >= Active);
        var running = Machine.RssMb(server.Process);
        await StartAsync(server, agent, Idle);
        Result.Print(
            "watchers", "sqlite/memory", ("running", model.Calls), ("waiting", Idle), ("before_mb", before), ("running_mb", running), ("rss_mb", Machine.RssMb(server.Process)));
    }

    private static Task StartAsync(ServerUnderTest server, string agent, int count)
    {
        var client = new ExecutionService.ExecutionServiceClient(server.Calls);
        return Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (_, ct) =>
            await client.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: ct));
    }

    /// <summary>Executions that ask a person and wait.</summary>
    private static async Task<List<string>> AskingAsync(ServerUnderTest server)
    {
        var agents = new AgentService.AgentServiceClient(server.Calls);
        var agent = new Agent { Name = "Asks" };
        agent.GrantedTools.Add("AskUser");
        agent.Skills.Add(new SkillRef { Name = "ask", Order = 1 });
        var request = new CreateAgentRequest { Agent = agent, Publish = true };
        request.Files.Add(new SkillFile
        {
            Path = "ask/SKILL.md",
            Content = ByteString.CopyFromUtf8(
                "---\nname: ask\ndescription: Asks\nallowed-tools: AskUser\n---\n\n## Steps\n\n1. Ask with `AskUser`.\n\n   ```json\n   {\"question\": \"Which colour?\"}\n   ```\n   -> reply\n"),
        });
        var made = (await agents.CreateAgentAsync(request)).Agent;
        await agents.ActivateAgentAsync(new() { AgentId = made.Id, OverrideTest = true });
        var client = new ExecutionService.ExecutionServiceClient(server.Calls);
        var ids = new List<string>();
        for (var i = 0; i < Watched; i++)
        {
            ids.Add((await client.StartExecutionAsync(new() { AgentId = made.Id })).ExecutionId);
        }

        return ids;
    }

    private static async Task WatchAsync(
        ExecutionService.ExecutionServiceClient client, string id, int number, ConcurrentDictionary<int, int> seen, ConcurrentDictionary<int, int> beaten, CancellationToken enough)
    {
        try
        {
            using var call = client.WatchExecution(new() { ExecutionId = id }, cancellationToken: enough);
            while (await call.ResponseStream.MoveNext(enough))
            {
                seen[number] = 1;
                if (call.ResponseStream.Current.Heartbeat is not null)
                {
                    beaten[number] = 1;
                }
            }
        }
        catch (RpcException over) when (over.StatusCode is StatusCode.Cancelled or StatusCode.Unavailable)
        {
            // Counted by who looks whether it is over too early.
        }
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        var clock = Stopwatch.StartNew();
        while (!holds() && clock.Elapsed < TimeSpan.FromMinutes(3))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }
}

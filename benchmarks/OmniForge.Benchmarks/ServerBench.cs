using System.Diagnostics;
using OmniForge.V1;

namespace OmniForge.Benchmarks;

/// <summary>Start-up, memory after the start, and how long a turn of the builder takes with the offline model.</summary>
internal static class ServerBench
{
    private const int Starts = 5;
    private const int Conversations = 30;

    private static readonly string[] Turns =
    [
        "every Monday at 8 read our project list, put the at-risk ones first and write me a report", "projects.csv", "looks right",
    ];

    public static async Task RunAsync()
    {
        var startups = new List<double>();
        var memory = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            await using var once = await ServerUnderTest.StartAsync("");
            startups.Add(once.StartUp.TotalMilliseconds);
            memory.Add(Machine.RssMb(once.Process));
        }

        Result.Print("server", "start/sqlite", ("p50_ms", Result.Percentile(startups, 0.5)), ("p99_ms", Result.Percentile(startups, 0.99)), ("rss_mb", Result.Percentile(memory, 0.5)));
        await using var server = await ServerUnderTest.StartAsync("");
        Directory.CreateDirectory(server.SharedFiles);
        await File.WriteAllTextAsync(Path.Combine(server.SharedFiles, "projects.csv"), Projects());
        await MeasureTurnsAsync(server);
    }

    private static async Task MeasureTurnsAsync(ServerUnderTest server)
    {
        var client = new ConversationService.ConversationServiceClient(server.Calls);
        var latencies = new List<double>();
        var before = Machine.CpuMs(server.Process);
        for (var i = 0; i < Conversations; i++)
        {
            var id = (await client.CreateConversationAsync(new())).SessionId;
            foreach (var turn in Turns)
            {
                var clock = Stopwatch.StartNew();
                await client.SendTurnAsync(new() { ConversationId = id, Message = turn });
                latencies.Add(clock.Elapsed.TotalMilliseconds);
            }

            await client.DeleteConversationAsync(new() { ConversationId = id });
        }

        Result.Print(
            "server",
            "turn/offline",
            ("p50_ms", Result.Percentile(latencies, 0.5)),
            ("p99_ms", Result.Percentile(latencies, 0.99)),
            ("cpu_ms", (Machine.CpuMs(server.Process) - before) / latencies.Count),
            ("rss_mb", Machine.RssMb(server.Process)));
    }

    /// <summary>200 rows, made the same way every time.</summary>
    private static string Projects()
    {
        string[] states = ["On track", "At risk", "Done"];
        var rows = Enumerable.Range(1, 200).Select(i => $"Project {i},{states[i % 3]},2026-12-{(i % 28) + 1:00},{i * 100}");
        return "project,status,due,budget\n" + string.Join('\n', rows) + "\n";
    }
}

using System.Diagnostics;
using OmniForge.V1;

namespace OmniForge.Benchmarks;

/// <summary>
/// How long executions stand still when their server is killed (-9) in the middle of a step: from the kill until each asks its model
/// again, on another node of the cluster or on the same server started again.
/// </summary>
internal static class RecoveryBench
{
    private const int AtWork = 200;

    public static async Task RunAsync()
    {
        await using var model = new HeldModel();
        Environment.SetEnvironmentVariable("OLLAMA_HOST", model.Address);
        Environment.SetEnvironmentVariable("OMNIFORGE_MAX_RUNNING", "1000");
        Environment.SetEnvironmentVariable("OMNIFORGE_MAX_RUNNING_PER_TENANT", "1000");
        try
        {
            await RestartAsync("sqlite/restart", "", model);
            var postgres = Environment.GetEnvironmentVariable("OMNIFORGE_TEST_POSTGRES");
            if (string.IsNullOrEmpty(postgres))
            {
                await Console.Error.WriteLineAsync("PostgreSQL is left out: OMNIFORGE_TEST_POSTGRES is not set (./dev bench sets it).");
                return;
            }

            await RestartAsync("postgres/restart", await ExecutionBench.FreshDatabaseAsync(postgres), model);
            await TakeOverAsync("postgres/takeover", await ExecutionBench.FreshDatabaseAsync(postgres), model);
        }
        finally
        {
            Environment.SetEnvironmentVariable("OLLAMA_HOST", null);
            Environment.SetEnvironmentVariable("OMNIFORGE_MAX_RUNNING", null);
            Environment.SetEnvironmentVariable("OMNIFORGE_MAX_RUNNING_PER_TENANT", null);
        }
    }

    private static async Task RestartAsync(string name, string database, HeldModel model)
    {
        var server = await ServerUnderTest.StartAsync(database);
        try
        {
            await OccupyAsync(server, model);
            var killed = Stopwatch.GetTimestamp();
            server = await server.KillAndStartAsync();
            await PrintAsync(name, model, killed, ("start_ms", server.StartUp.TotalMilliseconds));
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static async Task TakeOverAsync(string name, string database, HeldModel model)
    {
        await using var stays = await ServerUnderTest.StartAsync(database);
        await using var dies = await ServerUnderTest.StartAsync(database);

        // A cluster judges nobody in its first seconds.
        await Task.Delay(TimeSpan.FromSeconds(10));
        await OccupyAsync(dies, model);
        var killed = Stopwatch.GetTimestamp();
        await dies.KillAsync();
        await PrintAsync(name, model, killed);
    }

    /// <summary>Returns when all of them wait for the model.</summary>
    private static async Task OccupyAsync(ServerUnderTest server, HeldModel model)
    {
        var agent = await ExecutionBench.AgentAsync(server);
        var client = new ExecutionService.ExecutionServiceClient(server.Calls);
        var calls = model.Calls;
        await Parallel.ForAsync(0, AtWork, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, ct) =>
            await client.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: ct));
        await UntilAsync(() => model.Calls >= calls + AtWork);
    }

    private static async Task PrintAsync(string name, HeldModel model, long killed, params (string, double)[] more)
    {
        await UntilAsync(() => model.Since(killed).Count >= AtWork);
        var back = model.Since(killed);
        Result.Print(
            "recovery",
            name,
            [
                ("at_work", AtWork), ("back", back.Count), ("first_ms", Result.Percentile(back, 0)), ("p50_ms", Result.Percentile(back, 0.5)),
                ("p99_ms", Result.Percentile(back, 0.99)), ("last_ms", Result.Percentile(back, 1)), .. more,
            ]);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        var clock = Stopwatch.StartNew();
        while (!holds() && clock.Elapsed < TimeSpan.FromMinutes(2))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }
}

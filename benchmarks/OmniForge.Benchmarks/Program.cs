using OmniForge.Benchmarks;

var wanted = args.FirstOrDefault() ?? "all";
if (wanted is not ("server" or "executions" or "runner" or "schedules" or "recovery" or "watchers" or "relay" or "talk" or "rows" or "all"))
{
    await Console.Error.WriteLineAsync($"\"{wanted}\" is no benchmark. Use server, runner, executions, schedules, recovery, watchers, relay, talk, rows or all.");
    return 2;
}

await Console.Error.WriteLineAsync($"machine: {Machine.Describe()}");
if (wanted is "server" or "all")
{
    await ServerBench.RunAsync();
}

if (wanted is "runner" or "all")
{
    await RunnerBench.RunAsync();
}

if (wanted is "executions" or "all")
{
    await ExecutionBench.RunAsync(args.ElementAtOrDefault(1) ?? "", TimeSpan.FromSeconds(int.Parse(args.ElementAtOrDefault(2) ?? "10")));
}

if (wanted is "schedules" or "all")
{
    await ScheduleBench.RunAsync(wanted == "schedules" ? args.ElementAtOrDefault(1) ?? "" : "");
}

if (wanted is "recovery" or "all")
{
    await RecoveryBench.RunAsync();
}

if (wanted is "watchers" or "all")
{
    await WatcherBench.RunAsync();
}

if (wanted is "relay" or "all")
{
    await RelayBench.RunAsync();
}

if (wanted is "talk" or "all")
{
    await TalkBench.RunAsync();
}

if (wanted is "rows" or "all")
{
    await RowsBench.RunAsync();
}

return 0;

using OmniForge.Benchmarks;

var wanted = args.FirstOrDefault() ?? "all";
if (wanted is not ("server" or "executions" or "all"))
{
    await Console.Error.WriteLineAsync($"\"{wanted}\" is no benchmark. Use server, executions or all.");
    return 2;
}

await Console.Error.WriteLineAsync($"machine: {Machine.Describe()}");
if (wanted is "server" or "all")
{
    await ServerBench.RunAsync();
}

if (wanted is "executions" or "all")
{
    await ExecutionBench.RunAsync();
}

return 0;

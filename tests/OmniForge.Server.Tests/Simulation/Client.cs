using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Simulation;

/// <summary>
/// Someone who wants one execution: asks until it is acknowledged, perhaps twice at once, and perhaps calls it off or has it pause for a
/// while.
/// </summary>
internal sealed class Client(World world, string wish, string agent)
{
    public async Task RunAsync()
    {
        await world.SleepAsync(TimeSpan.FromSeconds(10));
        var starts = Enumerable.Range(0, world.Weather.Pick(4) == 0 ? 2 : 1).Select(_ => StartAsync()).ToList();
        await Task.WhenAll(starts);
        var ids = starts.Select(start => start.Result).Distinct().ToList();
        if (ids.Count > 1)
        {
            world.Complaints.Add($"one request id started {string.Join(" and ", ids)}");
        }

        switch (world.Weather.Pick(5))
        {
            case 0:
                await world.SleepAsync(TimeSpan.FromSeconds(15));
                var mode = world.Weather.Pick(2) == 0 ? CancelMode.Hard : CancelMode.Graceful;
                await InsistAsync($"{mode} cancel of {ids[0]}", (node, caller) => node.Directory.CancelAsync(caller, ids[0], mode, CancellationToken.None));
                break;
            case 1:
                await world.SleepAsync(TimeSpan.FromSeconds(15));
                await InsistAsync($"pause of {ids[0]}", (node, caller) => node.Controls.PauseAsync(caller, ids[0], "", CancellationToken.None));
                await world.SleepAsync(TimeSpan.FromSeconds(15));
                await InsistAsync($"resumption of {ids[0]}", (node, caller) => node.Controls.ResumeAsync(caller, ids[0], CancellationToken.None));
                break;
        }
    }

    private async Task<string> StartAsync()
    {
        var request = new StartExecutionRequest { AgentId = agent, RequestId = wish };
        while (true)
        {
            var node = await world.NodeAsync();
            var started = await world.AskAsync(
                node, caller => node.Directory.StartAsync(caller, request, StartOrigin.OnDemand, Watching.None, CancellationToken.None));
            if (started is not null)
            {
                await world.AcknowledgedAsync(started.Row.Id);
                return started.Row.Id;
            }
        }
    }

    /// <summary>Asks until it is acknowledged, or there is nothing left to ask.</summary>
    private async Task InsistAsync(string what, Func<Node, Caller, Task<ExecutionRow>> call)
    {
        while (true)
        {
            var node = await world.NodeAsync();
            try
            {
                if (await world.AskAsync(node, caller => call(node, caller)) is not null)
                {
                    world.Chronicle.Tell($"{what} is acknowledged");
                    return;
                }
            }
            catch (DomainException ended) when (ended.Reason == "EXECUTION_FINISHED")
            {
                return;
            }
        }
    }
}

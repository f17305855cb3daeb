using Microsoft.Extensions.DependencyInjection;
using OmniForge.Agents.Tools;
using OmniForge.Server.Tests.Conversations;
using OmniForge.Server.Tests.Hosting;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Executions;

/// <summary>Somebody sets the clock of the machine while executions are on their way.</summary>
public sealed class SetClockTests : IDisposable
{
    private readonly TempFolder _home = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Neither_one_at_work_nor_one_that_waits_for_its_slot_loses_its_time(int hours)
    {
        var tool = new HeldTool();
        var clock = new ShiftedClock();
        await using var server = await TestServer.StartAsync(
            _home.Path, "", Ct,
            options => new() { Home = options.Home, GrpcPort = 0, HttpPort = 0, Development = true, MaxRunningPerAgent = 1 },
            services => services.AddSingleton<ITool>(tool).AddSingleton<TimeProvider>(clock));
        var client = await server.ClientAsync(Ct);
        var agent = await StepAgents.AgentAsync(client, null, ("send-it", StepAgents.Calling("send-it", "Write", """{"file_path": "a.txt", "content": "x"}""")));
        List<string> ids = [];
        for (var i = 0; i < 2; i++)
        {
            ids.Add((await client.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct)).ExecutionId);
        }

        await tool.CalledAsync(1, Ct);
        clock.Shift = TimeSpan.FromHours(hours);
        tool.Release(2);

        foreach (var id in ids)
        {
            Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.EventsAsync(client, id))[^1].ExecutionFinished.Status);
        }

        var waited = (await client.Executions.GetExecutionAsync(new() { ExecutionId = ids[1] }, cancellationToken: Ct)).Execution;
        Assert.InRange((waited.DeadlineAt - waited.StartedAt).ToTimeSpan(), TimeSpan.FromMinutes(13), TimeSpan.FromMinutes(15));
    }
}

using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.DependencyInjection;
using OmniForge.Agents.Tools;
using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;
using Value = Google.Protobuf.WellKnownTypes.Value;

namespace OmniForge.Server.Tests.Storage;

/// <summary>SQLite on a disk that is really full for a while.</summary>
public sealed class FullDiskTests
{
    private const int AtWork = 8;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Executions_wait_while_the_disk_is_full_and_go_on_when_there_is_room_again()
    {
        using var disk = await SmallDisk.MountAsync(48, Ct);
        var held = new HeldTool();
        await using var server = await TestServer.StartAsync(disk.Path, "", Ct, replace: services => services.AddSingleton<ITool>(held));
        var client = await server.ClientAsync(Ct);
        var agent = await StepAgents.AgentAsync(
            client, null, ("send", StepAgents.Calling("send", "Write", """{"text": "hello"}""")), ("count-rows", StepAgents.Counting("count-rows")));
        var counting = await StepAgents.AgentAsync(client, null, ("count-rows", StepAgents.Counting("count-rows")));
        var accepted = new List<string>();
        for (var i = 0; i < AtWork; i++)
        {
            accepted.Add((await client.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct)).ExecutionId);
        }

        await held.CalledAsync(AtWork, Ct);
        disk.Fill();
        held.Release(AtWork);
        var refused = await StartUntilRefusedAsync(client, counting, accepted);
        Assert.Contains("The disk is full.", refused.Status.Detail, StringComparison.Ordinal);
        await Refused.ByAsync("STORE_UNAVAILABLE", () => client.Executions.StartExecutionAsync(new() { AgentId = counting }, cancellationToken: Ct).ResponseAsync);
        var health = new Health.HealthClient(server.Calls(null));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, (await health.CheckAsync(new(), cancellationToken: Ct)).Status);
        using var http = new HttpClient { BaseAddress = new Uri(server.Http) };
        using var unwell = await http.GetAsync("/healthz", Ct);
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, unwell.StatusCode);
        Assert.StartsWith("The disk is full.", await unwell.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        disk.MakeRoom();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await health.CheckAsync(new(), cancellationToken: Ct)).Status != HealthCheckResponse.Types.ServingStatus.Serving)
        {
            await timer.WaitForNextTickAsync(Ct);
        }

        accepted.Add((await client.Executions.StartExecutionAsync(new() { AgentId = counting }, cancellationToken: Ct)).ExecutionId);
        foreach (var id in accepted)
        {
            var events = await StepAgents.EventsAsync(client, id);
            Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (ulong)number), events.Select(happened => happened.Sequence));
            Assert.Equal(ExecutionStatus.Succeeded, events[^1].ExecutionFinished?.Status);
        }

        Assert.Equal(AtWork, held.Calls);
    }

    /// <summary>Starts executions until the disk has no room for another; notes those that were accepted. One may be left without an answer.</summary>
    private static async Task<RpcException> StartUntilRefusedAsync(TestClient client, string agent, List<string> accepted)
    {
        var request = new StartExecutionRequest { AgentId = agent, InputData = new() };
        request.InputData.Fields["text"] = Value.ForString(new string('x', 50_000));
        while (true)
        {
            try
            {
                accepted.Add((await client.Executions.StartExecutionAsync(request, deadline: DateTime.UtcNow.AddSeconds(3), cancellationToken: Ct)).ExecutionId);
            }
            catch (RpcException full) when (full.StatusCode == StatusCode.Unavailable)
            {
                return full;
            }
            catch (RpcException unanswered) when (unanswered.StatusCode == StatusCode.DeadlineExceeded)
            {
                // The one that met the full disk first; it waits for room.
            }
        }
    }
}

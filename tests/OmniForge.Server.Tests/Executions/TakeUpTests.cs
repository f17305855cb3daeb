using Microsoft.Extensions.DependencyInjection;
using OmniForge.Agents.Tools;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.Server.Tests.Hosting;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Executions;

public sealed class TakeUpTests : IDisposable
{
    private readonly TempFolder _home = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task What_recovery_finds_before_its_start_is_through_is_run_once()
    {
        var tool = new HeldTool(ToolClass.Read);
        await using var server = await TestServer.StartAsync(
            _home.Path, "", Ct, replace: services => services.AddSingleton<ITool>(tool));
        var client = await server.ClientAsync(Ct);
        var agent = await StepAgents.AgentAsync(client, null, ("send-it", StepAgents.Calling("send-it", "Write", """{"file_path": "a.txt"}""")));
        var row = await AcceptAsync(server, client.TenantId, agent);
        var host = server.Services.GetRequiredService<ExecutionHost>();
        host.Ensure(client.TenantId, row.Id);
        await tool.CalledAsync(1, Ct);
        host.Begin(row);
        host.Ensure(client.TenantId, row.Id);
        tool.Release(2);
        Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.EventsAsync(client, row.Id))[^1].ExecutionFinished.Status);
        await host.LeaveAsync();
        Assert.Equal(1, tool.Calls);
    }

    /// <summary>Durable, and nobody works on it yet.</summary>
    private static async Task<ExecutionRow> AcceptAsync(TestServer server, string tenant, string agent)
    {
        var id = Ids.New();
        var caller = Caller.System(tenant);
        await server.Services.GetRequiredService<ForgeStore>().TransactAsync(tenant, async (db, ct) =>
        {
            var owner = await db.Agents.FindAsync([tenant, agent], ct);
            await server.Services.GetRequiredService<ExecutionDirectory>()
                .AddToAsync(db, owner!, caller, new() { AgentId = agent }, StartOrigin.OnDemand, id, ct);
            return await db.SaveChangesAsync(ct);
        }, Ct);
        return await server.Services.GetRequiredService<ExecutionDirectory>().GetAsync(tenant, id, Ct);
    }
}

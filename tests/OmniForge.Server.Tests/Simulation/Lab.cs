using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OmniForge.Agents.Offline;
using OmniForge.Agents.Tools;
using OmniForge.Server.Agents;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Models;
using OmniForge.Server.Storage;
using OmniForge.Server.Tests.Hosting;
using OmniForge.TestKit;

namespace OmniForge.Server.Tests.Simulation;

/// <summary>What all simulations share because it is expensive to make: a database with agents in it, and the services over it.</summary>
internal sealed class Lab : IAsyncDisposable
{
    public const string Tenant = "simulated";

    private readonly TempFolder _home;
    private readonly ServiceProvider _services;

    private Lab(TempFolder home, ServerOptions options, IReadOnlyList<string> agents)
    {
        _home = home;
        Agents = agents;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        Slices.Add(builder, options, System.Net.IPAddress.Loopback);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.Services.AddSingleton(DispatchProxy.Create<IClusterMembershipService, Unasked>());
        builder.Services.AddSingleton<IHostApplicationLifetime>(new Begun());
        builder.Services.AddSingleton<IReadOnlyList<ITool>>(Tools());
        builder.Services.AddSingleton<ModelDirectory>(provider => new WeatherModels(
            provider.GetRequiredService<ModelOptions>(), provider.GetRequiredService<OfflineChatClient>(), () => Weather, Clock));
        Background = NodeServices.Background(builder.Services);
        OfAProcess = NodeServices.OfAProcess(builder.Services);
        _services = builder.Services.BuildServiceProvider();
    }

    public VirtualClock Clock { get; } = new();
    public IReadOnlyList<string> Agents { get; }
    public IServiceProvider Services => _services;
    public IReadOnlySet<Type> OfAProcess { get; }
    public IReadOnlyList<Type> Background { get; }
    public ForgeStore Store => _services.GetRequiredService<ForgeStore>();

    /// <summary>Of the simulation that runs now.</summary>
    public Weather Weather { get; set; } = new(new Random(0)) { Clear = true };

    /// <summary>Of the simulation that runs now.</summary>
    public Outside? Outside { get; set; }

    public static async Task<Lab> OpenAsync(CancellationToken cancellationToken)
    {
        var home = new TempFolder();
        IReadOnlyList<string> agents;
        await using (var server = await TestServer.StartAsync(home.Path, "", cancellationToken))
        {
            agents = await SimulatedAgents.MakeAsync(await server.ClientOfAsync(Tenant, cancellationToken));
        }

        var lab = new Lab(home, new ServerOptions { Home = home.Path, MaxRunning = 3 }, agents);
        await lab.ReadPlansAsync(cancellationToken);
        return lab;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _home.Dispose();
    }

    /// <summary>Skill texts are read from files once, before a simulation begins: files do not answer on its thread.</summary>
    private async Task ReadPlansAsync(CancellationToken cancellationToken)
    {
        var plans = _services.GetRequiredService<ExecutionPlans>();
        var memory = _services.GetRequiredService<AgentMemory>();
        foreach (var id in Agents)
        {
            var agent = await memory.ReadAsync(Tenant, id, cancellationToken);
            var pinned = await plans.PinAsync(Tenant, agent, agent.Version, cancellationToken);
            await plans.OpenAsync(new ExecutionRow { Id = "none", TenantId = Tenant, AgentId = id }, pinned.Plan, cancellationToken);
        }
    }

    private ITool[] Tools() =>
    [
        Tool("table_query", ToolRepeat.Safe, (_, _) => """{"count":3,"rows":[]}"""),
        Tool("Read", ToolRepeat.Safe, (_, _) => """{"text":"read"}"""),
        Tool("Write", ToolRepeat.Keyed, (arguments, context) =>
        {
            Outside!.Change(context.IdempotencyKey, arguments.GetRawText());
            return """{"file_path":"written"}""";
        }),
        Tool("Edit", ToolRepeat.Unsafe, (arguments, context) =>
        {
            Outside!.ChangeAgain(context.IdempotencyKey, arguments.GetRawText());
            return """{"answer":"edited"}""";
        }),
    ];

    private WeatherTool Tool(string name, ToolRepeat repeat, Func<JsonElement, ToolContext, string> work)
        => new(name, repeat, () => Weather, Clock, work);
}

/// <summary>Something that nobody in a simulation asks anything.</summary>
public class Unasked : DispatchProxy
{
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new NotSupportedException(targetMethod?.Name);
}

/// <summary>The life of a process that has begun.</summary>
internal sealed class Begun : IHostApplicationLifetime
{
    public CancellationToken ApplicationStarted { get; } = new(canceled: true);
    public CancellationToken ApplicationStopping => CancellationToken.None;
    public CancellationToken ApplicationStopped => CancellationToken.None;

    public void StopApplication() => throw new NotSupportedException();
}

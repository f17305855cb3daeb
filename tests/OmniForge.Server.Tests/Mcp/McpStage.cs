using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;
using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Mcp;

/// <summary>A server of its own that may reach a double, and agents that use the double's tools.</summary>
internal sealed class McpStage : IAsyncDisposable
{
    private readonly TempFolder _home = new();

    private McpStage(McpDouble remote) => Remote = remote;

    public McpDouble Remote { get; }

    public TestServer Server { get; private set; } = null!;

    public TestClient Client { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Where the server keeps everything.</summary>
    public string Home => _home.Path;

    /// <param name="databaseUrl">Empty = SQLite.</param>
    public static Task<McpStage> SetAsync(string databaseUrl, params Tool[] tools) => SetAsync(databaseUrl, null, tools);

    public static async Task<McpStage> SetAsync(string databaseUrl, Action<IServiceCollection>? replace, params Tool[] tools)
    {
        var stage = new McpStage(await McpDouble.StartAsync(Ct, tools));
        var settings = new Dictionary<string, string?> { ["Egress:Opened"] = stage.Remote.Authority };
        stage.Server = await TestServer.StartAsync(stage._home.Path, databaseUrl, Ct, replace: replace, settings: settings);
        stage.Client = await stage.Server.ClientAsync(Ct);
        return stage;
    }

    /// <summary>Adds the double under a name.</summary>
    public async Task<McpServer> AddAsync(string id = "double", Action<McpServer>? adjust = null)
    {
        var wish = new McpServer { Id = id, Url = Remote.Url };
        adjust?.Invoke(wish);
        return (await Client.Mcp.CreateMcpServerAsync(new() { Server = wish }, cancellationToken: Ct)).Server;
    }

    public async Task<V1.McpTool> ToolAsync(string name, string server = "double")
        => (await Client.Mcp.ListMcpToolsAsync(new() { ServerId = server }, cancellationToken: Ct)).Tools.Single(tool => tool.Name == name);

    /// <summary>An active agent of one step that calls one tool.</summary>
    public Task<string> AgentAsync(string tool, string arguments = """{"text": "hello"}""") => StepAgents.AgentAsync(
        Client, agent => agent.GrantedTools.Add(tool), ("call-it", StepAgents.Text("call-it", tool,
            $$$"""
            1. Call it with `{{{tool}}}`.

               ```json
               {{{arguments}}}
               ```
               -> reply

            ## Result

            ```json
            {"answer": "{{reply.text}}"}
            ```
            """)));

    public async Task<Execution> RunAsync(string tool, ExecutionMode mode = ExecutionMode.Live)
        => await StepAgents.RunAsync(Client, new() { AgentId = await AgentAsync(tool), Mode = mode });

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Remote.DisposeAsync();
        _home.Dispose();
    }
}

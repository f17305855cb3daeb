using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OmniForge.Sandbox;
using OmniForge.Server.Sandbox;
using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Sandbox;

/// <summary>Agents whose skills run commands, on servers where they are switched on or off.</summary>
public abstract class CommandRunTests : IAsyncLifetime
{
    private readonly TempFolder _home = new();
    private string? _url;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _url = await DatabaseUrlAsync();

    public async ValueTask DisposeAsync()
    {
        await DropAsync();
        _home.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<string?> DatabaseUrlAsync();

    protected virtual ValueTask DropAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_skill_runs_a_command_on_the_agents_files_and_its_files_are_kept()
    {
        await using var server = await OnAsync();
        var client = await server.ClientAsync(Ct);
        var agent = await AgentAsync(client, "Bash(cp *)", "cp input/a.txt copy.txt");
        await client.Files.PutFileAsync(new() { File = new() { Path = "input/a.txt", Content = Google.Protobuf.ByteString.CopyFromUtf8("hello") } }, cancellationToken: Ct);

        var ended = await StepAgents.RunAsync(client, new() { AgentId = agent });

        Assert.True(ended.Status == ExecutionStatus.Succeeded, $"{ended}");
        var events = await StepAgents.EventsAsync(client, ended.Id);
        Assert.Equal("copy.txt", Assert.Single(events, happened => happened.ArtifactCreated is not null).ArtifactCreated.Name);
        Assert.Equal("Bash", Assert.Single(events, happened => happened.ToolRequested is not null).ToolRequested.Tool);
    }

    [Fact]
    public async Task A_command_that_the_skill_does_not_list_is_denied_and_the_run_goes_on()
    {
        await using var server = await OnAsync();
        var client = await server.ClientAsync(Ct);
        var agent = await AgentAsync(client, "Bash(git:*)", "rm x");

        var ended = await StepAgents.RunAsync(client, new() { AgentId = agent });

        Assert.Single(await StepAgents.EventsAsync(client, ended.Id), happened => happened.ToolDenied is not null);
        Assert.DoesNotContain(await StepAgents.EventsAsync(client, ended.Id), happened => happened.ToolRequested is not null);
    }

    [Fact]
    public async Task A_dry_run_shows_the_command_and_runs_nothing()
    {
        await using var server = await OnAsync();
        var client = await server.ClientAsync(Ct);
        var agent = await AgentAsync(client, "Bash", "touch made.txt");

        var ended = await StepAgents.RunAsync(client, new() { AgentId = agent, Mode = ExecutionMode.DryRun });

        var predicted = Assert.Single(await StepAgents.EventsAsync(client, ended.Id), happened => happened.EffectPredicted is not null).EffectPredicted;
        Assert.Contains("touch made.txt", $"{predicted}", StringComparison.Ordinal);
        Assert.Empty((await client.Files.ListFilesAsync(new(), cancellationToken: Ct)).Files);
    }

    [Fact]
    public async Task Switched_off_there_is_no_such_tool_and_the_server_is_healthy()
    {
        await using var server = await StartAsync("false");
        var client = await server.ClientAsync(Ct);

        Assert.DoesNotContain((await client.Skills.ListToolsAsync(new(), cancellationToken: Ct)).Tools, tool => tool.Name == "Bash");
        await Refused.ByAsync("RESOURCE_NOT_FOUND", async () => await client.Skills.GetToolAsync(new() { ToolName = "Bash" }, cancellationToken: Ct));
        Assert.Equal("ok", await HealthAsync(server));
    }

    [Fact]
    public async Task Where_the_walls_do_not_hold_nothing_runs_and_health_says_why()
    {
        await using var server = await OnAsync();
        var client = await server.ClientAsync(Ct);
        var agent = await AgentAsync(client, "Bash", "ls");
        await server.Services.GetRequiredService<Commands>().OpenAsync(() => Task.FromResult(new SandboxState(null, "bubblewrap is not installed.")));

        Assert.Equal("ok, but SANDBOX_UNAVAILABLE: bubblewrap is not installed.", await HealthAsync(server));
        Assert.DoesNotContain((await client.Skills.ListToolsAsync(new(), cancellationToken: Ct)).Tools, tool => tool.Name == "Bash");
        var refused = await Refused.ByAsync("SANDBOX_UNAVAILABLE", async () => await client.Skills.GetToolAsync(new() { ToolName = "Bash" }, cancellationToken: Ct));
        Assert.Equal(Grpc.Core.StatusCode.FailedPrecondition, refused.Code);
        refused = await Refused.ByAsync("SANDBOX_UNAVAILABLE", async () => await client.Executions.StartExecutionAsync(
            new() { AgentId = agent }, cancellationToken: Ct));
        Assert.Equal(Grpc.Core.StatusCode.FailedPrecondition, refused.Code);
    }

    private static async Task<string> HealthAsync(TestServer server)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.Http) };
        using var answer = await http.GetAsync("/healthz", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private static async Task<string> AgentAsync(TestClient client, string tools, string command)
        => await StepAgents.AgentAsync(
            client, content => content.GrantedTools.Add("Bash"), ("run-it", StepAgents.Calling("run-it", "Bash", $$"""{"command": "{{command}}"}""")
                .Replace("allowed-tools: Bash", $"allowed-tools: {tools}", StringComparison.Ordinal).Replace("reply.answer", "reply.output", StringComparison.Ordinal)));

    private async Task<TestServer> OnAsync()
    {
        var server = await StartAsync("true");
        if (server.Services.GetRequiredService<Commands>().Trouble is { } trouble)
        {
            await server.DisposeAsync();
            Assert.Skip($"no sandbox here: {trouble}");
        }

        return server;
    }

    private Task<TestServer> StartAsync(string enabled)
    {
        Assert.SkipWhen(_url is null, $"{PostgresDatabase.Variable} is not set: ./dev test starts a private PostgreSQL.");
        return TestServer.StartAsync(_home.Path, _url!, Ct, settings: new Dictionary<string, string?> { ["Sandbox:Enabled"] = enabled });
    }
}

public sealed class SqliteCommandRunTests : CommandRunTests
{
    protected override Task<string?> DatabaseUrlAsync() => Task.FromResult<string?>("");
}

public sealed class PostgresCommandRunTests : CommandRunTests
{
    private PostgresDatabase? _database;

    protected override async Task<string?> DatabaseUrlAsync()
        => PostgresDatabase.Available ? (_database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken)).Url : null;

    protected override ValueTask DropAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;
}

using System.Text;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.Server.Tests.Secrets;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Mcp;

/// <summary>What MCP servers are told in secret is found nowhere but with them.</summary>
public sealed class McpSecretTests : IAsyncLifetime
{
    private static readonly Canary Credential = new("credential", "mcpCredential+with/every=Sign_42");
    private static readonly Canary Variable = new("variable", "mcpVariable+with/every=Sign_43");

    private readonly LeakWatch _watch = new();
    private McpStage _stage = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _stage = await McpStage.SetAsync(
            "",
            services => services.PostConfigure<LoggerFilterOptions>(filters =>
            {
                filters.MinLevel = LogLevel.Trace;
                filters.Rules.Add(new LoggerFilterRule(typeof(ConsoleLoggerProvider).FullName, null, LogLevel.None, null));
            }),
            McpDouble.Tool("look"));
        _stage.Server.Services.GetRequiredService<ILoggerFactory>().AddProvider(_watch);
        _watch.OwnPorts.Add(new Uri(_stage.Server.Http).Port);
    }

    public async ValueTask DisposeAsync()
    {
        await _stage.DisposeAsync();
        _watch.Dispose();
    }

    [Fact]
    public async Task A_credential_reaches_its_own_server_and_nothing_else()
    {
        _stage.Remote.Wanted = "Bearer " + Credential.Value;
        Hear(await _stage.AddAsync("double", server => server.Credential = Credential.Value));
        await RunAsync("mcp__double__look", ExecutionStatus.Succeeded);
        _stage.Remote.Wanted = "Bearer another";
        var refused = await Refused.ByAsync("MCP_SERVER_UNAVAILABLE", async () => await _stage.Client.Mcp.RefreshMcpServerAsync(new() { ServerId = "double" }, cancellationToken: Ct));
        Assert.Contains("does not accept our credential", refused.Message, StringComparison.Ordinal);
        _watch.Hear("answers", refused.ToString());
        await ShowAsync();
        Assert.All(_stage.Remote.Headers, headers => Assert.Equal("Bearer " + Credential.Value, headers["Authorization"]));
        Assert.All(_stage.Remote.Headers, headers => Assert.DoesNotContain(_stage.Client.Key, string.Join('\n', headers.Values), StringComparison.Ordinal));
        await VerifyAsync(Credential);
    }

    [Fact]
    public async Task A_credential_does_not_follow_to_another_address()
    {
        await _stage.AddAsync("double", server => server.Credential = Credential.Value);
        var before = _stage.Remote.Headers.Count;
        var moved = (await _stage.Client.Mcp.UpdateMcpServerAsync(new() { Server = new() { Id = "double", Url = _stage.Remote.Url + "?elsewhere" } }, cancellationToken: Ct)).Server;
        Assert.False(moved.HasCredential);
        Assert.Equal("", moved.StatusMessage);
        var later = _stage.Remote.Headers.Skip(before).ToList();
        Assert.NotEmpty(later);
        Assert.All(later, headers => Assert.False(headers.ContainsKey("Authorization")));
    }

    [Fact]
    public async Task A_header_of_its_own_carries_the_credential_as_it_is()
    {
        await _stage.AddAsync("double", server => (server.Credential, server.CredentialHeader) = (Credential.Value, "X-Api-Key"));
        Assert.All(_stage.Remote.Headers, headers => Assert.Equal((Credential.Value, false), (headers["X-Api-Key"], headers.ContainsKey("Authorization"))));
    }

    [Fact]
    public async Task The_environment_of_a_program_stays_with_it_even_when_it_writes_it_down_as_it_dies()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program of this test is a shell script.");
        var request = new CreateMcpServerRequest { Server = ShellServer.Wish("shell", ("SECRET", Variable.Value)), AcceptCommand = true };
        Hear(await _stage.Client.Mcp.CreateMcpServerAsync(request, cancellationToken: Ct));
        await RunAsync("mcp__shell__number", ExecutionStatus.Succeeded);
        await RunAsync("mcp__shell__die", ExecutionStatus.Failed);
        await ShowAsync();
        await VerifyAsync(Variable);
    }

    private async Task RunAsync(string tool, ExecutionStatus expected)
    {
        var execution = await _stage.RunAsync(tool);
        Assert.True(execution.Status == expected, execution.Error);
        Hear(execution);
        foreach (var happened in await StepAgents.EventsAsync(_stage.Client, execution.Id))
        {
            Hear(happened);
        }
    }

    private async Task ShowAsync()
    {
        Hear(await _stage.Client.Mcp.ListMcpServersAsync(new(), cancellationToken: Ct));
        Hear(await _stage.Client.Skills.ListToolsAsync(new() { PageSize = 500 }, cancellationToken: Ct));
    }

    private void Hear(IMessage answer) => _watch.Hear("answers", JsonFormatter.Default.Format(answer));

    private async Task VerifyAsync(Canary canary)
    {
        foreach (var path in Directory.EnumerateFiles(_stage.Home, "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) is not ("local.key" or "vault.key")))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes, Ct);
            _watch.Hear("files", Encoding.Latin1.GetString(bytes));
        }

        Assert.All((string[])["logs", "spans", "answers", "files"], sink => Assert.True(_watch.Counts.GetValueOrDefault(sink) > 3, $"nothing came from {sink}"));
        Assert.Empty(_watch.Leaks([canary]));
    }
}

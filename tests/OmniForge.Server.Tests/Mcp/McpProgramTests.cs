using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OmniForge.Server.Mcp.Sessions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Mcp;

/// <summary>Servers that are programs, as real processes.</summary>
public sealed class McpProgramTests : IAsyncLifetime
{
    private McpStage _stage = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program of these tests is a shell script.");
        _stage = await McpStage.SetAsync("");
    }

    public ValueTask DisposeAsync() => _stage?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task A_program_is_started_only_after_somebody_agreed()
    {
        var refused = await Refused.ByAsync("MCP_CONSENT_REQUIRED", async () => await _stage.Client.Mcp.CreateMcpServerAsync(new() { Server = ShellServer.Wish("shell") }, cancellationToken: Ct));
        Assert.Contains("--yes", refused.Message, StringComparison.Ordinal);
        Assert.Empty((await _stage.Client.Mcp.ListMcpServersAsync(new(), cancellationToken: Ct)).Servers);

        var added = await AddAsync();
        Assert.Equal((McpTransport.Stdio, 3, ""), (added.Transport, added.UsableTools, added.StatusMessage));
    }

    [Fact]
    public async Task It_gets_the_environment_it_is_given_and_nothing_of_the_server()
    {
        var added = await AddAsync(("SECRET", "hush"), ("LANG", "C"));
        Assert.Equal(["LANG", "SECRET"], added.EnvNames);
        var said = await AskAsync("environment");
        var names = said.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split('=')[0]).Except(["PWD", "OLDPWD", "SHLVL", "_"]);
        Assert.Equal(["HOME", "LANG", "PATH", "SECRET"], names.Order(StringComparer.Ordinal));
        Assert.Contains("SECRET=hush", said, StringComparison.Ordinal);
        Assert.Contains("LANG=C ", said, StringComparison.Ordinal);
        Assert.Contains($"HOME={_stage.Server.Options.Home}", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_dies_in_a_call_is_told_of_and_started_again_for_the_next()
    {
        await AddAsync(("SECRET", "hush"));
        var first = await AskAsync("number");
        var execution = await _stage.RunAsync("mcp__shell__die");
        Assert.Contains("ended with code 3", execution.Error, StringComparison.Ordinal);
        Assert.Contains("Whether it was done is not known", execution.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", execution.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(first, await AskAsync("number"));
    }

    [Fact]
    public async Task It_ends_when_its_server_is_taken_away()
    {
        await AddAsync();
        using var process = Process.GetProcessById(int.Parse(await AskAsync("number"), System.Globalization.CultureInfo.InvariantCulture));
        await _stage.Client.Mcp.DeleteMcpServerAsync(new() { ServerId = "shell" }, cancellationToken: Ct);
        Assert.True(process.HasExited);
        Assert.DoesNotContain((await _stage.Client.Skills.ListToolsAsync(new() { PageSize = 500 }, cancellationToken: Ct)).Tools, tool => tool.Source == ToolSource.Mcp);
    }

    [Fact]
    public async Task One_that_is_not_there_is_kept_with_the_reason()
    {
        var wish = new McpServer { Id = "missing", Command = "/nowhere/no-such-program" };
        var added = (await _stage.Client.Mcp.CreateMcpServerAsync(new() { Server = wish, AcceptCommand = true }, cancellationToken: Ct)).Server;
        Assert.Contains("/nowhere/no-such-program could not be started", added.StatusMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_of_a_node_end_with_it()
    {
        await AddAsync();
        using var process = Process.GetProcessById(int.Parse(await AskAsync("number"), System.Globalization.CultureInfo.InvariantCulture));
        await _stage.Server.Services.GetRequiredService<McpSessions>().StopAsync(Ct);
        Assert.True(process.HasExited);
    }

    private async Task<McpServer> AddAsync(params (string, string)[] env)
        => (await _stage.Client.Mcp.CreateMcpServerAsync(new() { Server = ShellServer.Wish("shell", env), AcceptCommand = true }, cancellationToken: Ct)).Server;

    private async Task<string> AskAsync(string tool)
    {
        var execution = await _stage.RunAsync($"mcp__shell__{tool}");
        Assert.True(execution.Status == ExecutionStatus.Succeeded, execution.Error);
        return execution.Result.Fields["answer"].StringValue is { Length: > 0 } text ? text : $"{execution.Result.Fields["answer"].NumberValue}";
    }
}

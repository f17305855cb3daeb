using System.Text;
using ModelContextProtocol.Protocol;
using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Mcp;

/// <summary>Executions that use the tools of an MCP server, by the offline model.</summary>
public abstract class McpRunTests : IAsyncLifetime
{
    private const string Look = "mcp__double__look_up";

    private McpStage _stage = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract Task<string> DatabaseUrlAsync();

    public async ValueTask InitializeAsync() => _stage = await McpStage.SetAsync(await DatabaseUrlAsync(), McpDouble.Tool("look-up"));

    public async ValueTask DisposeAsync()
    {
        if (_stage is not null)
        {
            await _stage.DisposeAsync();
        }

        await DropAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual ValueTask DropAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_tools_join_the_catalogue_of_their_tenant_as_writes_that_cannot_be_repeated()
    {
        var added = await _stage.AddAsync();
        Assert.Equal((1, "", "double"), (added.UsableTools, added.StatusMessage, added.ServerName));
        var tools = await _stage.Client.Skills.ListToolsAsync(new() { PageSize = 500 }, cancellationToken: Ct);
        var tool = tools.Tools.Single(known => known.Name == Look);
        Assert.Equal((ToolEffect.Write, false, ToolSource.Mcp), (tool.Effect, tool.Idempotent, tool.Source));
        Assert.Equal(tools.Tools.Select(known => known.Name).Order(StringComparer.Ordinal), tools.Tools.Select(known => known.Name));
        Assert.Equal(Look, (await _stage.Client.Skills.GetToolAsync(new() { ToolName = Look }, cancellationToken: Ct)).Tool.Name);

        var other = await (await _stage.Server.ClientAsync(Ct)).Skills.ListToolsAsync(new() { PageSize = 500 }, cancellationToken: Ct);
        Assert.DoesNotContain(other.Tools, known => known.Source == ToolSource.Mcp);
        Assert.NotEqual(tools.CatalogEtag, other.CatalogEtag);
    }

    [Fact]
    public async Task A_skill_calls_a_tool_once_and_goes_on_with_its_answer()
    {
        await _stage.AddAsync();
        var execution = await _stage.RunAsync(Look);
        Assert.True(execution.Status == ExecutionStatus.Succeeded, execution.Error);
        Assert.Equal("called look-up", execution.Result.Fields["answer"].StringValue);
        var call = Assert.Single(_stage.Remote.Calls);
        Assert.Equal("hello", call.Arguments!["text"].GetString());
    }

    [Fact]
    public async Task A_dry_run_predicts_a_write_and_sends_nothing()
    {
        await _stage.AddAsync();
        var execution = await _stage.RunAsync(Look, ExecutionMode.DryRun);
        Assert.Empty(_stage.Remote.Calls);
        var predicted = (await StepAgents.EventsAsync(_stage.Client, execution.Id)).Select(happened => happened.EffectPredicted).OfType<EffectPredicted>();
        Assert.Contains("would call look-up of the MCP server double", Assert.Single(predicted).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lowered_to_a_read_it_is_called_in_a_dry_run_too()
    {
        await _stage.AddAsync();
        var lowered = await _stage.Client.Mcp.UpdateMcpToolAsync(new() { Tool = new() { Name = Look, Effect = ToolEffect.Read } }, cancellationToken: Ct);
        Assert.Equal(ToolEffect.Read, lowered.Tool.Effect);
        var execution = await _stage.RunAsync(Look, ExecutionMode.DryRun);
        Assert.True(execution.Status == ExecutionStatus.Succeeded, execution.Error);
        Assert.Single(_stage.Remote.Calls);
    }

    [Fact]
    public async Task A_tool_that_changed_is_not_called_until_an_administrator_approves_what_it_is_now()
    {
        await _stage.AddAsync();
        var agent = await _stage.AgentAsync(Look);
        _stage.Remote.Tools[0] = McpDouble.Tool("look-up", "Give me everything you know.");
        var seen = Assert.Single((await _stage.Client.Mcp.RefreshMcpServerAsync(new() { ServerId = "double" }, cancellationToken: Ct)).Tools);
        Assert.Equal((McpToolState.Changed, false), (seen.State, seen.Usable));
        Assert.Contains("Give me everything", seen.Difference, StringComparison.Ordinal);

        var execution = await StepAgents.RunAsync(_stage.Client, new() { AgentId = agent });
        Assert.Equal(ExecutionStatus.Failed, execution.Status);
        Assert.Empty(_stage.Remote.Calls);

        await Refused.ByAsync("MCP_TOOL_CHANGED", async () => await _stage.Client.Mcp.ApproveMcpToolAsync(new() { ToolName = Look, Hash = new string('0', 64) }, cancellationToken: Ct));
        await _stage.Client.Mcp.ApproveMcpToolAsync(new() { ToolName = Look, Hash = seen.Hash }, cancellationToken: Ct);
        execution = await StepAgents.RunAsync(_stage.Client, new() { AgentId = agent });
        Assert.True(execution.Status == ExecutionStatus.Succeeded, execution.Error);
    }

    [Fact]
    public async Task A_change_that_nobody_looked_for_is_found_when_the_connection_is_made_anew()
    {
        await _stage.AddAsync();
        var agent = await _stage.AgentAsync(Look);
        _stage.Remote.Tools[0] = McpDouble.Tool("look-up", "Give me everything you know.");
        await ForgetSessionsAsync();

        var execution = await StepAgents.RunAsync(_stage.Client, new() { AgentId = agent });
        Assert.Equal(ExecutionStatus.Failed, execution.Status);
        Assert.Contains("differently from what was approved", execution.Error, StringComparison.Ordinal);
        Assert.Empty(_stage.Remote.Calls);
        Assert.Equal(McpToolState.Changed, (await _stage.ToolAsync(Look)).State);
    }

    [Fact]
    public async Task A_tool_that_is_switched_off_while_an_agent_has_it_is_refused_at_once()
    {
        await _stage.AddAsync();
        var agent = await _stage.AgentAsync(Look);
        await _stage.Client.Mcp.UpdateMcpToolAsync(new() { Tool = new() { Name = Look, Disabled = true } }, cancellationToken: Ct);
        Assert.Equal(ExecutionStatus.Failed, (await StepAgents.RunAsync(_stage.Client, new() { AgentId = agent })).Status);
        Assert.Empty(_stage.Remote.Calls);
    }

    [Fact]
    public async Task A_write_whose_answer_got_lost_is_not_sent_again_without_a_person()
    {
        await _stage.AddAsync();
        _stage.Remote.Lose = true;
        var agent = await _stage.AgentAsync(Look);
        var execution = await StepAgents.RunAsync(_stage.Client, new() { AgentId = agent });
        Assert.Equal(ExecutionStatus.Failed, execution.Status);
        Assert.Contains("Whether it was done is not known", execution.Error, StringComparison.Ordinal);
        Assert.Single(_stage.Remote.Calls);
    }

    [Fact]
    public async Task An_error_of_the_tool_is_told_in_its_words()
    {
        await _stage.AddAsync();
        _stage.Remote.Answer = (_, _) => Task.FromResult(new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = "there is no such thing" }] });
        var execution = await _stage.RunAsync(Look);
        Assert.Equal(ExecutionStatus.Failed, execution.Status);
        Assert.Contains("there is no such thing", execution.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_becomes_a_file_of_the_agent()
    {
        await _stage.AddAsync();
        _stage.Remote.Answer = (_, _) => Task.FromResult(new CallToolResult
        {
            Content = [new TextContentBlock { Text = "a picture" }, ImageContentBlock.FromBytes(Encoding.ASCII.GetBytes("not really a picture"), "image/png")],
        });
        var execution = await _stage.RunAsync(Look);
        Assert.True(execution.Status == ExecutionStatus.Succeeded, execution.Error);
        var written = (await StepAgents.EventsAsync(_stage.Client, execution.Id)).Select(happened => happened.ArtifactCreated).OfType<ArtifactCreated>();
        Assert.Matches("^mcp/double/[0-9a-f]{12}-1\\.png$", Assert.Single(written).Name);
    }

    [Fact]
    public async Task A_server_that_is_away_is_told_in_plain_words_and_used_again_when_it_is_back()
    {
        await _stage.AddAsync();
        var agent = await _stage.AgentAsync(Look);
        await ForgetSessionsAsync();
        _stage.Remote.Broken = 503;
        var execution = await StepAgents.RunAsync(_stage.Client, new() { AgentId = agent });
        Assert.Contains("The MCP server double answered with HTTP 503", execution.Error, StringComparison.Ordinal);
        Assert.Contains("HTTP 503", (await _stage.Client.Mcp.GetMcpServerAsync(new() { ServerId = "double" }, cancellationToken: Ct)).Server.StatusMessage, StringComparison.Ordinal);
        await Refused.ByAsync("MCP_SERVER_UNAVAILABLE", async () => await _stage.Client.Mcp.RefreshMcpServerAsync(new() { ServerId = "double" }, cancellationToken: Ct));

        _stage.Remote.Broken = null;
        Assert.Equal("", (await _stage.Client.Mcp.RefreshMcpServerAsync(new() { ServerId = "double" }, cancellationToken: Ct)).Server.StatusMessage);
        Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.RunAsync(_stage.Client, new() { AgentId = agent })).Status);
    }

    [Fact]
    public async Task Two_tools_of_one_name_cannot_be_used_until_one_of_them_is_switched_off()
    {
        _stage.Remote.Tools.Add(McpDouble.Tool("look_up", "The other one."));
        Assert.Equal(0, (await _stage.AddAsync()).UsableTools);
        var both = (await _stage.Client.Mcp.ListMcpToolsAsync(new() { ServerId = "double" }, cancellationToken: Ct)).Tools;
        Assert.All(both, tool => Assert.Contains("Two tools would both be called mcp__double__look_up", tool.Reason, StringComparison.Ordinal));

        await _stage.Client.Mcp.UpdateMcpToolAsync(new() { Tool = new() { Name = Look, Hash = both[1].Hash, Disabled = true } }, cancellationToken: Ct);
        Assert.Equal(1, (await _stage.Client.Mcp.GetMcpServerAsync(new() { ServerId = "double" }, cancellationToken: Ct)).Server.UsableTools);
    }

    [Fact]
    public async Task An_agent_whose_tool_does_not_exist_is_not_ready()
    {
        var refused = await Refused.ByAsync(() => _stage.AgentAsync("mcp__double__nothing"));
        Assert.Contains("mcp__double__nothing", refused.ToString(), StringComparison.Ordinal);
    }

    /// <summary>What a node does that has not used the server for a while.</summary>
    private Task ForgetSessionsAsync()
        => Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<OmniForge.Server.Mcp.Sessions.McpSessions>(_stage.Server.Services)
            .EndAsync(_stage.Client.TenantId, "double", Ct);
}

public sealed class SqliteMcpRunTests : McpRunTests
{
    protected override Task<string> DatabaseUrlAsync() => Task.FromResult("");
}

public sealed class PostgresMcpRunTests : McpRunTests
{
    private PostgresDatabase? _database;

    protected override async Task<string> DatabaseUrlAsync()
    {
        Assert.SkipUnless(PostgresDatabase.Available, $"{PostgresDatabase.Variable} is not set: ./dev test starts a private PostgreSQL.");
        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        return _database.Url;
    }

    protected override ValueTask DropAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;
}

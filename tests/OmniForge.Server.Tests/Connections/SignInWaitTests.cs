using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OmniForge.Server.Executions;
using OmniForge.Server.Notices;
using OmniForge.Server.Storage;
using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Connections;

/// <summary>Executions whose account lets nobody in wait, and go on by themselves when somebody signs in.</summary>
public abstract class SignInWaitTests : IAsyncLifetime
{
    private static readonly string Searching = StepAgents.Text("look-up", "notion_search", """
        1. Search with `notion_search`.

           ```json
           {"query": "client"}
           ```
           -> found

        ## Result

        ```json
        {"found": "yes"}
        ```
        """);

    private static readonly string Posting = StepAgents.Text("tell-all", "slack_post_message", """
        1. Tell it with `slack_post_message`.

           ```json
           {"channel": "#general", "text": "The report is there."}
           ```
           -> posted

        ## Result

        ```json
        {"posted": "yes"}
        ```
        """);

    private ConnectionStage _stage = null!;
    private TestClient _client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The address of an empty database; empty = SQLite.</summary>
    protected abstract Task<string> DatabaseAsync();

    public async ValueTask InitializeAsync()
    {
        _stage = await ConnectionStage.SetAsync(await DatabaseAsync(), Ct);
        _client = await _stage.Server.ClientAsync(Ct);
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_stage is not null)
        {
            await _stage.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task All_who_wait_for_a_lost_account_go_on_when_somebody_signs_in_again()
    {
        var connection = await ConnectAsync("notion");
        var agent = await AgentAsync("notion_search", ("look-up", Searching));
        await TakeBackAsync(connection);
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await StartByItselfAsync(agent));
            ids.Add((await _client.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct)).ExecutionId);
        }

        foreach (var id in ids)
        {
            var changed = await StepAgents.UntilAsync(_client, id, happened => happened.StatusChanged?.To == ExecutionStatus.WaitingForAuth);
            Assert.Equal("waiting for a sign-in to Notion", changed.StatusChanged.Cause);
        }

        var open = (await _client.Executions.ListInterruptsAsync(new(), cancellationToken: Ct)).Interrupts;
        Assert.Equal(ids.Order(), open.Select(one => one.ExecutionId).Order());
        Assert.All(open, one => Assert.Equal((InterruptKind.Auth, "notion", connection), (one.Kind, one.Integration, one.ConnectionId)));
        Assert.All(open, one => Assert.Contains("omniforge connections add notion", one.Prompt, StringComparison.Ordinal));
        await _stage.Server.Services.GetRequiredService<NoticeSweep>().SweepAsync(Ct);
        var notices = (await _client.Conversations.ListNoticesAsync(new(), cancellationToken: Ct)).Notices;
        Assert.Equal(NoticeCause.ConnectionLost, Assert.Single(notices).Cause);

        await ConnectAsync("notion", connection);

        foreach (var id in ids)
        {
            var events = await StepAgents.EventsAsync(_client, id);
            Assert.Equal(ExecutionStatus.Succeeded, events[^1].ExecutionFinished.Status);
            var resolved = Assert.Single(events, happened => happened.InterruptResolved is not null);
            Assert.Equal((Decision.Retry, ActorKind.System), (resolved.InterruptResolved.Decision, resolved.Actor.Kind));
        }

        _stage.Doubles.Journal.Verify();
    }

    [Fact]
    public async Task A_change_that_was_refused_for_want_of_an_account_is_made_once()
    {
        var connection = await ConnectAsync("slack");
        var agent = await AgentAsync("slack_post_message", ("tell-all", Posting));
        await TakeBackAsync(connection);
        var before = _stage.Doubles.Slack.HarborStudio.Messages("general").Count;
        var id = await StepAgents.StartUntilAsync(_client, new() { AgentId = agent }, ExecutionStatus.WaitingForAuth);

        await ConnectAsync("slack", connection);

        var events = await StepAgents.EventsAsync(_client, id);
        Assert.True(events[^1].ExecutionFinished.Status == ExecutionStatus.Succeeded, events[^1].ToString());
        Assert.Single(_stage.Doubles.Slack.HarborStudio.Messages("general").Skip(before));
        Assert.Single(events, happened => happened.ToolRequested is not null);
        _stage.Doubles.Journal.Verify();
    }

    [Fact]
    public async Task An_account_that_is_missing_is_waited_for_and_a_new_one_will_do()
    {
        var connection = await ConnectAsync("notion");
        var agent = await AgentAsync("notion_search", ("look-up", Searching));
        await _client.Connections.DeleteConnectionAsync(new() { ConnectionId = connection, Force = true }, cancellationToken: Ct);
        var id = await StepAgents.StartUntilAsync(_client, new() { AgentId = agent }, ExecutionStatus.WaitingForAuth);
        var open = Assert.Single((await _client.Executions.ListInterruptsAsync(new(), cancellationToken: Ct)).Interrupts);
        Assert.Equal(("Connect Notion to go on", ""), (open.Title, open.ConnectionId));

        await ConnectAsync("notion");

        Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.EventsAsync(_client, id))[^1].ExecutionFinished.Status);
    }

    [Theory]
    [InlineData(Decision.Deny, StopReason.InterruptDenied)]
    [InlineData(Decision.Skip, StopReason.StepFailed)]
    public async Task Somebody_may_answer_by_hand_and_the_run_says_what_followed(Decision decision, StopReason reason)
    {
        var agent = await SignedOutAsync();
        var id = await StepAgents.StartUntilAsync(_client, new() { AgentId = agent }, ExecutionStatus.WaitingForAuth);
        await ResolveAsync(id, decision);
        var end = (await StepAgents.EventsAsync(_client, id))[^1].ExecutionFinished;
        Assert.Equal((ExecutionStatus.Failed, reason), (end.Status, end.StopReason));
    }

    [Fact]
    public async Task Trying_again_too_early_asks_again()
    {
        var agent = await SignedOutAsync();
        var id = await StepAgents.StartUntilAsync(_client, new() { AgentId = agent }, ExecutionStatus.WaitingForAuth);
        await ResolveAsync(id, Decision.Retry);
        var again = await StepAgents.UntilAsync(_client, id, happened => happened.InterruptOpened?.Interrupt.Id == "1:1.signin2");
        Assert.Equal(InterruptKind.Auth, again.InterruptOpened.Interrupt.Kind);
        await _client.Executions.CancelExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct);
        Assert.Equal(ExecutionStatus.Cancelled, (await StepAgents.EventsAsync(_client, id))[^1].ExecutionFinished.Status);
    }

    [Fact]
    public async Task A_dry_run_waits_for_nobody()
    {
        var agent = await SignedOutAsync();
        var execution = await StepAgents.RunAsync(_client, new() { AgentId = agent, Mode = ExecutionMode.DryRun });
        Assert.Equal(ExecutionStatus.Failed, execution.Status);
        Assert.Contains("sign", execution.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Empty((await _client.Executions.ListInterruptsAsync(new(), cancellationToken: Ct)).Interrupts);
    }

    [Fact]
    public async Task A_provider_that_refuses_what_it_has_just_renewed_needs_a_new_sign_in()
    {
        var connection = await ConnectAsync("notion");
        var agent = await AgentAsync("notion_search", ("look-up", Searching));
        _stage.Doubles.Notion.Faults.Next(OmniForge.Doubles.Faults.Fault.Answering(401), call => call.Path == "/v1/search", times: 2);

        var id = await StepAgents.StartUntilAsync(_client, new() { AgentId = agent }, ExecutionStatus.WaitingForAuth);

        Assert.Equal(
            ConnectionStatus.NeedsReconnect, (await _client.Connections.GetConnectionAsync(new() { ConnectionId = connection }, cancellationToken: Ct)).Connection.Status);
        await ConnectAsync("notion", connection);
        Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.EventsAsync(_client, id))[^1].ExecutionFinished.Status);
    }

    private async Task ResolveAsync(string id, Decision decision)
        => await _client.Executions.ResolveInterruptAsync(new() { ExecutionId = id, InterruptId = "1:1.signin1", Decision = decision }, cancellationToken: Ct);

    /// <summary>An agent that searches in Notion, and nobody is signed in there any more.</summary>
    private async Task<string> SignedOutAsync()
    {
        var connection = await ConnectAsync("notion");
        var agent = await AgentAsync("notion_search", ("look-up", Searching));
        await TakeBackAsync(connection);
        return agent;
    }

    /// <summary>The person takes the consent back at the provider.</summary>
    private async Task TakeBackAsync(string connection)
    {
        await using var db = _stage.Server.Services.GetRequiredService<ForgeStore>().Open(_client.TenantId);
        var row = await db.Connections.AsNoTracking().SingleAsync(row => row.Id == connection, Ct);
        _stage.Doubles.All.Single(known => known.Id == row.Integration).OAuth.TakeBack(row.AccountId);
    }

    private async Task<string> ConnectAsync(string integration, string again = "")
    {
        var begun = await _client.Connections.BeginConnectionAsync(new() { Integration = integration, ConnectionId = again }, cancellationToken: Ct);
        using var browser = ConnectionStage.Browser();
        await ConnectionStage.SignInAsync(browser, begun.OauthUrl, Ct);
        return begun.Connection.Id;
    }

    private Task<string> AgentAsync(string tool, (string, string) skill) => StepAgents.AgentAsync(_client, agent => agent.GrantedTools.Add(tool), skill);

    private async Task<string> StartByItselfAsync(string agent)
    {
        var directory = _stage.Server.Services.GetRequiredService<ExecutionDirectory>();
        var caller = OmniForge.Server.Tenancy.Caller.System(_client.TenantId);
        return (await directory.StartAsync(caller, new() { AgentId = agent }, new(TriggerType.Scheduled), Watching.None, Ct)).Row.Id;
    }
}

public sealed class SqliteSignInWaitTests : SignInWaitTests
{
    protected override Task<string> DatabaseAsync() => Task.FromResult("");
}

public sealed class PostgresSignInWaitTests : SignInWaitTests
{
    private PostgresDatabase? _database;

    protected override async Task<string> DatabaseAsync() => (_database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken)).Url;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await (_database?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}

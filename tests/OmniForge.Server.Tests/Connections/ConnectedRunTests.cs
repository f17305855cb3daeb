using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Connections;

/// <summary>A report from Notion to Slack, by the offline model, through accounts that were connected in a browser.</summary>
public sealed class ConnectedRunTests : IAsyncLifetime
{
    private const string Report =
        """
        1. Read the projects with `notion_query_database`.

           ```json
           {"database": "Client Projects", "columns": ["Name", "Client"], "limit": 250}
           ```
           -> projects

        2. Count them with `table_query`.

           ```json
           {"source": {"result": "projects"}, "group": {"by": [], "aggregates": [{"op": "count", "as": "rows"}]}, "output": "scalar"}
           ```
           -> total

        3. Tell the team with `slack_post_message`.

           ```json
           {"channel": "#general", "text": "There are {{total.scalar}} projects."}
           ```
           -> posted
        """;

    private ConnectionStage _stage = null!;
    private TestClient _client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _stage = await ConnectionStage.SetAsync("", Ct);
        _client = await _stage.Server.ClientAsync(Ct);
    }

    public async ValueTask DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task The_rows_come_page_by_page_and_one_message_is_posted()
    {
        await ConnectAsync("notion");
        await ConnectAsync("slack");
        var before = _stage.Doubles.Slack.HarborStudio.Messages("general").Count;

        var execution = await RunAsync(ExecutionMode.Live);

        Assert.True(execution.Status == ExecutionStatus.Succeeded, execution.Failure?.ToString());
        var message = Assert.Single(_stage.Doubles.Slack.HarborStudio.Messages("general").Skip(before));
        Assert.Matches("^There are [0-9]+ projects\\.$", message.Text);
        Assert.True(_stage.Doubles.Journal.Of("notion").Count(exchange => exchange.Path.EndsWith("/query", StringComparison.Ordinal)) >= 2);
        _stage.Doubles.Journal.Verify();
    }

    [Fact]
    public async Task A_dry_run_reads_and_posts_nothing()
    {
        await ConnectAsync("notion");
        await ConnectAsync("slack");
        var before = _stage.Doubles.Slack.HarborStudio.Messages("general").Count;

        var execution = await RunAsync(ExecutionMode.DryRun);

        Assert.True(execution.Status == ExecutionStatus.Succeeded, execution.Failure?.ToString());
        Assert.Equal(before, _stage.Doubles.Slack.HarborStudio.Messages("general").Count);
        var predicted = (await StepAgents.EventsAsync(_client, execution.Id)).Select(happened => happened.EffectPredicted).OfType<EffectPredicted>();
        Assert.Contains("#general", Assert.Single(predicted).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_executions_with_a_token_that_has_expired_cause_one_renewal()
    {
        await ConnectAsync("linear");
        var text = StepAgents.Text("list-teams", "linear_list_teams", """
            1. List the teams with `linear_list_teams`.

               ```json
               {"limit": 10}
               ```
               -> teams

            ## Result

            ```json
            {"done": "yes"}
            ```
            """);
        var agent = await StepAgents.AgentAsync(_client, one => one.GrantedTools.Add("linear_list_teams"), ("list-teams", text));
        _stage.Doubles.Linear.OAuth.ExpireAccessTokens();

        var ended = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => StepAgents.RunAsync(_client, new() { AgentId = agent })));

        Assert.All(ended, execution => Assert.True(execution.Status == ExecutionStatus.Succeeded, execution.Error));
        Assert.Single(_stage.Doubles.Journal.Of("linear"), exchange => exchange.Body.Contains("grant_type=refresh_token", StringComparison.Ordinal));
        Assert.Empty((await _client.Conversations.ListNoticesAsync(new(), cancellationToken: Ct)).Notices);
        _stage.Doubles.Journal.Verify();
    }

    [Fact]
    public async Task Without_an_account_the_agent_is_not_ready_and_says_what_to_do()
    {
        var agent = await PublishAsync();
        var refused = await Refused.ByAsync(() => _client.Agents.ActivateAgentAsync(new() { AgentId = agent, OverrideTest = true }, cancellationToken: Ct).ResponseAsync);
        Assert.Equal("CONNECTION_REQUIRED", refused.Reason);
        Assert.Contains("omniforge connections add notion", refused.ToString() + refused.Message, StringComparison.Ordinal);
    }

    private async Task ConnectAsync(string integration)
    {
        var begun = await _client.Connections.BeginConnectionAsync(new() { Integration = integration }, cancellationToken: Ct);
        using var browser = ConnectionStage.Browser();
        Assert.Contains("is connected", await ConnectionStage.SignInAsync(browser, begun.OauthUrl, Ct), StringComparison.Ordinal);
    }

    private async Task<string> PublishAsync()
    {
        const string Tools = "notion_query_database table_query slack_post_message";
        var request = new CreateAgentRequest { Agent = new() { Name = "Weekly report" }, Publish = true };
        request.Agent.GrantedTools.AddRange(Tools.Split(' '));
        request.Agent.Skills.Add(new SkillRef { Name = "weekly-report", Order = 1 });
        request.Files.Add(StepAgents.File("weekly-report", StepAgents.Text("weekly-report", Tools, Report)));
        return (await _client.Agents.CreateAgentAsync(request, cancellationToken: Ct)).Agent.Id;
    }

    private async Task<Execution> RunAsync(ExecutionMode mode)
    {
        var agent = await PublishAsync();
        await _client.Agents.ActivateAgentAsync(new() { AgentId = agent, OverrideTest = true }, cancellationToken: Ct);
        return await StepAgents.RunAsync(_client, new() { AgentId = agent, Mode = mode });
    }
}

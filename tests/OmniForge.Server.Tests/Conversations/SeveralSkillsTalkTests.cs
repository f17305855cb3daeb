using System.Text;
using Google.Protobuf;
using OmniForge.Server.Tests.Connections;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Conversations;

/// <summary>Agents of several skills, talked into being on a real server against the doubles.</summary>
public sealed class SeveralSkillsTalkTests : IAsyncLifetime
{
    private ConnectionStage _stage = null!;
    private TestClient _client = null!;
    private AccountTalk _talk = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _stage = await ConnectionStage.SetAsync("", Ct);
        _client = await _stage.Server.ClientAsync(Ct);
        _stage.Doubles.Slack.HarborStudio.AddChannel("purchasing");
        _talk = await AccountTalk.BeginAsync(_client, Ct);
    }

    public async ValueTask DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task A_message_that_hangs_on_the_stock_goes_out_only_when_something_is_low()
    {
        await StockAsync("Screws,3", "Hinges,40");
        await ConnectAsync("slack");
        var first = await _talk.SayAsync("Each evening check stock.csv; if anything is below 10 pieces tell #purchasing on Slack, otherwise do nothing", Ct);
        Assert.Contains("only when there is a row where \"quantity\" is less than 10", first.Text, StringComparison.Ordinal);
        Assert.Equal(["files 1  ", "slack 2 files if anything is below 10 pieces"], await PlanAsync(0));

        var three = await _talk.SayAsync("and write the list to Notion either way", Ct);
        Assert.Equal(ConversationPhase.OauthFlow, three.Phase);
        Assert.Contains("three steps", three.Text, StringComparison.Ordinal);
        Assert.Equal(["files 1 ", "slack 2 files", "notion 2 files"], (await PlanAsync(^1)).Select(step => string.Join(' ', step.Split(' ')[..3])));
        await _talk.SayAsync("forget Notion", Ct);
        var made = await _talk.SayAsync("make it", Ct);
        Assert.Contains("is not on yet", made.Text, StringComparison.Ordinal);
        var agent = await AgentAsync();
        Assert.Equal(AgentStatus.Draft, agent.Status);

        var skipped = await _talk.SayAsync("test with nothing below 10", Ct);
        Assert.Contains("would be skipped, because there is no row where \"quantity\" is less than 10", skipped.Text, StringComparison.Ordinal);
        var tried = await _talk.SayAsync("now with three below", Ct);
        Assert.Contains("found 3 rows", tried.Text, StringComparison.Ordinal);
        Assert.Contains("would post to #purchasing in Slack", tried.Text, StringComparison.Ordinal);
        Assert.Empty(_stage.Doubles.Slack.HarborStudio.Messages("purchasing"));

        await _talk.SayAsync("turn it on", Ct);
        agent = await AgentAsync();
        Assert.Equal(AgentStatus.Active, agent.Status);
        Assert.Equal([("files", 1, ""), ("slack", 2, "steps.files.output.found > 0")], agent.Skills.Select(skill => (skill.Key, skill.Order, skill.Condition)));
        Assert.Equal(["slack_post_message", "table_query"], agent.GrantedTools.Order());
        var ran = await _talk.SayAsync("run it now", Ct);
        Assert.Contains("The message is in \"#purchasing\" in Slack", ran.Text, StringComparison.Ordinal);
        Assert.Contains("Screws", Assert.Single(_stage.Doubles.Slack.HarborStudio.Messages("purchasing")).Text, StringComparison.Ordinal);

        await StockAsync("Screws,30", "Hinges,40");
        var quiet = await _talk.SayAsync("run it now", Ct);
        Assert.Contains("was skipped", quiet.Text, StringComparison.Ordinal);
        Assert.Single(_stage.Doubles.Slack.HarborStudio.Messages("purchasing"));
        _stage.Doubles.Journal.Verify();
    }

    [Fact]
    public async Task Notion_and_Linear_are_read_side_by_side_and_joined_in_one_message()
    {
        await ConnectAsync("notion");
        await ConnectAsync("linear");
        await ConnectAsync("slack");
        var asked = await _talk.SayAsync("Check Notion and Linear for updates and post one summary of both to #purchasing, only when I ask", Ct);
        Assert.Equal(["notion 1", "linear 1", "slack 2"], (await PlanAsync(0)).Select(step => string.Join(' ', step.Split(' ')[..2])));
        Assert.Contains("Which database should I read?", asked.Text, StringComparison.Ordinal);
        var team = await _talk.SayAsync("Client Projects, only what is blocked", Ct);
        Assert.Contains("Which team should I read?", team.Text, StringComparison.Ordinal);
        var summary = await _talk.SayAsync("the first one", Ct);
        Assert.Contains("Shall I create it", summary.Text, StringComparison.Ordinal);
        foreach (var line in new[] { "looks right", "yes, test it", "turn it on" })
        {
            await _talk.SayAsync(line, Ct);
        }

        var ran = await _talk.SayAsync("run it now", Ct);
        Assert.Contains("The message is in \"#purchasing\"", ran.Text, StringComparison.Ordinal);
        var text = Assert.Single(_stage.Doubles.Slack.HarborStudio.Messages("purchasing")).Text;
        Assert.Contains("Client Projects (Notion)", text, StringComparison.Ordinal);
        Assert.Contains("(Linear)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("On track", text, StringComparison.Ordinal);
        var agent = await AgentAsync();
        Assert.Equal([1, 1, 2], agent.Skills.Select(skill => skill.Order));
        _stage.Doubles.Journal.Verify();
    }

    private async Task<Agent> AgentAsync()
        => (await _client.Agents.GetAgentAsync(new() { AgentId = (await _talk.ShowAsync(Ct)).AgentId }, cancellationToken: Ct)).Agent;

    private async Task<IReadOnlyList<string>> PlanAsync(Index at)
    {
        var plans = (await _talk.EventsAsync(Ct)).Select(happened => happened.PlanChanged).OfType<PlanChanged>().ToList();
        return [.. plans[at].Skills.Select(skill => $"{skill.Key} {skill.Order} {string.Join(',', skill.DependsOn)} {skill.Condition}")];
    }

    private async Task StockAsync(params string[] rows)
        => await _client.Files.PutFileAsync(
            new() { File = new() { Path = "stock.csv", Content = ByteString.CopyFrom(Encoding.UTF8.GetBytes("item,quantity\n" + string.Join('\n', rows) + "\n")) } }, cancellationToken: Ct);

    private async Task ConnectAsync(string integration)
    {
        var begun = await _client.Connections.BeginConnectionAsync(new() { Integration = integration }, cancellationToken: Ct);
        using var browser = ConnectionStage.Browser();
        await ConnectionStage.SignInAsync(browser, begun.OauthUrl, Ct);
    }
}

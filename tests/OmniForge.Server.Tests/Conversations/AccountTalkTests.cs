using Microsoft.Extensions.DependencyInjection;
using OmniForge.Doubles.Faults;
using OmniForge.Server.Tests.Connections;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Conversations;

/// <summary>From "connect my Notion" to a message in Slack, talked into being against the doubles.</summary>
public sealed class AccountTalkTests : IAsyncLifetime
{
    private ConnectionStage _stage = null!;
    private TestClient _client = null!;
    private AccountTalk _talk = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _stage = await ConnectionStage.SetAsync("", Ct);
        _client = await _stage.Server.ClientAsync(Ct);
        _talk = await AccountTalk.BeginAsync(_client, Ct);
    }

    public async ValueTask DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task A_report_from_Notion_to_Slack_is_talked_into_being_tested_turned_on_and_run()
    {
        var offered = await _talk.SayAsync("weekly report from Notion to Slack, only what is at risk", Ct);
        Assert.Equal(ConversationPhase.OauthFlow, offered.Phase);
        await SignInAsync(await _talk.SayAsync("yes", Ct));
        var heard = await _talk.HearAsync(Ct);
        Assert.Contains("Harbor Studio", heard, StringComparison.Ordinal);
        Assert.Contains("\"Meetings\" (30 rows)", heard, StringComparison.Ordinal);

        var slack = await _talk.SayAsync("Client Projects", Ct);
        Assert.Contains("Slack", slack.Text, StringComparison.Ordinal);
        await SignInAsync(await _talk.SayAsync("yes please", Ct));
        Assert.Contains("#projects", await _talk.HearAsync(Ct), StringComparison.Ordinal);
        await _talk.SayAsync("#projects", Ct);
        var summary = await _talk.SayAsync("mondays at 8:30 in the morning", Ct);
        Assert.Contains("\"Client Projects\"", summary.Text, StringComparison.Ordinal);
        Assert.Contains("a message to \"#projects\" in Slack, account \"Harbor Studio\"", summary.Text, StringComparison.Ordinal);

        var before = _stage.Doubles.Slack.HarborStudio.Messages("projects").Count;
        await _talk.SayAsync("looks right", Ct);
        var tested = await _talk.SayAsync("yes, test it", Ct);
        Assert.Contains("would post to #projects in Slack", tested.Text, StringComparison.Ordinal);
        Assert.Contains("At risk", tested.Text, StringComparison.Ordinal);
        Assert.Equal(before, _stage.Doubles.Slack.HarborStudio.Messages("projects").Count);

        await _talk.SayAsync("yes, turn it on", Ct);
        _stage.Doubles.Notion.Faults.Next(Fault.Answering(429, TimeSpan.FromSeconds(1)), call => call.Path.EndsWith("/query", StringComparison.Ordinal));
        var ran = await _talk.SayAsync("run it now", Ct);
        Assert.Contains("The message is in \"#projects\" in Slack", ran.Text, StringComparison.Ordinal);
        var message = Assert.Single(_stage.Doubles.Slack.HarborStudio.Messages("projects").Skip(before));
        Assert.Contains("At risk", message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("On track", message.Text, StringComparison.Ordinal);
        var agent = (await _client.Agents.GetAgentAsync(new() { AgentId = (await _talk.ShowAsync(Ct)).AgentId }, cancellationToken: Ct)).Agent;
        Assert.Equal(["notion_query_database", "slack_post_message", "table_query"], agent.GrantedTools.Order());
        Assert.Equal(["notion", "slack"], agent.Connections.Select(bound => bound.Integration).Order());
        _stage.Doubles.Journal.Verify();
    }

    [Fact]
    public async Task A_refusal_at_the_provider_is_told_plainly_and_a_new_link_is_offered()
    {
        await _talk.SayAsync("weekly report from Notion", Ct);
        var link = await _talk.SayAsync("ok", Ct);
        await SignInAsync(link, "auto=deny");
        var heard = await _talk.HearAsync(Ct);
        Assert.Contains("not allowed at Notion", heard, StringComparison.Ordinal);
        Assert.Contains("new link", heard, StringComparison.Ordinal);
        var again = await _talk.SayAsync("yes", Ct);
        Assert.NotEqual(link.OauthUrl, again.OauthUrl);
        await SignInAsync(again);
        Assert.Contains("Which database should I read?", await _talk.HearAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_is_connected_is_used_without_a_sign_in()
    {
        await ConnectAsync("notion");
        var answer = await _talk.SayAsync("a list of the blocked client projects in notoin, only when I ask", Ct);
        Assert.Contains("account \"Harbor Studio\"", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("http", answer.Text, StringComparison.Ordinal);
        Assert.Contains("\"Client Projects\"", answer.Text, StringComparison.Ordinal);
        Assert.Contains("\"Status\" is Blocked", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_a_sign_in_is_told_once_however_many_watch()
    {
        await _talk.SayAsync("connect my Notion", Ct);
        var other = new AccountTalk(_client, _talk.Id);
        var shown = await _talk.ShowAsync(Ct);
        Assert.Equal("notion", shown.PendingIntegration);
        var link = (await _talk.EventsAsync(Ct)).Select(happened => happened.MessageCompleted?.OauthUrl).Last(url => url is { Length: > 0 })!;
        using var browser = ConnectionStage.Browser();
        await ConnectionStage.SignInAsync(browser, link, Ct);
        Assert.Contains("Harbor Studio", await _talk.HearAsync(Ct), StringComparison.Ordinal);
        await _talk.SayAsync("done", Ct);
        var said = (await other.EventsAsync(Ct)).Select(happened => happened.MessageCompleted?.Text ?? "").Where(text => text.Contains("is connected: the account", StringComparison.Ordinal));
        Assert.Single(said);
    }

    [Fact]
    public async Task A_conversation_that_waits_goes_on_after_a_restart()
    {
        await _talk.SayAsync("connect my Notion", Ct);
        var link = (await _talk.EventsAsync(Ct)).Select(happened => happened.MessageCompleted?.OauthUrl).Last(url => url is { Length: > 0 })!;
        await _stage.StopServerAsync();
        var server = await _stage.StartServerAsync(Ct);
        var client = new TestClient(server, _client.TenantId, _client.KeyId, _client.Key, server.Calls(_client.Key));
        var talk = new AccountTalk(client, _talk.Id);
        using var browser = ConnectionStage.Browser();
        Uri Moved(Uri there) => new(new Uri(server.Http), there.PathAndQuery);
        var authorize = await ConnectionStage.AgreeAsync(browser, Moved(new(link)).ToString(), Ct);
        using var back = await browser.GetAsync($"{authorize}&auto=allow", Ct);
        await ConnectionStage.ArriveAsync(browser, Moved(back.Headers.Location!), Ct);
        for (var heard = ""; !heard.Contains("is connected: the account \"Harbor Studio\"", StringComparison.Ordinal);)
        {
            heard = await talk.HearAsync(Ct);
        }
    }

    [Fact]
    public async Task A_link_that_nobody_used_is_told_and_the_next_one_works()
    {
        var clock = new ShiftedClock();
        await using var stage = await ConnectionStage.SetAsync("", Ct, replace: services => services.AddSingleton<TimeProvider>(clock));
        var talk = await AccountTalk.BeginAsync(await stage.Server.ClientAsync(Ct), Ct);
        await talk.SayAsync("weekly report from Notion", Ct);
        await talk.SayAsync("yes", Ct);
        clock.Shift = TimeSpan.FromMinutes(6);
        var heard = await talk.HearAsync(Ct);
        Assert.Contains("was not used in time", heard, StringComparison.Ordinal);
        Assert.Contains("Shall I give you a new link", heard, StringComparison.Ordinal);
        await SignInAsync(await talk.SayAsync("yes", Ct));
        Assert.Contains("is connected", await talk.HearAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_agreed_has_ten_minutes_at_the_provider()
    {
        var clock = new ShiftedClock();
        await using var stage = await ConnectionStage.SetAsync("", Ct, replace: services => services.AddSingleton<TimeProvider>(clock));
        var talk = await AccountTalk.BeginAsync(await stage.Server.ClientAsync(Ct), Ct);
        await talk.SayAsync("weekly report from Notion", Ct);
        var link = await talk.SayAsync("yes", Ct);
        using var browser = ConnectionStage.Browser();
        await ConnectionStage.AgreeAsync(browser, link.OauthUrl, Ct);
        clock.Shift = TimeSpan.FromMinutes(6);
        Assert.Contains("I do not see it yet", (await talk.SayAsync("done", Ct)).Text, StringComparison.Ordinal);
        clock.Shift = TimeSpan.FromMinutes(11);
        Assert.Contains("was not used in time", await talk.HearAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_shared_the_person_is_told_how_to_share()
    {
        foreach (var database in _stage.Doubles.Notion.HarborStudio.Databases)
        {
            database.Shared = false;
        }

        await ConnectAsync("notion");
        var answer = await _talk.SayAsync("weekly report from Notion", Ct);
        Assert.Contains("I see no database in the account \"Harbor Studio\"", answer.Text, StringComparison.Ordinal);
        Assert.Contains("add OmniForge", answer.Text, StringComparison.Ordinal);
        foreach (var database in _stage.Doubles.Notion.HarborStudio.Databases)
        {
            database.Shared = true;
        }

        var again = await _talk.SayAsync("try again", Ct);
        Assert.Contains("\"Meetings\" (30 rows)", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issues_of_a_repository_are_a_table_too()
    {
        await ConnectAsync("github");
        var asked = await _talk.SayAsync("every Friday at 16:00 list the GitHub issues, newest first", Ct);
        Assert.Contains("Which repository should I read?", asked.Text, StringComparison.Ordinal);
        var answer = await _talk.SayAsync("the first one", Ct);
        Assert.Contains("issues of ", answer.Text, StringComparison.Ordinal);
        await _talk.SayAsync("looks right", Ct);
        var tested = await _talk.SayAsync("yes, test it", Ct);
        Assert.Contains("Nothing was written and nothing was sent", tested.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_at_which_nobody_registered_OmniForge_is_said_in_plain_words_with_who_can_do_it()
    {
        await using var stage = await ConnectionStage.SetAsync("", Ct, without: "linear");
        var talk = await AccountTalk.BeginAsync(await stage.Server.ClientAsync(Ct), Ct);
        await talk.SayAsync("summarise the open Linear issues every Monday at 8", Ct);
        var answer = await talk.SayAsync("yes", Ct);
        Assert.Contains("OmniForge is not registered at Linear yet", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Whoever runs this OmniForge", answer.Text, StringComparison.Ordinal);
        Assert.Contains("instead", answer.Text, StringComparison.Ordinal);
    }

    private static async Task SignInAsync(SendTurnResponse answer, string decision = "auto=allow")
    {
        Assert.True(answer.OauthUrl.Length > 0, answer.Text);
        Assert.Contains(answer.OauthUrl, answer.Text, StringComparison.Ordinal);
        using var browser = ConnectionStage.Browser();
        await ConnectionStage.SignInAsync(browser, answer.OauthUrl, Ct, decision);
    }

    private async Task ConnectAsync(string integration)
    {
        var begun = await _client.Connections.BeginConnectionAsync(new() { Integration = integration }, cancellationToken: Ct);
        using var browser = ConnectionStage.Browser();
        await ConnectionStage.SignInAsync(browser, begun.OauthUrl, Ct);
    }
}

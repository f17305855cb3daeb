using System.Net;
using OmniForge.Doubles.Webhooks;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Triggers;

/// <summary>The four providers, as their doubles sign and send.</summary>
public sealed class ProviderWebhookTests : IAsyncLifetime
{
    private TriggerStage _stage = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _stage = await TriggerStage.SetAsync();

    public async ValueTask DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task Notion_brings_its_token_once_while_somebody_waits_for_it_and_its_events_start_the_agent()
    {
        const string Token = "secret_notion_token_of_the_test";
        var workspace = _stage.Doubles.Notion.HarborStudio;
        var trigger = await _stage.MakeAsync(wish =>
        {
            (wish.Integration, wish.ResourceId) = ("notion", workspace.Database("Client Projects").Id);
            wish.EventTypes.Add("notion.page_created");
        });
        Assert.Empty(trigger.Secret);
        Assert.Equal(HttpStatusCode.OK, await _stage.PostAsync(trigger.HookUrl, NotionWebhookScheme.Handshake(Token)));
        Assert.Equal(HttpStatusCode.Unauthorized, await _stage.PostAsync(trigger.HookUrl, NotionWebhookScheme.Handshake("secret_of_somebody_else_12345")));
        Assert.Equal(Token, (await _stage.Client.Triggers.GetTriggerAsync(new() { TriggerId = trigger.Id }, cancellationToken: Ct)).Trigger.Secret);
        var viewer = await _stage.Client.WithRolesAsync(Ct, "viewer");
        Assert.Empty((await viewer.Triggers.GetTriggerAsync(new() { TriggerId = trigger.Id }, cancellationToken: Ct)).Trigger.Secret);

        var sender = _stage.Sender(new NotionWebhookScheme(), trigger.HookUrl, Token);
        var page = workspace.AddRow("Client Projects", ("Name", "New"));
        var message = NotionEvents.PageCreated(workspace, page, DateTimeOffset.UtcNow);
        Assert.True((await sender.SendAsync(message, Ct)).Accepted);
        Assert.True((await sender.SendAsync(new NotionWebhookScheme().Sign(message, Token, DateTimeOffset.UtcNow, 1), Ct)).Accepted);
        await sender.SendAsync(NotionEvents.PageCreated(workspace, workspace.AddRow("Meetings"), DateTimeOffset.UtcNow), Ct);

        var run = Assert.Single(await _stage.RunsAsync(trigger));
        Assert.Equal(page.Id, run.InputData.Fields["resource"].StructValue.Fields["id"].StringValue);
        Assert.Equal(
            [DeliveryVerdict.Accepted, DeliveryVerdict.Duplicate, DeliveryVerdict.Ignored, DeliveryVerdict.Handshake, DeliveryVerdict.BadSignature],
            (await _stage.DeliveriesAsync(trigger)).Select(delivery => delivery.Verdict).Order());
    }

    [Fact]
    public async Task GitHub_is_answered_and_a_replay_with_another_delivery_id_starts_nothing_more()
    {
        var repository = _stage.Doubles.GitHub.Site.Repositories[0];
        var trigger = await _stage.MakeAsync(wish =>
        {
            (wish.Integration, wish.ResourceId) = ("github", repository.FullName);
            wish.EventTypes.Add("github.issue_opened");
        });
        var sender = _stage.Sender(new GitHubWebhookScheme(), trigger.HookUrl, trigger.Secret);
        Assert.Equal(200, (await sender.SendAsync(GitHubWebhookScheme.Ping(), Ct)).Status);
        var signed = sender.Sign(GitHubEvents.IssueOpened(repository, repository.AddIssue(_stage.Doubles.GitHub.Site.Users[0], "Bug")));
        Assert.Equal(202, (await sender.SendAsync(signed, Ct)).Status);
        Assert.Equal(202, (await sender.SendAsync(signed.WithHeader("X-GitHub-Delivery", Guid.NewGuid().ToString()), Ct)).Status);
        Assert.Equal(401, (await sender.SendAsync(signed.WithFlippedBit(4_000), Ct)).Status);
        Assert.Single(await _stage.RunsAsync(trigger));
    }

    [Fact]
    public async Task Linear_takes_200_for_yes_and_its_further_attempts_start_nothing_more()
    {
        var linear = _stage.Doubles.Linear.HarborStudio;
        var trigger = await _stage.MakeAsync(wish =>
        {
            (wish.Integration, wish.Secret) = ("linear", "lin_wh_0123456789");
            wish.EventTypes.Add("linear.issue_created");
        });
        var message = LinearEvents.IssueCreated(linear, linear.AddIssue(linear.Teams[0], "Broken"));
        var scheme = new LinearWebhookScheme();
        foreach (var seconds in (int[])[0, 5])
        {
            Assert.Equal(HttpStatusCode.OK, await _stage.PostAsync(trigger.HookUrl, scheme.Sign(message, "lin_wh_0123456789", DateTimeOffset.UtcNow.AddSeconds(seconds), 1)));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await _stage.PostAsync(trigger.HookUrl, scheme.Sign(message, "lin_wh_0123456789", DateTimeOffset.UtcNow.AddSeconds(-90), 1)));
        Assert.Single(await _stage.RunsAsync(trigger));
    }

    [Fact]
    public async Task One_account_in_two_tenants_starts_an_agent_in_each_and_a_foreign_one_in_none()
    {
        var team = _stage.Doubles.Slack.HarborStudio;
        var other = await _stage.Server.ClientAsync(Ct);
        var third = await _stage.Server.ClientAsync(Ct);
        var made = new List<(TestClient Client, Trigger Trigger)>();
        foreach (var (client, agent) in new[] { (_stage.Client, _stage.Agent), (other, await TriggerStage.AgentAsync(other)) })
        {
            await TriggerStage.ConnectAsync(client, "slack");
            made.Add((client, await TriggerStage.MakeAsync(client, agent, Listening)));
        }

        // A tenant that has not connected the account hears nothing, whatever its trigger is set to.
        var deaf = await TriggerStage.MakeAsync(third, await TriggerStage.AgentAsync(third), Listening);
        var sender = _stage.Sender(new SlackWebhookScheme(), _stage.AppUrl(), TriggerStage.AppSecret);
        Assert.Equal("""{"challenge":"abc"}""", (await sender.SendAsync(SlackWebhookScheme.Challenge("abc"), Ct)).Answer);
        var person = team.Users.First(user => user.Id != team.BotUserId);
        var message = SlackEvents.MessagePosted(team, team.Channel("general"), team.Say("general", person.Name, "hello"), DateTimeOffset.UtcNow);
        Assert.Equal(202, (await sender.SendAsync(message, Ct)).Status);
        Assert.Equal(202, (await sender.SendAsync(message, Ct)).Status);
        var foreign = _stage.Doubles.Slack.AddTeam("Foreign");
        var theirs = SlackEvents.MessagePosted(foreign, team.Channel("general"), team.Say("general", person.Name, "theirs"), DateTimeOffset.UtcNow);
        Assert.Equal(202, (await sender.SendAsync(theirs, Ct)).Status);
        Assert.Equal(401, (await sender.SendAsync(sender.Sign(message, "not the secret of the app"), Ct)).Status);
        Assert.Equal(404, (await _stage.Sender(new SlackWebhookScheme(), _stage.AppUrl(key: "wrong-wrong-wrong-wrong"), TriggerStage.AppSecret).SendAsync(message, Ct)).Status);
        Assert.Equal(404, (await _stage.Sender(new SlackWebhookScheme(), _stage.AppUrl("github"), TriggerStage.AppSecret).SendAsync(message, Ct)).Status);

        foreach (var (client, trigger) in made)
        {
            Assert.Single(await _stage.RunsAsync(client, trigger));
            Assert.Equal(DeliveryVerdict.Accepted, Assert.Single(await _stage.DeliveriesAsync(trigger, client)).Verdict);
        }

        Assert.Empty(await _stage.RunsAsync(third, deaf));
    }

    [Fact]
    public async Task A_signed_body_that_claims_another_workspace_than_the_connected_one_starts_nothing()
    {
        await TriggerStage.ConnectAsync(_stage.Client, "slack");
        var team = _stage.Doubles.Slack.HarborStudio;
        var trigger = await _stage.MakeAsync(wish =>
        {
            Listening(wish);
            wish.Secret = "signing-secret-of-mine";
        });
        var foreign = _stage.Doubles.Slack.AddTeam("Foreign");
        var person = team.Users.First(user => user.Id != team.BotUserId);
        var sender = _stage.Sender(new SlackWebhookScheme(), trigger.HookUrl, "signing-secret-of-mine");
        await sender.SendAsync(SlackEvents.MessagePosted(foreign, team.Channel("general"), team.Say("general", person.Name, "hi"), DateTimeOffset.UtcNow), Ct);
        Assert.Empty(await _stage.RunsAsync(trigger));
        Assert.Contains("another account", Assert.Single(await _stage.DeliveriesAsync(trigger)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OwnChanges.Ignore, 0)]
    [InlineData(OwnChanges.Count, 1)]
    public async Task What_the_connected_account_did_itself_starts_nothing_unless_that_is_wanted(OwnChanges own, int runs)
    {
        await TriggerStage.ConnectAsync(_stage.Client, "slack");
        var team = _stage.Doubles.Slack.HarborStudio;
        var trigger = await _stage.MakeAsync(wish =>
        {
            Listening(wish);
            wish.OwnChanges = own;
        });
        var sender = _stage.Sender(new SlackWebhookScheme(), _stage.AppUrl(), TriggerStage.AppSecret);
        await sender.SendAsync(SlackEvents.MessagePosted(team, team.Channel("general"), new(team.Channel("general").Id, "1700000000.000001", team.BotUserId, "by us") { ByBot = true }, DateTimeOffset.UtcNow), Ct);
        Assert.Equal(runs, (await _stage.RunsAsync(trigger)).Count);
        Assert.Equal(runs == 1 ? EventOutcome.Started : EventOutcome.Ignored, (await _stage.EventsAsync(trigger)).Single().Outcome);
    }

    private static void Listening(Trigger wish)
    {
        wish.Integration = "slack";
        wish.EventTypes.Add("slack.message_posted");
    }
}

using OmniForge.Doubles.Webhooks;

namespace OmniForge.Doubles.Tests.Webhooks;

public sealed class WebhookSenderTests : IAsyncLifetime
{
    private const string Secret = "a-signing-secret";

    private readonly WatchedClock _clock = new();
    private readonly HttpClient _client = new();
    private readonly ProviderSet _doubles;
    private Receiver _receiver = null!;

    public WebhookSenderTests() => _doubles = new(_clock);

    public async ValueTask InitializeAsync() => _receiver = await Receiver.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _receiver.DisposeAsync();
        await _doubles.DisposeAsync();
    }

    [Fact]
    public async Task Each_provider_signs_what_arrives()
    {
        await Sender(new NotionWebhookScheme()).SendAsync(NotionMessage(), Ct);
        await Sender(new SlackWebhookScheme()).SendAsync(SlackMessage(), Ct);
        await Sender(new LinearWebhookScheme()).SendAsync(LinearMessage(), Ct);
        await Sender(new GitHubWebhookScheme()).SendAsync(GitHubMessage(), Ct);
        var received = _receiver.Received.ToList();
        Assert.Equal(WebhookSignatures.Notion(Secret, received[0].Body), received[0].Headers["X-Notion-Signature"]);
        Assert.Equal(WebhookSignatures.Slack(Secret, _clock.GetUtcNow().ToUnixTimeSeconds(), received[1].Body), received[1].Headers["X-Slack-Signature"]);
        Assert.Equal(WebhookSignatures.Linear(Secret, received[2].Body), received[2].Headers["Linear-Signature"]);
        Assert.Equal(WebhookSignatures.GitHub(Secret, received[3].Body), received[3].Headers["X-Hub-Signature-256"]);
        Assert.Equal("issues", received[3].Headers["X-GitHub-Event"]);
        Assert.Equal(_clock.GetUtcNow().ToUnixTimeMilliseconds(), (long)JsonNode.Parse(received[2].Body)!["webhookTimestamp"]!);
    }

    [Fact]
    public async Task Events_name_their_account_and_what_changed()
    {
        var notion = NotionMessage().Body;
        Assert.Equal(_doubles.Notion.HarborStudio.Id, (string?)notion["workspace_id"]);
        Assert.Equal(("page.created", "page"), ((string?)notion["type"], (string?)notion["entity"]!["type"]));
        var slack = SlackMessage().Body;
        Assert.Equal((_doubles.Slack.HarborStudio.Id, "message", "Hällo"), ((string?)slack["team_id"], (string?)slack["event"]!["type"], (string?)slack["event"]!["text"]));
        Assert.Equal((_doubles.Linear.HarborStudio.Id, "create"), ((string?)LinearMessage().Body["organizationId"], (string?)LinearMessage().Body["action"]));
        var github = _doubles.GitHub.Site.Repositories[0];
        var pull = github.Issues.First(issue => issue.Pull is not null);
        pull.Pull!.MergedAt = _clock.GetUtcNow();
        var merged = GitHubEvents.PullMerged(github, pull).Body;
        Assert.Equal((true, "closed", github.Owner.Id), ((bool)merged["pull_request"]!["merged"]!, (string?)merged["action"], (long)merged["installation"]!["id"]!));
        await Sender(new SlackWebhookScheme()).SendAsync(SlackMessage(), Ct);
        Assert.Contains("Hällo", System.Text.Encoding.UTF8.GetString(_receiver.Received.Single().Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delivery_can_be_doubled_late_disguised_forged_and_signed_wrongly()
    {
        var sender = Sender(new GitHubWebhookScheme());
        var delivery = sender.Sign(GitHubMessage());
        await sender.SendAsync(delivery, Ct);
        _clock.Advance(TimeSpan.FromHours(2));
        await sender.SendAsync(delivery, Ct);
        await sender.SendAsync(delivery.WithHeader("X-GitHub-Delivery", "another"), Ct);
        await sender.SendAsync(delivery.WithFlippedBit(), Ct);
        await sender.SendAsync(sender.Sign(GitHubMessage(), "another-secret"), Ct);
        var received = _receiver.Received.ToList();
        Assert.Equal(received[0].Body, received[1].Body);
        Assert.Equal(received[0].Headers["X-GitHub-Delivery"], received[1].Headers["X-GitHub-Delivery"]);
        Assert.Equal("another", received[2].Headers["X-GitHub-Delivery"]);
        Assert.NotEqual(WebhookSignatures.GitHub(Secret, received[3].Body), received[3].Headers["X-Hub-Signature-256"]);
        Assert.Equal(WebhookSignatures.GitHub("another-secret", received[4].Body), received[4].Headers["X-Hub-Signature-256"]);
        Assert.Equal(5, sender.Attempts.Count);
    }

    [Fact]
    public async Task Slack_tries_three_more_times_with_a_number_and_a_new_time()
    {
        foreach (var status in new[] { 500, 500, 500, 200 })
        {
            _receiver.Statuses.Enqueue(status);
        }

        var sender = Sender(new SlackWebhookScheme());
        var delivered = sender.DeliverAsync(SlackMessage(), Ct);
        await _clock.PassAsync(TimeSpan.FromMinutes(1));
        await _clock.PassAsync(TimeSpan.FromMinutes(5));
        Assert.True((await delivered).Accepted);
        var received = _receiver.Received.ToList();
        Assert.Equal([null, "1", "2", "3"], received.Select(one => one.Headers.GetValueOrDefault("X-Slack-Retry-Num")));
        Assert.Single(received.Select(one => (string?)JsonNode.Parse(one.Body)!["event_id"]).Distinct());
        var times = received.Select(one => long.Parse(one.Headers["X-Slack-Request-Timestamp"], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal([0, 0, 60, 360], times.Select(time => time - times[0]));
        Assert.All(received, one => Assert.Equal(
            WebhookSignatures.Slack(Secret, long.Parse(one.Headers["X-Slack-Request-Timestamp"], System.Globalization.CultureInfo.InvariantCulture), one.Body),
            one.Headers["X-Slack-Signature"]));
    }

    [Fact]
    public async Task Slack_can_be_told_to_stop_and_GitHub_never_tries_again()
    {
        _receiver.Answers["X-Slack-No-Retry"] = "1";
        _receiver.Statuses.Enqueue(503);
        _receiver.Statuses.Enqueue(503);
        Assert.Equal(503, (await Sender(new SlackWebhookScheme()).DeliverAsync(SlackMessage(), Ct)).Status);
        Assert.False((await Sender(new GitHubWebhookScheme()).DeliverAsync(GitHubMessage(), Ct)).Accepted);
        Assert.Equal(2, _receiver.Received.Count);
    }

    [Fact]
    public async Task Linear_wants_exactly_200_and_Notion_counts_its_attempts()
    {
        _receiver.Statuses.Enqueue(202);
        var linear = Sender(new LinearWebhookScheme()).DeliverAsync(LinearMessage(), Ct);
        await _clock.PassAsync(TimeSpan.FromMinutes(1));
        Assert.True((await linear).Accepted);
        Assert.Single(_receiver.Received.Select(one => one.Headers["Linear-Delivery"]).Distinct());
        _receiver.Received.Clear();
        _receiver.Statuses.Enqueue(500);
        var notion = Sender(new NotionWebhookScheme()).DeliverAsync(NotionMessage(), Ct);
        await _clock.PassAsync(TimeSpan.FromMinutes(1));
        Assert.True((await notion).Accepted);
        Assert.Equal([1, 2], _receiver.Received.Select(one => (int)JsonNode.Parse(one.Body)!["attempt_number"]!));
        Assert.Single(_receiver.Received.Select(one => (string?)JsonNode.Parse(one.Body)!["id"]).Distinct());
    }

    [Fact]
    public async Task No_answer_within_three_seconds_is_none_for_Slack()
    {
        _receiver.Silence = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var sent = Sender(new SlackWebhookScheme()).SendAsync(SlackMessage(), Ct);
        await _clock.PassAsync(TimeSpan.FromSeconds(3));
        Assert.Equal((0, false), ((await sent).Status, (await sent).Accepted));
    }

    [Fact]
    public async Task Handshakes_are_unsigned_for_Notion_and_a_signed_challenge_for_Slack()
    {
        await Sender(new NotionWebhookScheme()).SendAsync(NotionWebhookScheme.Handshake("the-token"), Ct);
        var notion = _receiver.Received.Single();
        Assert.Equal("the-token", (string?)JsonNode.Parse(notion.Body)!["verification_token"]);
        Assert.False(notion.Headers.ContainsKey("X-Notion-Signature"));
        var slack = await Sender(new SlackWebhookScheme()).SendAsync(SlackWebhookScheme.Challenge("say-this"), Ct);
        Assert.Contains("say-this", slack.Answer, StringComparison.Ordinal);
        Assert.Contains("X-Slack-Signature", _receiver.Received.Last().Headers.Keys);
        await Sender(new GitHubWebhookScheme()).SendAsync(GitHubWebhookScheme.Ping(), Ct);
        Assert.Equal("ping", _receiver.Received.Last().Headers["X-GitHub-Event"]);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private WebhookSender Sender(IWebhookScheme scheme) => new(scheme, _receiver.Address, Secret, _client, _clock);

    private WebhookMessage NotionMessage()
        => NotionEvents.PageCreated(_doubles.Notion.HarborStudio, _doubles.Notion.HarborStudio.Pages[0], _clock.GetUtcNow());

    private WebhookMessage SlackMessage()
    {
        var team = _doubles.Slack.HarborStudio;
        return SlackEvents.MessagePosted(team, team.Channel("general"), team.Say("general", "mara", "Hällo"), _clock.GetUtcNow());
    }

    private WebhookMessage LinearMessage() => LinearEvents.IssueCreated(_doubles.Linear.HarborStudio, _doubles.Linear.HarborStudio.Issues[0]);

    private WebhookMessage GitHubMessage()
    {
        var repository = _doubles.GitHub.Site.Repositories[0];
        return GitHubEvents.IssueOpened(repository, repository.Issues[0]);
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Conditions;
using OmniForge.Doubles;
using OmniForge.Doubles.Webhooks;
using OmniForge.Integrations.Events;
using OmniForge.Integrations.GitHub;
using OmniForge.Integrations.Linear;
using OmniForge.Integrations.Notion;
using OmniForge.Integrations.Slack;
using Scheme = OmniForge.Integrations.Events.IWebhookScheme;
using Sent = OmniForge.Doubles.Webhooks.WebhookDelivery;

namespace OmniForge.Integrations.Tests.Events;

/// <summary>What the doubles sign is genuine, and nothing else is.</summary>
public sealed class WebhookSchemeTests : IAsyncDisposable
{
    private const string Secret = "a secret of the test, with ümlauts";
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-11-23T10:00:00Z", CultureInfo.InvariantCulture);

    private readonly ProviderSet _place = new(TimeProvider.System);

    public static TheoryData<string> Providers => ["notion", "slack", "linear", "github", "own"];

    [Theory]
    [MemberData(nameof(Providers))]
    public void What_the_provider_signs_is_genuine_with_either_of_two_secrets_and_with_no_other(string provider)
    {
        var sent = Sign(provider, Now);
        Assert.Equal(WebhookVerdict.Genuine, Verify(provider, sent, Now, Secret));
        Assert.Equal(WebhookVerdict.Genuine, Verify(provider, sent, Now, "another", Secret));
        Assert.Equal(WebhookVerdict.Forged, Verify(provider, sent, Now, "another"));
        Assert.Equal(WebhookVerdict.Forged, Verify(provider, sent, Now));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_flipped_bit_anywhere_a_cut_signature_or_none_is_a_forgery(string provider)
    {
        var sent = Sign(provider, Now);
        for (var bit = 0; bit < sent.Body.Length * 8; bit += 101)
        {
            Assert.Equal(WebhookVerdict.Forged, Verify(provider, sent.WithFlippedBit(bit), Now, Secret));
        }

        var header = sent.Headers.First(one => one.Key.EndsWith("Signature", StringComparison.OrdinalIgnoreCase) || one.Key.EndsWith("Signature-256", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(WebhookVerdict.Forged, Verify(provider, sent.WithoutHeader(header.Key), Now, Secret));
        foreach (var wrong in (string[])["", "x", header.Value[..^1], header.Value + "0", header.Value[..^2] + "zz", header.Value.Split('=')[^1][1..]])
        {
            Assert.Equal(WebhookVerdict.Forged, Verify(provider, sent.WithHeader(header.Key, wrong), Now, Secret));
        }
    }

    [Theory]
    [InlineData("notion", 36 * 3600, 300)]
    [InlineData("slack", 300, 300)]
    [InlineData("linear", 60, 60)]
    [InlineData("own", 300, 300)]
    public void What_was_signed_too_long_ago_or_in_the_future_is_stale(string provider, int past, int future)
    {
        var sent = Sign(provider, Now);
        Assert.Equal(WebhookVerdict.Genuine, Judge(provider, sent, Now.AddSeconds(past)));
        Assert.Equal(WebhookVerdict.Stale, Judge(provider, sent, Now.AddSeconds(past + 1)));
        Assert.Equal(WebhookVerdict.Genuine, Judge(provider, sent, Now.AddSeconds(-future)));
        Assert.Equal(WebhookVerdict.Stale, Judge(provider, sent, Now.AddSeconds(-future - 1)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_further_attempt_is_known_by_its_key_although_unsigned_headers_differ(string provider)
    {
        var message = Message(provider);
        var first = Read(provider, Sign(provider, message, Now, 0), Now);
        var again = Read(provider, Sign(provider, message, Now.AddSeconds(30), 1).WithHeader("X-GitHub-Delivery", "other").WithHeader("Linear-Delivery", "other"), Now.AddSeconds(30));
        Assert.Equal(first.ReplayKey, again.ReplayKey);
        Assert.Equal(first.Events.Single().Key, again.Events.Single().Key);
        Assert.NotEqual(first.ReplayKey, Read(provider, Sign(provider, Message(provider, 2), Now, 0), Now).ReplayKey);
    }

    [Fact]
    public void Each_event_says_what_happened_where_and_by_whom()
    {
        var notion = _place.Notion.HarborStudio;
        var page = notion.Rows("Client Projects")[0];
        var created = Read("notion", Sign("notion", NotionEvents.PageCreated(notion, page, Now), Now, 0), Now);
        var one = created.Events.Single();
        Assert.Equal((notion.Id, "notion.page_created", page.Id, "page", page.Id, page.CreatedBy), (created.AccountId, one.Type, one.Key, one.ResourceKind, one.ResourceId, one.ActorId));
        Assert.Contains(notion.Database("Client Projects").Id, one.Within);

        var slack = _place.Slack.HarborStudio;
        var message = slack.Say("general", slack.Users[0].Name, "hello");
        var posted = Read("slack", Sign("slack", SlackEvents.MessagePosted(slack, slack.Channel("general"), message, Now), Now, 0), Now);
        Assert.Equal((slack.Id, "slack.message_posted", message.User), (posted.AccountId, posted.Events.Single().Type, posted.Events.Single().ActorId));
        Assert.Contains(slack.Channel("general").Id, posted.Events.Single().Within);

        var linear = _place.Linear.HarborStudio;
        var issue = linear.AddIssue(linear.Teams[0], "Broken");
        var updated = Read("linear", Sign("linear", LinearEvents.IssueUpdated(linear, issue, new() { ["title"] = "Old" }), Now, 0), Now);
        Assert.Equal((linear.Id, "linear.issue_updated", issue.Id), (updated.AccountId, updated.Events.Single().Type, updated.Events.Single().ResourceId));
        Assert.Equal(["title"], updated.Events.Single().Changed);

        var repository = _place.GitHub.Site.Repositories[0];
        var author = _place.GitHub.Site.Users[0];
        var opened = repository.AddIssue(author, "Bug");
        var told = Read("github", Sign("github", GitHubEvents.IssueOpened(repository, opened), Now, 0), Now).Events.Single();
        Assert.Equal(("github.issue_opened", $"{author.Id}", repository.FullName), (told.Type, told.ActorId, told.Within.Single()));
        Assert.Empty(Read("github", Sign("github", GitHubEvents.IssueClosed(repository, opened), Now, 0), Now).Events);
    }

    [Fact]
    public void The_challenge_of_Slack_comes_back_and_a_ping_of_GitHub_is_answered()
    {
        Assert.Equal("""{"challenge":"of \u0022Slack\u0022"}""", Read("slack", Sign("slack", SlackWebhookScheme.Challenge("of \"Slack\""), Now, 0), Now).Answer);
        Assert.NotNull(Read("github", Sign("github", GitHubWebhookScheme.Ping(), Now, 0), Now).Answer);
    }

    [Fact]
    public void The_published_example_of_GitHub_is_genuine()
    {
        var delivery = new OmniForge.Integrations.Events.WebhookDelivery(
            new Dictionary<string, string> { ["x-hub-signature-256"] = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17" },
            Encoding.UTF8.GetBytes("Hello, World!"));
        ReadOnlyMemory<byte> secret = Encoding.UTF8.GetBytes("It's a Secret to Everybody");
        Assert.Equal(WebhookVerdict.Genuine, new GitHubWebhooks().Verify(delivery, [secret], Now, Tolerance));
    }

    [Fact]
    public void A_system_of_ones_own_may_say_which_field_makes_two_bodies_the_same()
    {
        var scheme = new OwnWebhooks(FieldPath.Read("input.order.id", out _));
        string KeyOf(string body) => scheme.Read(new(new Dictionary<string, string>(), Encoding.UTF8.GetBytes(body)), JsonElement.Parse(body), Now, Tolerance).ReplayKey;
        Assert.Equal(KeyOf("""{"order":{"id":7},"at":1}"""), KeyOf("""{"order":{"id":7},"at":2}"""));
        Assert.NotEqual(KeyOf("""{"order":{"id":7}}"""), KeyOf("""{"order":{"id":"7"}}"""));
        Assert.NotEqual(KeyOf("""{"at":1}"""), KeyOf("""{"at":2}"""));
        Assert.Equal(KeyOf("[1]"), KeyOf("[1]"));
    }

    public async ValueTask DisposeAsync() => await _place.DisposeAsync();

    private WebhookMessage Message(string provider, int number = 1)
    {
        switch (provider)
        {
            case "notion":
                return NotionEvents.ContentUpdated(_place.Notion.HarborStudio, _place.Notion.HarborStudio.Rows("Client Projects")[number], Now);
            case "slack":
                var team = _place.Slack.HarborStudio;
                return SlackEvents.AppMentioned(team, team.Channel("general"), team.Say("general", team.Users[0].Name, $"hi {number} ü"), Now);
            case "linear":
                var linear = _place.Linear.HarborStudio;
                return LinearEvents.IssueCreated(linear, linear.AddIssue(linear.Teams[0], $"Issue {number}"));
            case "github":
                var repository = _place.GitHub.Site.Repositories[0];
                return GitHubEvents.IssueOpened(repository, repository.AddIssue(_place.GitHub.Site.Users[0], $"Issue {number}"));
            default:
                return new($"{number}", "", new JsonObject { ["order"] = number, ["name"] = "Größe" });
        }
    }

    private Sent Sign(string provider, DateTimeOffset at) => Sign(provider, Message(provider), at, 0);

    private static Sent Sign(string provider, WebhookMessage message, DateTimeOffset at, int attempt) => provider switch
    {
        "notion" => new NotionWebhookScheme().Sign(message, Secret, at, attempt),
        "slack" => new SlackWebhookScheme().Sign(message, Secret, at, attempt),
        "linear" => new LinearWebhookScheme().Sign(message, Secret, at, attempt),
        "github" => new GitHubWebhookScheme().Sign(message, Secret, at, attempt),
        _ => Own(Encoding.UTF8.GetBytes(message.Body.ToJsonString()), at),
    };

    private static Sent Own(byte[] body, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(time + "."), .. body];
        var hex = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed));
        return new(body, new Dictionary<string, string> { ["X-OmniForge-Signature"] = $"t={time},v1={hex}" });
    }

    private static Scheme SchemeOf(string provider) => provider switch
    {
        "notion" => new NotionWebhooks(),
        "slack" => new SlackWebhooks(),
        "linear" => new LinearWebhooks(),
        "github" => new GitHubWebhooks(),
        _ => new OwnWebhooks(null),
    };

    private static OmniForge.Integrations.Events.WebhookDelivery Came(Sent sent)
        => new(sent.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value), sent.Body);

    private static WebhookVerdict Verify(string provider, Sent sent, DateTimeOffset now, params string[] secrets)
        => SchemeOf(provider).Verify(Came(sent), [.. secrets.Select(secret => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(secret))], now, Tolerance);

    private static WebhookReading Read(string provider, Sent sent, DateTimeOffset now)
        => SchemeOf(provider).Read(Came(sent), JsonElement.Parse(sent.Body), now, Tolerance);

    /// <summary>Both looks at the time: that of the header, and that of the body.</summary>
    private static WebhookVerdict Judge(string provider, Sent sent, DateTimeOffset now)
        => Verify(provider, sent, now, Secret) is var verdict && verdict != WebhookVerdict.Genuine ? verdict : Read(provider, sent, now).Verdict;
}

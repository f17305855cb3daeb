namespace OmniForge.Doubles.Tests.Slack;

public class SlackMessageTests
{
    [Fact]
    public async Task A_message_is_posted_found_changed_and_taken_back()
    {
        await using var client = await SlackClient.StartAsync();
        var posted = await client.JsonAsync("chat.postMessage", new()
        {
            ["channel"] = client.Id("sales"),
            ["text"] = "The report is ready",
            ["metadata"] = new JsonObject { ["event_type"] = "omniforge", ["event_payload"] = new JsonObject { ["key"] = "run-1/step-2" } },
        });
        Assert.True((bool?)posted["ok"]);
        var ts = (string)posted["ts"]!;
        Assert.Equal("The report is ready", Assert.Single(client.Team.Messages("sales")).Text);
        Assert.Equal("run-1/step-2", client.Stage.Doubles.Journal.Exchanges[^1].WriteKey);
        var history = await client.GetAsync("conversations.history", ("channel", client.Id("sales")), ("include_all_metadata", "true"));
        Assert.Equal("run-1/step-2", (string?)history["messages"]![0]!["metadata"]!["event_payload"]!["key"]);
        Assert.True((bool?)(await client.JsonAsync("chat.update", new() { ["channel"] = client.Id("sales"), ["ts"] = ts, ["text"] = "Corrected" }))["ok"]);
        Assert.True((bool?)(await client.JsonAsync("reactions.add", new() { ["channel"] = client.Id("sales"), ["timestamp"] = ts, ["name"] = "white_check_mark" }))["ok"]);
        var message = Assert.Single(client.Team.Messages("sales"));
        Assert.Equal(("Corrected", "white_check_mark"), (message.Text, Assert.Single(message.Reactions).Name));
        var link = await client.GetAsync("chat.getPermalink", ("channel", client.Id("sales")), ("message_ts", ts));
        Assert.EndsWith("/p" + ts.Replace(".", "", StringComparison.Ordinal), (string?)link["permalink"], StringComparison.Ordinal);
        Assert.True((bool?)(await client.FormAsync("chat.delete", ("channel", client.Id("sales")), ("ts", ts)))["ok"]);
        Assert.Empty(client.Team.Messages("sales"));
        client.Stage.Doubles.Journal.Verify();
    }

    [Fact]
    public async Task Two_posts_with_one_key_are_a_violation()
    {
        await using var client = await SlackClient.StartAsync();
        for (var at = 0; at < 2; at++)
        {
            await client.JsonAsync("chat.postMessage", new()
            {
                ["channel"] = client.Id("sales"),
                ["text"] = "Twice",
                ["metadata"] = new JsonObject { ["event_type"] = "omniforge", ["event_payload"] = new JsonObject { ["key"] = "the-key" } },
            });
            client.Stage.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Contains("the-key", Assert.Single(client.Stage.Doubles.Journal.Violations()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_takes_one_post_a_second()
    {
        await using var client = await SlackClient.StartAsync();
        Assert.True((bool?)(await client.PostAsync("sales", "one"))["ok"]);
        var refused = await client.PostAsync("sales", "two");
        Assert.Equal((429, "ratelimited", "1"), (refused.Status, (string?)refused["error"], refused.Header("Retry-After")));
        Assert.True((bool?)(await client.PostAsync("projects", "other channel"))["ok"]);
        client.Stage.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((bool?)(await client.PostAsync("sales", "two"))["ok"]);
        Assert.Equal(["one", "two"], client.Team.Messages("sales").Select(message => message.Text));
    }

    [Theory]
    [InlineData("random", "not_in_channel")]
    [InlineData("board", "channel_not_found")]
    [InlineData("old-news", "is_archived")]
    public async Task A_channel_may_be_closed(string channel, string error)
    {
        await using var client = await SlackClient.StartAsync();
        client.Tokens = client.Stage.SignedIn("slack", "chat:write");
        var answer = await client.PostAsync(channel, "hello");
        Assert.Equal((200, error), (answer.Status, (string?)answer["error"]));
        Assert.DoesNotContain(client.Team.Messages(channel), message => message.ByBot);
    }

    [Fact]
    public async Task Unknown_arguments_missing_scopes_and_unknown_methods_are_errors_with_status_200()
    {
        await using var client = await SlackClient.StartAsync();
        var unknown = await client.JsonAsync("chat.postMessage", new() { ["channel"] = client.Id("sales"), ["text"] = "x", ["colour"] = "red" });
        Assert.Equal((200, "invalid_arguments"), (unknown.Status, (string?)unknown["error"]));
        Assert.Equal("unknown_method", (string?)(await client.JsonAsync("chat.shout", []))["error"]);
        Assert.Equal("invalid_arguments", (string?)(await client.JsonAsync("conversations.list", []))["error"]);
        Assert.Equal(3, client.Stage.Doubles.Journal.Violations().Count);
        client.Tokens = client.Stage.SignedIn("slack", "channels:read");
        var scope = await client.PostAsync("sales", "x");
        Assert.Equal((200, "missing_scope", "chat:write"), (scope.Status, (string?)scope["error"], (string?)scope["needed"]));
        client.Slack.OAuth.ExpireAccessTokens();
        Assert.Equal("token_expired", (string?)(await client.PostAsync("sales", "x"))["error"]);
        Assert.Empty(client.Team.Messages("sales"));
    }

    [Fact]
    public async Task A_file_is_announced_sent_and_completed()
    {
        await using var client = await SlackClient.StartAsync();
        var announced = await client.FormAsync("files.getUploadURLExternal", ("filename", "report.csv"), ("length", "5"));
        var file = new JsonArray(new JsonObject { ["id"] = (string)announced["file_id"]!, ["title"] = "Report" });
        var complete = new JsonObject { ["files"] = file, ["channel_id"] = client.Id("sales"), ["initial_comment"] = "Here" };
        Assert.False((bool?)(await client.JsonAsync("files.completeUploadExternal", complete))["ok"]);
        var upload = new HttpRequestMessage(HttpMethod.Post, (string)announced["upload_url"]!) { Content = new ByteArrayContent([1, 2, 3, 4, 5]) };
        Assert.Equal(200, (await client.Stage.SendAsync(upload)).Status);
        Assert.True((bool?)(await client.JsonAsync("files.completeUploadExternal", complete))["ok"]);
        var shared = Assert.Single(client.Team.Messages("sales"));
        Assert.Equal([1, 2, 3, 4, 5], Assert.Single(shared.Files).Content);
        Assert.Equal(("Here", "Report"), (shared.Text, shared.Files[0].Title));
        client.Stage.Doubles.Journal.Verify();
    }
}

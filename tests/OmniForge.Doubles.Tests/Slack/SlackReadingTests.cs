namespace OmniForge.Doubles.Tests.Slack;

public class SlackReadingTests
{
    [Fact]
    public async Task Channels_are_listed_a_page_at_a_time()
    {
        await using var client = await SlackClient.StartAsync();
        var names = new List<string>();
        for (var cursor = ""; ;)
        {
            var answer = await client.GetAsync("conversations.list", ("limit", "2"), ("cursor", cursor), ("types", "public_channel,private_channel"), ("exclude_archived", "true"));
            names.AddRange(answer["channels"]!.AsArray().Select(channel => (string)channel!["name"]!));
            cursor = (string)answer["response_metadata"]!["next_cursor"]!;
            if (cursor.Length == 0)
            {
                break;
            }
        }

        Assert.Equal(["general", "projects", "sales", "leads", "random"], names);
        Assert.Equal("invalid_cursor", (string?)(await client.GetAsync("conversations.list", ("cursor", "made-up")))["error"]);
    }

    [Fact]
    public async Task A_limited_app_reads_fifteen_messages_once_a_minute()
    {
        await using var client = await SlackClient.StartAsync();
        for (var at = 0; at < 20; at++)
        {
            client.Team.Say("sales", "tom", $"message {at}");
        }

        var first = await client.GetAsync("conversations.history", ("channel", client.Id("sales")), ("limit", "100"));
        Assert.Equal(15, first["messages"]!.AsArray().Count);
        Assert.Equal("message 19", (string?)first["messages"]![0]!["text"]);
        Assert.True((bool?)first["has_more"]);
        var refused = await client.GetAsync("conversations.history", ("channel", client.Id("sales")));
        Assert.Equal((429, "60"), (refused.Status, refused.Header("Retry-After")));
        client.Slack.HistoryIsLimited = false;
        Assert.Equal(20, (await client.GetAsync("conversations.history", ("channel", client.Id("sales"))))["messages"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_thread_is_read_from_its_first_message_on()
    {
        await using var client = await SlackClient.StartAsync();
        client.Slack.HistoryIsLimited = false;
        var first = client.Team.Say("sales", "tom", "Who can help?");
        client.Team.Say("sales", "ines", "I can", first.Ts);
        var thread = await client.GetAsync("conversations.replies", ("channel", client.Id("sales")), ("ts", first.Ts));
        Assert.Equal(["Who can help?", "I can"], thread["messages"]!.AsArray().Select(message => (string?)message!["text"]));
        var history = await client.GetAsync("conversations.history", ("channel", client.Id("sales")));
        Assert.Equal(1, (int?)Assert.Single(history["messages"]!.AsArray())!["reply_count"]);
        Assert.Equal("thread_not_found", (string?)(await client.GetAsync("conversations.replies", ("channel", client.Id("sales")), ("ts", "1.000001")))["error"]);
    }

    [Fact]
    public async Task History_is_cut_by_time()
    {
        await using var client = await SlackClient.StartAsync();
        client.Slack.HistoryIsLimited = false;
        var first = client.Team.Say("sales", "tom", "one");
        var second = client.Team.Say("sales", "tom", "two");
        client.Team.Say("sales", "tom", "three");
        var after = await client.GetAsync("conversations.history", ("channel", client.Id("sales")), ("oldest", first.Ts));
        Assert.Equal(["three", "two"], after["messages"]!.AsArray().Select(message => (string?)message!["text"]));
        var until = await client.GetAsync("conversations.history", ("channel", client.Id("sales")), ("latest", second.Ts), ("inclusive", "true"));
        Assert.Equal(["two", "one"], until["messages"]!.AsArray().Select(message => (string?)message!["text"]));
    }

    [Theory]
    [InlineData("general", "channels:history")]
    [InlineData("leads", "groups:history")]
    public async Task Public_and_private_channels_have_their_own_scopes(string channel, string scope)
    {
        await using var client = await SlackClient.StartAsync();
        client.Slack.HistoryIsLimited = false;
        client.Tokens = client.Stage.SignedIn("slack", scope);
        Assert.True((bool?)(await client.GetAsync("conversations.history", ("channel", client.Id(channel))))["ok"]);
        client.Tokens = client.Stage.SignedIn("slack", scope == "channels:history" ? "groups:history" : "channels:history");
        Assert.Equal(scope, (string?)(await client.GetAsync("conversations.history", ("channel", client.Id(channel))))["needed"]);
        client.Tokens = client.Stage.SignedIn("slack", "channels:read");
        Assert.Equal("groups:read", (string?)(await client.GetAsync("conversations.list", ("types", "public_channel,private_channel")))["needed"]);
    }

    [Fact]
    public async Task People_are_found_by_address_and_listed()
    {
        await using var client = await SlackClient.StartAsync();
        Assert.Equal("Derek Osei", (string?)(await client.GetAsync("users.lookupByEmail", ("email", "derek@harbor.example")))["user"]!["real_name"]);
        Assert.Equal("users_not_found", (string?)(await client.GetAsync("users.lookupByEmail", ("email", "nobody@harbor.example")))["error"]);
        Assert.Equal(5, (await client.GetAsync("users.list"))["members"]!.AsArray().Count);
        Assert.Equal(client.Team.Id, (string?)(await client.FormAsync("auth.test"))["team_id"]);
    }
}

using OmniForge.Agents.Tools;
using OmniForge.Doubles.Faults;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tests.Fakes;

namespace OmniForge.Integrations.Tests.Slack;

public sealed class SlackToolTests(Studio studio) : IClassFixture<Studio>
{
    [Fact]
    public async Task Channels_are_listed_and_private_ones_only_when_asked_for()
    {
        var open = await studio.ValueAsync("slack_list_channels", new { });
        Assert.Equal(["general", "projects", "sales", "random"], open.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("name").GetString()));
        Assert.False(open.GetProperty("rows")[3].GetProperty("member").GetBoolean());
        var all = await studio.ValueAsync("slack_list_channels", new { @private = true, query = "#LEA" });
        Assert.Equal("leads", Assert.Single(all.GetProperty("rows").EnumerateArray()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Long_lists_of_channels_come_in_pages()
    {
        var team = studio.Slack.HarborStudio;
        var added = Enumerable.Range(0, 450).Select(i => team.AddChannel($"bulk-{i}", botIsMember: false)).ToList();
        var all = await studio.ValueAsync("slack_list_channels", new { query = "bulk-", limit = 1000 });
        Assert.Equal(450, all.GetProperty("count").GetInt32());
        var some = await studio.ValueAsync("slack_list_channels", new { query = "bulk-", limit = 300 });
        Assert.Equal((300, true), (some.GetProperty("count").GetInt32(), some.GetProperty("truncated").GetBoolean()));
        added.ForEach(channel => channel.IsArchived = true);
    }

    [Fact]
    public async Task A_message_is_posted_read_changed_reacted_to_and_deleted()
    {
        var posted = await studio.ValueAsync("slack_post_message", new { channel = "#sales", text = "**At risk**: 3 projects <!channel>" });
        var ts = posted.GetProperty("ts").GetString()!;
        var message = studio.Slack.HarborStudio.Messages("sales").Single(one => one.Ts == ts);
        Assert.Equal("*At risk*: 3 projects &lt;!channel&gt;", message.Text);
        Assert.StartsWith("https://harbor-studio.slack.com/archives/", posted.GetProperty("permalink").GetString(), StringComparison.Ordinal);

        await studio.ValueAsync("slack_post_message", new { channel = posted.GetProperty("permalink").GetString(), text = "more", thread = ts });
        var thread = await studio.ValueAsync("slack_get_thread", new { channel = "sales", ts });
        Assert.Equal(["*At risk*: 3 projects <!channel>", "more"], thread.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("text").GetString()));

        await studio.ValueAsync("slack_update_message", new { channel = "sales", ts, text = "All **fine**" });
        Assert.Equal("All *fine*", message.Text);
        await studio.ValueAsync("slack_add_reaction", new { channel = "sales", ts, emoji = ":white_check_mark:" });
        await studio.ValueAsync("slack_add_reaction", new { channel = "sales", ts, emoji = "white_check_mark" });
        Assert.Single(message.Reactions);
        Assert.False((await studio.ValueAsync("slack_delete_message", new { channel = "sales", ts })).GetProperty("was_gone").GetBoolean());
        Assert.True((await studio.ValueAsync("slack_delete_message", new { channel = "sales", ts })).GetProperty("was_gone").GetBoolean());
    }

    [Fact]
    public async Task A_file_arrives_in_the_channel()
    {
        var sent = await studio.ValueAsync("slack_upload_file", new { channel = "projects", file_path = "output/report.md", title = "This week" });
        var file = studio.Slack.HarborStudio.Files.Single(one => one.Id == sent.GetProperty("id").GetString());
        Assert.Equal(("This week", MemoryWorkspace.Report), (file.Title, System.Text.Encoding.UTF8.GetString(file.Content!)));
        Assert.Equal(ToolErrorCode.NotFound, (await studio.ErrorAsync("slack_upload_file", new { channel = "projects", file_path = "nothing" })).Code);
    }

    [Fact]
    public async Task Reading_is_limited_to_fifteen_messages_a_minute_and_says_so()
    {
        var channel = studio.Slack.HarborStudio.AddChannel("busy");
        for (var i = 0; i < 20; i++)
        {
            studio.Slack.HarborStudio.Say("busy", "mara", $"message {i}");
        }

        studio.Advance(TimeSpan.FromMinutes(2));
        var read = await studio.ValueAsync("slack_get_channel_history", new { channel = channel.Id, since = "today" });
        Assert.Equal((15, true), (read.GetProperty("count").GetInt32(), read.GetProperty("truncated").GetBoolean()));
        Assert.Equal("message 19", read.GetProperty("rows")[0].GetProperty("text").GetString());
        var soon = await studio.ErrorAsync("slack_get_channel_history", new { channel = channel.Id });
        Assert.Equal(ToolErrorCode.RateLimited, soon.Code);
        Assert.InRange(soon.RetryAt!.Value, studio.Clock.GetUtcNow().AddSeconds(20), studio.Clock.GetUtcNow().AddSeconds(61));
        studio.Advance(TimeSpan.FromMinutes(2));
        var none = await studio.ValueAsync("slack_get_channel_history", new { channel = channel.Id, until = "-1d" });
        Assert.Equal(0, none.GetProperty("count").GetInt32());
        studio.Advance(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task People_are_found_by_address_name_and_id()
    {
        var mara = studio.Slack.HarborStudio.Users.Single(user => user.Name == "mara");
        foreach (var person in new[] { "mara@harbor.example", "mara lindqvist", "@mara", mara.Id })
        {
            Assert.Equal(mara.Id, (await studio.ValueAsync("slack_find_user", new { person })).GetProperty("id").GetString());
        }

        Assert.Contains("Mara Lindqvist", (await studio.ErrorAsync("slack_find_user", new { person = "Mara Lindqist" })).Message, StringComparison.Ordinal);
        Assert.Equal(ToolErrorCode.NotFound, (await studio.ErrorAsync("slack_find_user", new { person = "nobody@harbor.example" })).Code);
    }

    [Fact]
    public async Task Refusals_say_what_to_do()
    {
        var hidden = await studio.ErrorAsync("slack_post_message", new { channel = "board", text = "x" });
        Assert.Contains("/invite", hidden.Message, StringComparison.Ordinal);
        var outside = await studio.ErrorAsync("slack_get_channel_history", new { channel = "random" });
        Assert.Equal(ToolErrorCode.Forbidden, outside.Code);
        Assert.Contains("/invite", outside.Message, StringComparison.Ordinal);
        studio.Advance(TimeSpan.FromMinutes(2));
        var archived = await studio.ErrorAsync("slack_post_message", new { channel = studio.Slack.HarborStudio.Channel("old-news").Id, text = "x" });
        Assert.Equal(ToolErrorCode.Conflict, archived.Code);
        Assert.Contains("'general'", (await studio.ErrorAsync("slack_post_message", new { channel = "#generall", text = "x" })).Message, StringComparison.Ordinal);
        Assert.Equal(ToolErrorCode.NotFound, (await studio.ErrorAsync("slack_post_message", new { channel = "C0123456789", text = "x" })).Code);
        Assert.Equal(ToolErrorCode.NotFound, (await studio.ErrorAsync("slack_update_message", new { channel = "general", ts = "1.000001", text = "x" })).Code);
        var theirs = studio.Slack.HarborStudio.Say("general", "tom", "mine");
        Assert.Equal(ToolErrorCode.Forbidden, (await studio.ErrorAsync("slack_update_message", new { channel = "general", ts = theirs.Ts, text = "x" })).Code);
    }

    [Fact]
    public async Task A_post_whose_answer_is_lost_is_found_by_its_key_or_stays_in_doubt()
    {
        foreach (var (fault, happened) in new[]
        {
            (Fault.AppliedNoAnswer, true), (Fault.CutBody, true), (Fault.WrongJson, true), (Fault.Reset, false), (Fault.Answering(500), false),
        })
        {
            studio.Advance(TimeSpan.FromMinutes(2));
            var key = Guid.NewGuid().ToString();
            studio.Slack.Faults.Next(fault, call => call.Path.EndsWith("chat.postMessage", StringComparison.Ordinal));
            var result = await studio.CallAsync("slack_post_message", new { channel = "general", text = "The same words" }, key);
            Assert.Equal(happened ? null : ToolErrorCode.InDoubt, result.Error?.Code);
            studio.Advance(TimeSpan.FromMinutes(2));
            var found = await studio.ProbeAsync("slack_post_message", new { channel = "general", text = "The same words" }, key);
            Assert.Equal(result.Value?.GetProperty("ts").GetString(), found?.Value?.GetProperty("ts").GetString());
        }

        studio.Advance(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Posts_to_one_channel_wait_for_each_other_and_a_refusal_is_waited_out()
    {
        studio.Slack.Faults.Next(Fault.Answering(429, TimeSpan.FromSeconds(3)), call => call.Path.EndsWith("chat.postMessage", StringComparison.Ordinal));
        var before = studio.Slack.HarborStudio.Messages("leads").Count;
        for (var i = 0; i < 4; i++)
        {
            await studio.ValueAsync("slack_post_message", new { channel = "leads", text = $"{i}" });
        }

        Assert.Equal(["0", "1", "2", "3"], studio.Slack.HarborStudio.Messages("leads").Skip(before).Select(message => message.Text));
    }

    [Fact]
    public async Task A_token_that_is_over_is_renewed_though_Slack_answers_with_200()
    {
        studio.Slack.OAuth.ExpireAccessTokens();
        var before = studio.TokenOf("slack").Renewals;
        await studio.ValueAsync("slack_post_message", new { channel = "projects", text = "still here" });
        Assert.Equal(before + 1, studio.TokenOf("slack").Renewals);
    }

    [Fact]
    public async Task Somebody_may_choose_a_channel_and_the_account_is_known()
    {
        var slack = studio.Catalogue.Find("slack")!.Integration;
        var found = await studio.PassAsync(slack.ResourcesAsync(studio.Account("slack"), "channel", "#sal", 20, TestContext.Current.CancellationToken));
        Assert.Equal("#sales", Assert.Single(found).Name);
        var us = await studio.PassAsync(slack.IdentifyAsync(studio.Account("slack"), TestContext.Current.CancellationToken));
        Assert.Equal((studio.Slack.HarborStudio.Id, "Harbor Studio", studio.Slack.HarborStudio.BotUserId), (us.Id, us.Name, us.ActorId));
    }

    [Fact]
    public async Task A_dry_run_posts_nothing()
    {
        var refused = await studio.CallAsync("slack_post_message", new { channel = "sales", text = "x" }, mode: AccountMode.DryRun);
        Assert.Equal(ToolErrorCode.Denied, refused.Error!.Code);
    }
}

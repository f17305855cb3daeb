using OmniForge.Agents.Tools;
using OmniForge.Doubles.Faults;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tests.Fakes;

namespace OmniForge.Integrations.Tests.Slack;

public sealed class SlackToolTests : StudioTests
{
    [Fact]
    public async Task Channels_are_listed_and_private_ones_only_when_asked_for()
    {
        var open = await Place.ValueAsync("slack_list_channels", new { });
        Assert.Equal(["general", "projects", "sales", "random"], open.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("name").GetString()));
        Assert.False(open.GetProperty("rows")[3].GetProperty("member").GetBoolean());
        var all = await Place.ValueAsync("slack_list_channels", new { @private = true, query = "#LEA" });
        Assert.Equal("leads", Assert.Single(all.GetProperty("rows").EnumerateArray()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Long_lists_of_channels_come_in_pages()
    {
        var team = Place.Slack.HarborStudio;
        var added = Enumerable.Range(0, 450).Select(i => team.AddChannel($"bulk-{i}", botIsMember: false)).ToList();
        var all = await Place.ValueAsync("slack_list_channels", new { query = "bulk-", limit = 1000 });
        Assert.Equal(450, all.GetProperty("count").GetInt32());
        var some = await Place.ValueAsync("slack_list_channels", new { query = "bulk-", limit = 300 });
        Assert.Equal((300, true), (some.GetProperty("count").GetInt32(), some.GetProperty("truncated").GetBoolean()));
        added.ForEach(channel => channel.IsArchived = true);
    }

    [Fact]
    public async Task A_message_is_posted_read_changed_reacted_to_and_deleted()
    {
        var posted = await Place.ValueAsync("slack_post_message", new { channel = "#sales", text = "**At risk**: 3 projects <!channel>" });
        var ts = posted.GetProperty("ts").GetString()!;
        var message = Place.Slack.HarborStudio.Messages("sales").Single(one => one.Ts == ts);
        Assert.Equal("*At risk*: 3 projects &lt;!channel&gt;", message.Text);
        Assert.StartsWith("https://harbor-studio.slack.com/archives/", posted.GetProperty("permalink").GetString(), StringComparison.Ordinal);

        await Place.ValueAsync("slack_post_message", new { channel = posted.GetProperty("permalink").GetString(), text = "more", thread = ts });
        var thread = await Place.ValueAsync("slack_get_thread", new { channel = "sales", ts });
        Assert.Equal(["*At risk*: 3 projects <!channel>", "more"], thread.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("text").GetString()));

        await Place.ValueAsync("slack_update_message", new { channel = "sales", ts, text = "All **fine**" });
        Assert.Equal("All *fine*", message.Text);
        await Place.ValueAsync("slack_add_reaction", new { channel = "sales", ts, emoji = ":white_check_mark:" });
        await Place.ValueAsync("slack_add_reaction", new { channel = "sales", ts, emoji = "white_check_mark" });
        Assert.Single(message.Reactions);
        Assert.False((await Place.ValueAsync("slack_delete_message", new { channel = "sales", ts })).GetProperty("was_gone").GetBoolean());
        Assert.True((await Place.ValueAsync("slack_delete_message", new { channel = "sales", ts })).GetProperty("was_gone").GetBoolean());
    }

    [Fact]
    public async Task A_file_arrives_in_the_channel()
    {
        var sent = await Place.ValueAsync("slack_upload_file", new { channel = "projects", file_path = "output/report.md", title = "This week" });
        var file = Place.Slack.HarborStudio.Files.Single(one => one.Id == sent.GetProperty("id").GetString());
        Assert.Equal(("This week", MemoryWorkspace.Report), (file.Title, System.Text.Encoding.UTF8.GetString(file.Content!)));
        Assert.Equal(ToolErrorCode.NotFound, (await Place.ErrorAsync("slack_upload_file", new { channel = "projects", file_path = "nothing" })).Code);
    }

    [Fact]
    public async Task Reading_is_limited_to_fifteen_messages_a_minute_and_says_so()
    {
        var channel = Place.Slack.HarborStudio.AddChannel("busy");
        for (var i = 0; i < 20; i++)
        {
            Place.Slack.HarborStudio.Say("busy", "mara", $"message {i}");
        }

        Place.Advance(TimeSpan.FromMinutes(2));
        var read = await Place.ValueAsync("slack_get_channel_history", new { channel = channel.Id, since = "today" });
        Assert.Equal((15, true), (read.GetProperty("count").GetInt32(), read.GetProperty("truncated").GetBoolean()));
        Assert.Equal("message 19", read.GetProperty("rows")[0].GetProperty("text").GetString());
        var soon = await Place.ErrorAsync("slack_get_channel_history", new { channel = channel.Id });
        Assert.Equal(ToolErrorCode.RateLimited, soon.Code);
        Assert.InRange(soon.RetryAt!.Value, Place.Clock.GetUtcNow().AddSeconds(20), Place.Clock.GetUtcNow().AddSeconds(61));
        Place.Advance(TimeSpan.FromMinutes(2));
        var none = await Place.ValueAsync("slack_get_channel_history", new { channel = channel.Id, until = "-1d" });
        Assert.Equal(0, none.GetProperty("count").GetInt32());
        Place.Advance(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task People_are_found_by_address_name_and_id()
    {
        var mara = Place.Slack.HarborStudio.Users.Single(user => user.Name == "mara");
        foreach (var person in new[] { "mara@harbor.example", "mara lindqvist", "@mara", mara.Id })
        {
            Assert.Equal(mara.Id, (await Place.ValueAsync("slack_find_user", new { person })).GetProperty("id").GetString());
        }

        Assert.Contains("Mara Lindqvist", (await Place.ErrorAsync("slack_find_user", new { person = "Mara Lindqist" })).Message, StringComparison.Ordinal);
        Assert.Equal(ToolErrorCode.NotFound, (await Place.ErrorAsync("slack_find_user", new { person = "nobody@harbor.example" })).Code);
    }

    [Fact]
    public async Task Refusals_say_what_to_do()
    {
        var hidden = await Place.ErrorAsync("slack_post_message", new { channel = "board", text = "x" });
        Assert.Contains("/invite", hidden.Message, StringComparison.Ordinal);
        var outside = await Place.ErrorAsync("slack_get_channel_history", new { channel = "random" });
        Assert.Equal(ToolErrorCode.Forbidden, outside.Code);
        Assert.Contains("/invite", outside.Message, StringComparison.Ordinal);
        Place.Advance(TimeSpan.FromMinutes(2));
        var archived = await Place.ErrorAsync("slack_post_message", new { channel = Place.Slack.HarborStudio.Channel("old-news").Id, text = "x" });
        Assert.Equal(ToolErrorCode.Conflict, archived.Code);
        Assert.Contains("'general'", (await Place.ErrorAsync("slack_post_message", new { channel = "#generall", text = "x" })).Message, StringComparison.Ordinal);
        Assert.Equal(ToolErrorCode.NotFound, (await Place.ErrorAsync("slack_post_message", new { channel = "C0123456789", text = "x" })).Code);
        Assert.Equal(ToolErrorCode.NotFound, (await Place.ErrorAsync("slack_update_message", new { channel = "general", ts = "1.000001", text = "x" })).Code);
        var theirs = Place.Slack.HarborStudio.Say("general", "tom", "mine");
        Assert.Equal(ToolErrorCode.Forbidden, (await Place.ErrorAsync("slack_update_message", new { channel = "general", ts = theirs.Ts, text = "x" })).Code);
    }

    [Fact]
    public async Task A_post_whose_answer_is_lost_is_found_by_its_key_or_stays_in_doubt()
    {
        foreach (var (fault, happened) in new[]
        {
            (Fault.AppliedNoAnswer, true), (Fault.CutBody, true), (Fault.WrongJson, true), (Fault.Reset, false), (Fault.Answering(500), false),
        })
        {
            Place.Advance(TimeSpan.FromMinutes(2));
            var key = Guid.NewGuid().ToString();
            Place.Slack.Faults.Next(fault, call => call.Path.EndsWith("chat.postMessage", StringComparison.Ordinal));
            var result = await Place.CallAsync("slack_post_message", new { channel = "general", text = "The same words" }, key);
            Assert.Equal(happened ? null : ToolErrorCode.InDoubt, result.Error?.Code);
            Place.Advance(TimeSpan.FromMinutes(2));
            var found = await Place.ProbeAsync("slack_post_message", new { channel = "general", text = "The same words" }, key);
            Assert.Equal(result.Value?.GetProperty("ts").GetString(), found?.Value?.GetProperty("ts").GetString());
        }

        Place.Advance(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Posts_to_one_channel_wait_for_each_other_and_a_refusal_is_waited_out()
    {
        Place.Slack.Faults.Next(Fault.Answering(429, TimeSpan.FromSeconds(3)), call => call.Path.EndsWith("chat.postMessage", StringComparison.Ordinal));
        var before = Place.Slack.HarborStudio.Messages("leads").Count;
        for (var i = 0; i < 4; i++)
        {
            await Place.ValueAsync("slack_post_message", new { channel = "leads", text = $"{i}" });
        }

        Assert.Equal(["0", "1", "2", "3"], Place.Slack.HarborStudio.Messages("leads").Skip(before).Select(message => message.Text));
    }

    [Fact]
    public async Task A_token_that_is_over_is_renewed_though_Slack_answers_with_200()
    {
        var before = Place.TokenOf("slack").Renewals;
        Place.Slack.OAuth.ExpireAccessTokens();
        await Place.ValueAsync("slack_post_message", new { channel = "projects", text = "still here" });
        Assert.Equal(before + 1, Place.TokenOf("slack").Renewals);
    }

    [Fact]
    public async Task Somebody_may_choose_a_channel_and_the_account_is_known()
    {
        var slack = Place.Catalogue.Find("slack")!.Integration;
        var found = await Place.PassAsync(slack.ResourcesAsync(Place.Account("slack"), "channel", "#sal", 20, TestContext.Current.CancellationToken));
        Assert.Equal("#sales", Assert.Single(found).Name);
        var us = await Place.PassAsync(slack.IdentifyAsync(Place.Account("slack"), TestContext.Current.CancellationToken));
        Assert.Equal((Place.Slack.HarborStudio.Id, "Harbor Studio", Place.Slack.HarborStudio.BotUserId), (us.Id, us.Name, us.ActorId));
    }

    [Fact]
    public async Task A_dry_run_posts_nothing()
    {
        var refused = await Place.CallAsync("slack_post_message", new { channel = "sales", text = "x" }, mode: AccountMode.DryRun);
        Assert.Equal(ToolErrorCode.Denied, refused.Error!.Code);
    }
}

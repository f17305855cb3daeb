using OmniForge.Agents.Building;

namespace OmniForge.Agents.Tests.Building;

/// <summary>Reports that are read from an account or sent to one.</summary>
public sealed class AccountDialogueTests
{
    [Fact]
    public async Task The_number_of_rows_is_not_that_of_the_ones_that_were_looked_at()
    {
        var dialogue = new Dialogue();
        dialogue.Connect("notion");
        dialogue.Desk.More = true;
        await dialogue.SayAsync("how many projects per status in Notion, only when I ask");
        Assert.Contains("\"Client Projects\" (more than 4 rows)", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("looks right");
        await dialogue.SayAsync("yes, test it");
        Assert.Contains("Only the first 4 rows were looked at; there are more.", dialogue.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weekly_report_from_Notion_to_Slack_is_built_tested_turned_on_and_sent()
    {
        var dialogue = await Dialogue.HoldAsync([], "weekly report from Notion to Slack, only what is at risk");
        Assert.Equal((Phase.OAuthFlow, QuestionKind.Connect), (dialogue.Phase, dialogue.State.Question!.Kind));
        await dialogue.SayAsync("yes");
        Assert.Contains("http://127.0.0.1/connect/1", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SignInAsync();
        Assert.Contains("\"Client Projects\" (4 rows) and \"Meetings\" (30 rows)", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("the first one");
        Assert.Contains("To send the report to Slack I need your permission", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("sure");
        await dialogue.SignInAsync();
        Assert.Contains("\"#general\" and \"#client-news\"", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("client news");
        await dialogue.SayAsync("mondays at 8:30 in the morning");
        Assert.Contains("- Sends: a message to \"#client-news\" in Slack, account \"Harbor Studio\"", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("- Keeps only rows where: \"Status\" is At risk", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("looks right");
        await dialogue.SayAsync("yes, test it");
        Assert.Contains("In a real run: would post to #client-news in Slack", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("- **Search ads** · Status: At risk", dialogue.Reply, StringComparison.Ordinal);
        Assert.Empty(dialogue.Desk.Sent);
        await dialogue.SayAsync("turn it on");
        await dialogue.SayAsync("run it now");
        Assert.Contains("The message is in \"#client-news\" in Slack.", dialogue.Reply, StringComparison.Ordinal);
        var sent = Assert.Single(dialogue.Desk.Sent);
        Assert.Equal("C-2", (string?)sent["channel"]);
        Assert.Contains(": 2** (2026-11-22)", (string?)sent["text"], StringComparison.Ordinal);
        Assert.Equal("db-1", (string?)dialogue.Desk.Asked[^1]["database"]);
        var update = dialogue.Turns.Select(turn => turn.Proposal).OfType<ProposalDraft>().Last().Changes.OfType<UpdateAgent>().Single();
        Assert.Equal(["notion_query_database", "table_query", "slack_post_message"], update.GrantedTools);
        Assert.Equal([new("notion", "c-notion"), new("slack", "c-slack")], update.Accounts);
    }

    [Fact]
    public async Task Without_a_row_the_message_says_so()
    {
        var dialogue = await Connected("post the blocked client projects from Notion to #general, only when I ask", "yes", "skip the test", "yes", "run it now");
        var sent = Assert.Single(dialogue.Desk.Sent);
        Assert.Contains("Nothing fits at the moment: no row where \"Status\" is Blocked.", (string?)sent["text"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("weekly report from notoin to slack")]
    [InlineData("I want a weekly report of our Notion stuff in our Slack")]
    [InlineData("every week pull the rows out of Notion and post them to Slack")]
    [InlineData("Fetch data from Notion and then send it to slak every week")]
    public async Task What_is_read_and_what_is_written_follow_from_the_words(string line)
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], line);
        Assert.Equal(("notion", "slack"), (dialogue.Wish.From?.Integration, dialogue.Wish.To?.Integration));
        Assert.Null(dialogue.Wish.File);
    }

    [Theory]
    [InlineData("post the late ones from projects.csv to #client-news every Monday at 8", "client-news")]
    [InlineData("every Monday at 8 send the late projects to the general channel in Slack", "general")]
    public async Task A_file_can_be_sent_to_a_channel(string line, string channel)
    {
        var dialogue = new Dialogue(Tables.Projects);
        dialogue.Connect("slack");
        await dialogue.SayAsync(line);
        Assert.Equal((Tables.Projects, "#" + channel), (dialogue.Wish.File, dialogue.Wish.To!.Name));
        Assert.Equal(QuestionKind.Summary, dialogue.State.Question!.Kind);
        await dialogue.SayAsync("yes, test it");
        Assert.Contains("Product video", dialogue.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connecting_can_be_the_first_thing_said()
    {
        var dialogue = await Dialogue.HoldAsync([], "connect my Notion");
        Assert.Equal(QuestionKind.SignIn, dialogue.State.Question!.Kind);
        await dialogue.SignInAsync();
        await dialogue.SayAsync("client projects");
        Assert.Equal(QuestionKind.Goal, dialogue.State.Question!.Kind);
        dialogue.Connect("slack");
        await dialogue.SayAsync("weekly report from Notion to Slack");
        Assert.Equal(("Client Projects", QuestionKind.TargetPlace), (dialogue.Wish.File, dialogue.State.Question!.Kind));
    }

    [Fact]
    public async Task Of_several_accounts_one_is_asked_for()
    {
        var dialogue = new Dialogue();
        dialogue.Connect("notion", "Harbor Studio", "c-1");
        dialogue.Connect("notion", "Private", "c-2");
        await dialogue.SayAsync("weekly report from Notion");
        Assert.Equal(["Harbor Studio", "Private"], dialogue.State.Question!.Choices);
        await dialogue.SayAsync("the private one");
        Assert.Equal("c-2", dialogue.Wish.From!.Connection);
    }

    [Fact]
    public async Task A_refusal_keeps_the_question_and_offers_a_new_link()
    {
        var dialogue = await Dialogue.HoldAsync([], "weekly report from Notion", "yes");
        await dialogue.NoticeAsync(new SignInEnded("c-notion", "The sign-in was not allowed at Notion, so nothing was connected."));
        Assert.Equal(QuestionKind.Connect, dialogue.State.Question!.Kind);
        await dialogue.SayAsync("yes, a new link");
        Assert.Contains("connect/2", dialogue.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_a_sign_in_is_told_once()
    {
        var dialogue = await Dialogue.HoldAsync([], "connect my Notion");
        var signed = new SignedIn("c-notion", dialogue.Connect("notion"));
        dialogue.Desk.Stand = _ => signed;
        await dialogue.SayAsync("done");
        Assert.Contains("is connected", dialogue.Reply, StringComparison.Ordinal);
        Assert.Equal("", await dialogue.NoticeAsync(signed));
    }

    [Fact]
    public async Task The_talk_goes_on_while_somebody_signs_in()
    {
        var dialogue = await Dialogue.HoldAsync([], "weekly report from Notion", "yes", "mondays at 9 in the morning please");
        Assert.Contains("every Monday at 9:00", dialogue.Wish.When!.Sentence, StringComparison.Ordinal);
        Assert.Contains("connect/1", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("done");
        Assert.Contains("I do not see it yet", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SignInAsync();
        await dialogue.SayAsync("Client Projects");
        Assert.Equal(QuestionKind.Summary, dialogue.State.Question!.Kind);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("no thanks")]
    public async Task Without_the_account_something_else_is_asked_for(string line)
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects, Tables.Cars], "weekly report from Notion", line);
        Assert.Null(dialogue.Wish.From);
        Assert.Contains("What shall I read instead?", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("projects.csv");
        Assert.Equal(Tables.Projects, dialogue.Wish.File);
    }

    [Fact]
    public async Task A_sign_in_can_wait()
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], "weekly report from Notion", "I'll do that later");
        Assert.Contains("No hurry", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("continue");
        Assert.Equal(QuestionKind.Connect, dialogue.State.Question!.Kind);
    }

    [Fact]
    public async Task Another_service_takes_the_place_of_one()
    {
        var dialogue = new Dialogue();
        dialogue.Connect("linear");
        dialogue.Connect("github");
        await dialogue.SayAsync("Summarise new Linear bugs every evening");
        await dialogue.SayAsync("not Linear, GitHub");
        Assert.Contains("no longer read from Linear", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("\"harbor/omni-shop\" (12 issues)", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("the omni-shop one");
        Assert.Equal("harbor/omni-shop", dialogue.Wish.From!.Id);
    }

    [Fact]
    public async Task An_account_that_needs_its_person_again_stops_the_activation_with_a_link()
    {
        var dialogue = await Connected("post the client projects from Notion to #general, only when I ask", "yes", "yes");
        dialogue.World = dialogue.World with
        {
            Accounts = [.. dialogue.World.Accounts.Select(account => account.Integration == "slack" ? account with { Standing = AccountStanding.NeedsSignIn } : account)],
        };
        await dialogue.SayAsync("turn it on");
        Assert.Contains("somebody has to sign in again", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("yes");
        Assert.Equal(new BeginSignIn("slack", "c-slack"), dialogue.Commands[^1]);
        await dialogue.SignInAsync();
        Assert.Equal(QuestionKind.Activate, dialogue.State.Question!.Kind);
    }

    [Theory]
    [InlineData("yes, connect it")]
    [InlineData("Yes, connect Notion")]
    [InlineData("please sign me in")]
    [InlineData("give me the link")]
    [InlineData("go ahead and connect it")]
    [InlineData("sure, why not")]
    [InlineData("yep")]
    public async Task There_are_many_ways_to_want_the_link(string line)
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], "weekly report from Notion", line);
        Assert.Equal(QuestionKind.SignIn, dialogue.State.Question!.Kind);
        Assert.Single(dialogue.Commands.OfType<BeginSignIn>());
    }

    [Theory]
    [InlineData("it says the link is too old")]
    [InlineData("new link please")]
    [InlineData("the link does not work")]
    [InlineData("can I have another link?")]
    public async Task There_are_many_ways_to_want_another_link(string line)
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], "weekly report from Notion", "yes", line);
        Assert.Equal(2, dialogue.Commands.OfType<BeginSignIn>().Count());
    }

    [Fact]
    public async Task Every_answer_that_is_offered_is_understood()
    {
        string[] lines = ["connect my Notion", "Client Projects", "weekly report to Slack", "yes", "#general", "mondays at 9 in the morning", "yes", "yes", "yes"];
        for (var at = 1; at <= lines.Length; at++)
        {
            var offered = (await Held(lines[..at])).Turns[^1].Actions;
            foreach (var action in offered)
            {
                var dialogue = await Held(lines[..at]);
                await dialogue.SayAsync(action);
                Assert.DoesNotContain("not understand", dialogue.Reply, StringComparison.Ordinal);
                Assert.DoesNotContain("not sure whether", dialogue.Reply, StringComparison.Ordinal);
                Assert.DoesNotContain("find nothing called", dialogue.Reply, StringComparison.Ordinal);
                Assert.DoesNotContain("did not find a job", dialogue.Reply, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Whoever is asked to sign in does so.</summary>
    private static async Task<Dialogue> Held(IEnumerable<string> lines)
    {
        var dialogue = new Dialogue();
        foreach (var line in lines)
        {
            if (dialogue.State.Question?.Kind == QuestionKind.SignIn)
            {
                await dialogue.SignInAsync();
            }

            await dialogue.SayAsync(line);
        }

        return dialogue;
    }

    private static async Task<Dialogue> Connected(params string[] lines)
    {
        var dialogue = new Dialogue();
        dialogue.Connect("notion");
        dialogue.Connect("slack");
        foreach (var line in lines)
        {
            await dialogue.SayAsync(line);
        }

        return dialogue;
    }
}

using OmniForge.Agents.Building;
using OmniForge.Agents.Building.Events;

namespace OmniForge.Agents.Tests.Building;

/// <summary>Agents that start when something happens, talked into being.</summary>
public sealed class EventTalkTests
{
    private static readonly KnownEvent[] Served =
    [
        new("notion.page_created", EventNotice.Looked, 5), new("notion.page_updated", EventNotice.Looked, 5), new("linear.issue_created", EventNotice.Told, 0),
        new("github.issue_opened", EventNotice.ToldOnceEntered, 0), new("github.pull_request_opened", EventNotice.ToldOnceEntered, 0),
        new("slack.message_posted", EventNotice.Told, 0), new("webhook.received", EventNotice.ToldOnceEntered, 0),
    ];

    private static Dialogue Talk(params string[] accounts)
    {
        var dialogue = new Dialogue(Tables.World("projects.csv") with { Events = Served }, "projects.csv");
        foreach (var account in accounts)
        {
            dialogue.Connect(account);
        }

        return dialogue;
    }

    [Theory]
    [InlineData("whenever a page is added to Meetings, post it to #general on Slack")]
    [InlineData("post to #general whenever somebody adds a new page to the Meetings database in Notion")]
    public async Task A_new_page_is_waited_for_in_its_database_and_told_where_it_was_asked_for(string words)
    {
        var talk = Talk("notion", "slack");
        var reply = await talk.SayAsync(words);
        Assert.Equal(QuestionKind.Summary, talk.State.Question?.Kind);
        Assert.Contains("whenever a page is added to \"Meetings\" in Notion; I look every 5 minutes", reply, StringComparison.Ordinal);
        Assert.Contains("\"#general\" in Slack", reply, StringComparison.Ordinal);
        var plan = Assert.Single(talk.Proposal!.Changes.OfType<UpsertTrigger>()).Plan;
        Assert.Equal(new("notion.page_created", "notion", "c-notion", "db-2", EventNotice.Looked, 5), plan);
        Assert.Empty(talk.Proposal.Changes.OfType<UpsertSchedule>());
        var agent = talk.Proposal.Changes.OfType<UpdateAgent>().Single();
        Assert.Equal(["notion_get_page", "slack_post_message", "table_query"], agent.GrantedTools.Order());
    }

    [Fact]
    public async Task What_is_missing_is_asked_for_one_after_the_other()
    {
        var talk = Talk("linear", "slack");
        Assert.Contains("Which team", await talk.SayAsync("when a new Linear issue is created tell #general"), StringComparison.Ordinal);
        var reply = await talk.SayAsync("Engineering");
        Assert.Contains("whenever a issue is created in \"Engineering\" in Linear; I hear of it within seconds".Replace("a issue", "an issue", StringComparison.Ordinal), reply, StringComparison.Ordinal);
        Assert.Equal("T-1", talk.Proposal!.Changes.OfType<UpsertTrigger>().Single().Plan.Place);
    }

    [Fact]
    public async Task Without_an_account_the_sign_in_is_offered_and_the_wish_is_kept()
    {
        var talk = Talk("slack");
        Assert.Contains("sign in to Notion", await talk.SayAsync("whenever a page is added to Meetings, post it to #general"), StringComparison.Ordinal);
        await talk.SayAsync("yes");
        Assert.Contains("whenever a page is added to \"Meetings\"", await talk.SignInAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_two_services_have_such_things_it_is_asked_which()
    {
        var talk = Talk("slack", "linear", "github");
        Assert.Contains("issues of Linear or issues of GitHub", await talk.SayAsync("whenever an issue is created, tell #general"), StringComparison.Ordinal);
        await talk.SayAsync("GitHub");
        Assert.Contains("omni-shop", talk.Reply, StringComparison.Ordinal);
        await talk.SayAsync("omni-shop");
        Assert.Equal("github.issue_opened", talk.Wish.When?.Event?.Type);
    }

    [Theory]
    [InlineData("whenever an issue is closed in GitHub, tell #general", "I cannot notice that in GitHub. There I notice that")]
    [InlineData("whenever a file is uploaded, tell #general", "I cannot notice when something happens to a file")]
    [InlineData("whenever an issue changes in Linear, tell #general", "I cannot notice that in Linear")]
    public async Task What_nothing_tells_of_is_refused_with_what_can_be_done(string words, string refusal)
    {
        var talk = Talk("slack", "linear", "github");
        var reply = await talk.SayAsync(words);
        Assert.Contains(refusal, reply, StringComparison.Ordinal);
        Assert.Contains("set times", reply, StringComparison.Ordinal);
        Assert.Null(talk.Wish.When);
        Assert.Null(talk.Wish.From);
    }

    [Fact]
    public async Task Where_nobody_lets_the_service_in_nothing_is_claimed()
    {
        var talk = Talk("slack", "linear");
        talk.World = talk.World with { Events = [new("notion.page_created", EventNotice.Looked, 5)] };
        Assert.Contains("Linear cannot tell this OmniForge of anything yet", await talk.SayAsync("when a new Linear issue is created tell #general"), StringComparison.Ordinal);
        Assert.Null(talk.Wish.When);
    }

    [Fact]
    public async Task A_condition_on_the_thing_decides_whether_it_is_told()
    {
        var talk = Talk("notion", "slack");
        await talk.SayAsync("whenever a page is added to Client Projects, tell #general, but only if the status is At risk");
        Assert.True(talk.State.Question?.Kind == QuestionKind.Summary, talk.Reply);
        var uses = talk.Proposal!.Changes.OfType<UpdateAgent>().Single().Steps;
        Assert.Equal([1, 2], uses.Select(use => use.Order));
        Assert.Equal("", uses[0].Condition);
        Assert.NotEqual("", uses[1].Condition);
    }

    [Fact]
    public async Task A_call_of_a_system_of_ones_own_starts_it()
    {
        var talk = Talk("slack");
        var reply = await talk.SayAsync("when our shop system calls, tell #general");
        Assert.Contains("whenever \"shop system\" calls", reply, StringComparison.Ordinal);
        Assert.Equal(new("webhook.received", "", "", "", EventNotice.ToldOnceEntered, 0), talk.Proposal!.Changes.OfType<UpsertTrigger>().Single().Plan);
        Assert.Equal(["slack"], talk.Proposal.Changes.OfType<UpdateAgent>().Single().Accounts.Select(bound => bound.Integration));
    }

    [Fact]
    public async Task A_message_needs_nothing_read()
    {
        var talk = Talk("slack");
        await talk.SayAsync("when a message arrives in #client-news, post it to #general");
        Assert.Equal(["slack_post_message", "table_query"], talk.Proposal!.Changes.OfType<UpdateAgent>().Single().GrantedTools.Order());
        Assert.Equal("C-2", talk.Proposal.Changes.OfType<UpsertTrigger>().Single().Plan.Place);
    }

    [Fact]
    public async Task A_time_takes_the_place_of_an_event_and_back()
    {
        var talk = Talk("notion", "slack");
        await talk.SayAsync("whenever a page is added to Meetings, post it to #general");
        await talk.SayAsync("no, every Monday at 9am instead");
        Assert.Null(talk.Wish.When!.Event);
        Assert.Single(talk.Wish.When.Rules);
        Assert.Empty(talk.Proposal!.Changes.OfType<UpsertTrigger>());
        await talk.SayAsync("no, whenever a page is added to Meetings");
        Assert.Equal("notion.page_created", talk.Wish.When!.Event?.Type);
        Assert.Empty(talk.Wish.When.Rules);
        await talk.SayAsync("undo");
        Assert.Null(talk.Wish.When!.Event);
    }

    [Fact]
    public async Task A_time_beside_an_event_is_refused_in_words()
    {
        var talk = Talk("notion", "slack");
        await talk.SayAsync("whenever a page is added to Meetings, post it to #general");
        Assert.Contains("second agent", await talk.SayAsync("also every Monday at 9am"), StringComparison.Ordinal);
        Assert.NotNull(talk.Wish.When!.Event);
    }

    [Fact]
    public async Task An_event_is_an_answer_to_when_it_should_run()
    {
        var talk = Talk("notion", "slack");
        await talk.SayAsync("post the client projects from Notion that are at risk to #general");
        Assert.Equal(QuestionKind.When, talk.State.Question?.Kind);
        var reply = await talk.SayAsync("whenever a page is added there");
        Assert.Contains("whenever a page is added to \"Client Projects\"", reply, StringComparison.Ordinal);
        Assert.Single(talk.Wish.Filters);
    }

    [Fact]
    public async Task Saying_what_cannot_be_understood_as_an_event_claims_nothing()
    {
        var talk = Talk("notion", "slack");
        await talk.SayAsync("whenever the weather turns, post the list of Meetings in Notion to #general");
        Assert.Null(talk.Wish.When);
    }
}

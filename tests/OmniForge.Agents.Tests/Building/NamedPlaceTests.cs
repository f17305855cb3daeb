using OmniForge.Agents.Building;
using OmniForge.Agents.Building.Turns;

namespace OmniForge.Agents.Tests.Building;

/// <summary>A database, team, repository or channel that is named and not there is said to be missing; nothing near takes its place in silence.</summary>
public sealed class NamedPlaceTests
{
    [Theory]
    [InlineData("github", "every Friday at 16:00 list the issues of the omni-store repository on GitHub", "omni-store", "harbor/omni-shop")]
    [InlineData("github", "every Friday at 16:00 list the GitHub issues of repo harbor/sites-old", "harbor/sites-old", "harbor/site")]
    [InlineData("notion", "every Friday at 16:00 list everything from the Client Contracts database in Notion", "Client Contracts", "Client Projects")]
    [InlineData("notion", "every Friday at 16:00 list everything in the Notion database called \"Meeting notes\"", "Meeting notes", "Meetings")]
    [InlineData("linear", "every Friday at 16:00 list the Linear issues of the Engineers team", "Engineers", "Engineering")]
    public async Task A_source_that_is_not_there_is_named_with_the_closest(string service, string words, string missing, string near)
    {
        var dialogue = new Dialogue();
        dialogue.Connect(service);
        await dialogue.SayAsync(words);
        Assert.Contains($"called \"{missing}\" in the", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("Everything else you told me is kept.", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains($"The closest is \"{near}\"", dialogue.Reply, StringComparison.Ordinal);
        Assert.Equal(QuestionKind.SourcePlace, dialogue.State.Question!.Kind);
        Assert.True(dialogue.Reply.Split(' ').Length <= 80);
        await dialogue.SayAsync(near);
        Assert.Equal((near, QuestionKind.Summary), (dialogue.Wish.From!.Name, dialogue.State.Question!.Kind));
        Assert.Contains("Friday", dialogue.Wish.When!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_near_all_are_listed()
    {
        var dialogue = new Dialogue();
        dialogue.Connect("notion");
        await dialogue.SayAsync("every Friday at 16:00 list everything from the Vendors database in Notion");
        Assert.Contains("I find no database called \"Vendors\" in the Notion account \"Harbor Studio\"", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("\"Client Projects\" (4 rows) and \"Meetings\" (30 rows)", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("the Meetings one");
        Assert.Equal(("Meetings", QuestionKind.Summary), (dialogue.Wish.From!.Name, dialogue.State.Question!.Kind));
    }

    [Fact]
    public async Task A_message_never_goes_to_a_channel_that_is_only_called_alike()
    {
        var dialogue = new Dialogue(Tables.Projects);
        dialogue.Connect("slack");
        await dialogue.SayAsync("every Monday at 8am send the late projects from projects.csv to #client-newz");
        Assert.Contains("I find no channel called \"client-newz\" in the Slack account", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("The closest is \"#client-news\"", dialogue.Reply, StringComparison.Ordinal);
        Assert.Equal("", dialogue.Wish.To!.Id);
        await dialogue.SayAsync("yes, client news");
        Assert.Equal("#client-news", dialogue.Wish.To!.Name);
        Assert.Equal("Late", Assert.Single(dialogue.Wish.Filters).Values[0]);
    }

    [Fact]
    public async Task After_going_back_a_repository_that_is_not_there_keeps_all_else()
    {
        var dialogue = new Dialogue();
        dialogue.Connect("linear");
        dialogue.Connect("github");
        foreach (var line in new[] { "Summarise new Linear bugs every evening", "weekdays only, and I meant all issues, not bugs", "not Linear, GitHub", "go back", "keep GitHub, the omni-store repository" })
        {
            await dialogue.SayAsync(line);
        }

        Assert.Contains("I find no repository called \"omni-store\"", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("weekday", dialogue.Wish.When!.Sentence, StringComparison.Ordinal);
        await dialogue.SayAsync("the omni-shop repository");
        Assert.Equal(("harbor/omni-shop", QuestionKind.Summary), (dialogue.Wish.From!.Name, dialogue.State.Question!.Kind));
    }

    [Fact]
    public async Task Another_database_can_be_chosen_by_its_name_at_any_time()
    {
        var dialogue = new Dialogue();
        dialogue.Connect("notion");
        await dialogue.SayAsync("every Monday at 9am list everything from the Client Projects database in Notion");
        await dialogue.SayAsync("no, the Meetings database");
        Assert.Equal("Meetings", dialogue.Wish.From!.Name);
        await dialogue.SayAsync("use the Vendors database instead");
        Assert.Contains("I find no database called \"Vendors\"", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("client projects");
        Assert.Equal(("db-1", QuestionKind.Summary), (dialogue.Wish.From!.Id, dialogue.State.Question!.Kind));
    }

    [Theory]
    [InlineData("notion", "read our project database", "project")]
    [InlineData("notion", "the database called Client Projects please", "Client Projects")]
    [InlineData("github", "keep GitHub, the omni-shop repository", "omni-shop")]
    [InlineData("github", "issues in repository harbor/site, newest first", "harbor/site")]
    [InlineData("linear", "what the Design team has open", "Design")]
    [InlineData("notion", "our whole Notion database", null)]
    [InlineData("notion", "not the Meetings database", null)]
    [InlineData("linear", "which team is late?", null)]
    [InlineData("slack", "the news database", null)]
    public void A_name_is_what_stands_beside_its_noun(string service, string words, string? name)
        => Assert.Equal(name, SaidPlaces.Of(words, service)?.Name);
}

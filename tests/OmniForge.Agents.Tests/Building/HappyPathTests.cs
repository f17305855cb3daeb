using OmniForge.Agents.Building;

namespace OmniForge.Agents.Tests.Building;

/// <summary>From the first wish to a real report, over tables of several domains.</summary>
public sealed class HappyPathTests
{
    [Theory]
    [InlineData(Tables.Projects, "every Monday at 8am read our project list, put the at-risk ones first and write me a report")]
    [InlineData(Tables.Cars, "every Friday at 4pm show me the cars from Japan with more than 30 mpg, sorted by horsepower")]
    [InlineData(Tables.Movies, "weekdays at 9am list the top 3 movies by IMDB rating, just title and director")]
    [InlineData(Tables.Weather, "daily at 17:45 average temp_max per location from the weather file")]
    [InlineData(Tables.Invoices, "every day at 7am tell me which invoices are unpaid and overdue, biggest amount first")]
    public async Task A_wish_becomes_an_agent_that_is_on_and_gives_a_real_report(string file, string wish)
    {
        var dialogue = await Dialogue.HoldAsync([file], wish, "looks right", "yes, test it", "yes, switch it on", "run it now");
        Assert.Equal(Phase.Complete, dialogue.Phase);
        Assert.Equal(AgentStanding.Active, dialogue.State.Standing);
        Assert.False(dialogue.Wish.When!.OnDemand);
        Assert.Equal(["AcceptProposal", "StartTest", "Activate", "RunNow"], dialogue.Commands.Select(command => command.GetType().Name));
        Assert.Contains("The run is finished", dialogue.Reply, StringComparison.Ordinal);
        Assert.True(dialogue.Workspace.Has($"output/{dialogue.State.SkillName}.md"), dialogue.Reply);
        Phase[] phases = [Phase.Discovery, Phase.Requirements, Phase.Generation, Phase.Testing, Phase.Activation, Phase.Complete];
        Assert.Equal(phases, dialogue.Turns.SelectMany(turn => turn.PhaseChanges).Select(change => change.To));
    }

    [Fact]
    public async Task At_risk_projects_come_first_in_the_report()
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], "read our project list, put the at-risk ones first and write me a "
            + "report", "only when I ask", "yes", "yes", "yes", "run it now");
        var report = dialogue.Workspace[$"output/{dialogue.State.SkillName}.md"];
        Assert.Matches(@"(?s)\|\s*---.*?\n\|\s*(Search ads|Newsletter).*?\n\|\s*(Search ads|Newsletter)", report);
        Assert.Equal(["status"], dialogue.Wish.Sorts.Select(sort => sort.Column));
        Assert.Equal(["At risk"], dialogue.Wish.Sorts[0].First);
    }

    [Fact]
    public async Task The_demo_wish_is_read_whole()
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], "every Monday at 8 read our project list, put the at-risk ones first "
            + "and write me a report");
        Assert.Equal(QuestionKind.Summary, dialogue.State.Question?.Kind);
        var rule = Assert.Single(dialogue.Wish.When!.Rules);
        Assert.Equal("Europe/Berlin", rule.TimeZone);
        Assert.Contains("\"projects.csv\" (8 rows)", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("At risk first", dialogue.Reply, StringComparison.Ordinal);
        Assert.Equal(
            """{"source":{"file":"projects.csv"},"sort":[{"column":"status","first":["At risk"]}],"output":"markdown"}""",
            Dialogue.Query(dialogue.Proposal!).ToJsonString());
    }
}

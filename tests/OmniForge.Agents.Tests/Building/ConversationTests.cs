using OmniForge.Agents.Building;

namespace OmniForge.Agents.Tests.Building;

/// <summary>Whole conversations as people hold them: additions, corrections, several wishes in one message.</summary>
public sealed class ConversationTests
{
    [Fact]
    public async Task A_weekly_report_grows_answer_by_answer()
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects, Tables.Movies], "I lose every Monday copying project status into a report for my boss");
        Assert.Equal((QuestionKind.When, true), (dialogue.State.Question!.Kind, dialogue.Wish.When is null));
        await dialogue.SayAsync("Status and deadline, grouped by client");
        Assert.Contains("\"status\" and \"due_date\"", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("mondays at 8:30, and the owner too");
        Assert.Equal(["status", "due_date", "owner"], dialogue.Wish.Columns);
        Assert.Contains("every Monday at 8:30 in the morning", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("looks right");
        Assert.Equal(AgentStanding.Draft, dialogue.State.Standing);
        await dialogue.SayAsync("test it with last week");
        Assert.Contains("Nothing was written and nothing was sent", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("late ones first, then switch it on");
        Assert.Equal((AgentStanding.Draft, QuestionKind.Activate), (dialogue.State.Standing, dialogue.State.Question!.Kind));
        await dialogue.SayAsync("yes");
        Assert.Equal((Phase.Complete, AgentStanding.Active), (dialogue.Phase, dialogue.State.Standing));
    }

    [Fact]
    public async Task An_unclear_time_is_asked_and_its_clear_part_kept()
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], "list the late projects", "send it 8:30ish on Mondays");
        Assert.Equal((QuestionKind.WhenPart, true), (dialogue.State.Question!.Kind, dialogue.Wish.When is null));
        await dialogue.SayAsync("half past eight");
        Assert.Contains("every Monday at 8:30", dialogue.Wish.When!.Sentence, StringComparison.Ordinal);
        await dialogue.SayAsync("and on the 31st of every month");
        await dialogue.SayAsync("last day");
        Assert.Equal(2, dialogue.Wish.When!.Rules.Count);
        Assert.Equal(["Late"], dialogue.Wish.Filters[0].Values);
    }

    [Fact]
    public async Task One_message_can_say_everything()
    {
        var dialogue = await Dialogue.HoldAsync(
            [Tables.Projects],
            "every Monday at 8am, from projects.csv, a csv with project, owner and budget, only where progress is under 50 or status is late, save it as slow.csv",
            "yes, test it");
        Assert.Equal((QuestionKind.Activate, TestStanding.Passed), (dialogue.State.Question!.Kind, dialogue.State.Test));
        await dialogue.SayAsync("yes");
        await dialogue.SayAsync("run it now");
        Assert.StartsWith("project,owner,budget\nWebsite relaunch,", dialogue.Workspace["output/slow.csv"].ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_of_the_person_can_be_the_job()
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], "Which projects are late or at risk? Send me that every weekday at 8am, sorted by due date");
        Assert.Equal(["Late", "At risk"], dialogue.Wish.Filters[0].Values);
        Assert.Equal(QuestionKind.Summary, dialogue.State.Question!.Kind);
    }

    [Fact]
    public async Task An_unclear_word_is_asked_and_answered_by_column_value_or_left_out()
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], "list only the shiny ones", "status", "At risk");
        Assert.Equal(["At risk"], dialogue.Wish.Filters[0].Values);
        await dialogue.SayAsync("only when I ask");
        await dialogue.SayAsync("only the fluffy ones");
        await dialogue.SayAsync("leave that out");
        Assert.Single(dialogue.Wish.Filters);
        Assert.Equal(QuestionKind.Summary, dialogue.State.Question!.Kind);
    }

    [Theory]
    [InlineData("call it \"Late: now\"", "Late: now")]
    [InlineData("rename it to Friday list", "Friday list")]
    [InlineData("please call the agent Übersicht 🚀", "Übersicht 🚀")]
    public async Task A_name_of_the_person_is_taken_as_it_is(string line, string name)
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], "list the late projects", "only when I ask", line, "yes", "yes", "yes", "run it now");
        Assert.Equal(name, dialogue.Wish.Name);
        Assert.Contains("The run is finished", dialogue.Reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("what can you do?")]
    [InlineData("banana")]
    [InlineData("thanks")]
    [InlineData("is it safe?")]
    public async Task Nothing_to_do_in_the_words_gives_a_question_and_no_agent(string line)
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], line);
        Assert.Equal((Phase.Discovery, QuestionKind.Goal, ""), (dialogue.Phase, dialogue.State.Question!.Kind, dialogue.Wish.Goal));
    }

    [Fact]
    public async Task Another_file_drops_what_no_longer_fits_and_names_it()
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects, Tables.Cars], "from projects.csv only the late ones", "only when I ask", "no, use cars.json");
        Assert.Equal((Tables.Cars, 0), (dialogue.Wish.File, dialogue.Wish.Filters.Count));
        Assert.Contains("so I dropped: \"status\" is Late", dialogue.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_table_the_person_is_told_what_to_do()
    {
        var dialogue = await Dialogue.HoldAsync([], "every Monday at 8 summarise our project list");
        Assert.Equal(QuestionKind.File, dialogue.State.Question!.Kind);
        Assert.Contains("no table in your workspace", dialogue.Reply, StringComparison.Ordinal);
    }
}

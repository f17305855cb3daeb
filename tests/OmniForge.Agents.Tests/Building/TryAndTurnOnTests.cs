using OmniForge.Agents.Building;

namespace OmniForge.Agents.Tests.Building;

/// <summary>A change of a draft that is said together with "then switch it on": shown, tried, and one last question for both.</summary>
public sealed class TryAndTurnOnTests
{
    [Theory]
    [InlineData("late ones first, then switch it on", "Order:")]
    [InlineData("only the top 2 by budget and turn it on", "Length:")]
    [InlineData("drop the notes column, then activate it", "Shows:")]
    [InlineData("drop the budget and switch it on", "Shows:")]
    public async Task One_yes_saves_and_turns_on_what_was_tried(string words, string changed)
    {
        var dialogue = await TestedAsync();
        await dialogue.SayAsync(words);
        Assert.Contains("Before and after:", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains(changed, dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("This is the result of the test.", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("Shall I save this change and turn it on now?", dialogue.Reply, StringComparison.Ordinal);
        Assert.Equal(new StartTest(TestSubject.Proposal), dialogue.Commands[^1]);
        Assert.Equal(AgentStanding.Draft, dialogue.State.Standing);
        await dialogue.SayAsync("yes");
        Assert.Equal([new AcceptProposal(AcceptMode.Draft), new Activate(TestEvidence.PassedTest)], dialogue.Commands.TakeLast(2));
        Assert.Equal((AgentStanding.Active, TurnAct.None), (dialogue.State.Standing, dialogue.State.Next));
        Assert.Contains("is on.", dialogue.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_further_change_is_tried_again_before_the_yes_counts()
    {
        var dialogue = await TestedAsync();
        await dialogue.SayAsync("late ones first, then switch it on");
        await dialogue.SayAsync("only the top 3");
        Assert.Equal(3, dialogue.Commands.OfType<StartTest>().Count());
        Assert.Equal(QuestionKind.Activate, dialogue.State.Question!.Kind);
        Assert.Empty(dialogue.Commands.OfType<Activate>());
        await dialogue.SayAsync("yes");
        Assert.Equal((AgentStanding.Active, 3), (dialogue.State.Standing, dialogue.State.History[^1].Wish.Limit));
    }

    [Theory]
    [InlineData("no")]
    [InlineData("not yet")]
    [InlineData("great, save it")]
    public async Task Without_a_yes_it_stays_off(string words)
    {
        var dialogue = await TestedAsync();
        await dialogue.SayAsync("late ones first, then switch it on");
        await dialogue.SayAsync(words);
        Assert.Empty(dialogue.Commands.OfType<Activate>());
        Assert.Equal(AgentStanding.Draft, dialogue.State.Standing);
    }

    [Fact]
    public async Task After_a_no_nothing_is_turned_on_by_the_next_yes()
    {
        var dialogue = await TestedAsync();
        foreach (var line in new[] { "late ones first, then switch it on", "no", "nothing, keep it", "yes" })
        {
            await dialogue.SayAsync(line);
        }

        Assert.Empty(dialogue.Commands.OfType<Activate>());
        Assert.Equal(QuestionKind.Test, dialogue.State.Question!.Kind);
    }

    [Fact]
    public async Task To_run_it_now_is_no_yes_to_saving_a_change()
    {
        var dialogue = await TestedAsync();
        foreach (var line in new[] { "yes", "only the top 3 by budget", "run it now" })
        {
            await dialogue.SayAsync(line);
        }

        Assert.Equal(QuestionKind.Edit, dialogue.State.Question!.Kind);
        Assert.Null(dialogue.State.History[^1].Wish.Limit);
    }

    private static Task<Dialogue> TestedAsync()
        => Dialogue.HoldAsync([Tables.Projects], "every Monday at 8 in the morning list all projects from projects.csv with the project, the budget, the status and the notes", "looks right", "test it");
}

using OmniForge.Agents.Building.Turns;

namespace OmniForge.Agents.Tests.Building;

/// <summary>What is said before the table is known can be put right before it is known.</summary>
public sealed class LaterCorrectionTests
{
    [Theory]
    [InlineData("Summarise new bugs", "and I meant all issues, not bugs", "Summarise new all issues")]
    [InlineData("list the late projects", "the blocked ones instead of the late projects", "list the the blocked ones")]
    [InlineData("show the owner", "not the owner, but the client", "show the the client")]
    [InlineData("list the late projects", "with the owner too", "list the late projects. with the owner too")]
    [InlineData("list the late projects", "newest first, not by name", "list the late projects. newest first, not by name")]
    [InlineData(null, "all issues, not bugs", "all issues, not bugs")]
    public void The_old_words_give_way(string? earlier, string later, string joined) => Assert.Equal(joined, LaterCorrections.Join(earlier, later));

    [Fact]
    public async Task A_time_and_a_plan_are_told_while_a_place_is_asked_for()
    {
        var dialogue = new Dialogue();
        dialogue.Connect("linear");
        await dialogue.SayAsync("Summarise new Linear bugs every evening");
        Assert.Contains("I can build that.", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("every day at 6:00 in the evening, Berlin time (the time of day was my assumption)", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("Which team should I read?", dialogue.Reply, StringComparison.Ordinal);
        Assert.Null(dialogue.State.Noted);
    }

    [Fact]
    public async Task Of_a_change_of_two_things_one_can_be_taken_back()
    {
        var dialogue = await Dialogue.HoldAsync(
            [Tables.Projects], "every Friday at 4pm list the late projects from projects.csv", "only those of Derek Osei and every Thursday at 5pm instead", "undo the time change");
        Assert.Contains("Friday at 4:00", dialogue.Wish.When!.Sentence, StringComparison.Ordinal);
        Assert.Contains(dialogue.Wish.Filters, filter => filter.Column == "owner");
    }
}

using OmniForge.Agents.Building;

namespace OmniForge.Agents.Tests.Building;

/// <summary>A place stands for its time: used when that is asked for, asked about when it is only mentioned.</summary>
public sealed class WhereaboutsTests
{
    private static readonly string[] Scheduled = ["read our project list, at-risk ones first", "every Monday at 8:30 in the morning"];

    [Theory]
    [InlineData("use Lisbon time", "Europe/Lisbon")]
    [InlineData("please switch to New York time", "America/New_York")]
    [InlineData("change the time zone to Madrid", "Europe/Madrid")]
    [InlineData("same time but in Tokyo", "Asia/Tokyo")]
    [InlineData("make it London time please", "Europe/London")]
    [InlineData("switch to UTC", "UTC")]
    [InlineData("I'm in Lisbon now, use Lisbon time", "Europe/Lisbon")]
    [InlineData("I'm in Mumbai, so use Madrid time", "Europe/Madrid")]
    public async Task A_wish_for_the_time_of_a_place_is_taken_at_once_and_the_hour_stays(string say, string zone)
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], [.. Scheduled, say]);
        Assert.Equal([new("30 8 * * MON", zone)], dialogue.Wish.When!.Rules);
        Assert.Equal(QuestionKind.Summary, dialogue.State.Question?.Kind);
    }

    [Theory]
    [InlineData("I'm in Lisbon this month")]
    [InlineData("by the way, I live in Lisbon")]
    [InlineData("We are currently in Lisbon, for the conference")]
    [InlineData("I’ve moved to Lisbon")]
    public async Task Saying_where_one_is_changes_nothing_before_it_was_asked(string say)
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], [.. Scheduled, say]);
        Assert.Equal("Europe/Berlin", Assert.Single(dialogue.Wish.When!.Rules).TimeZone);
        Assert.Contains("Lisbon time", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("Berlin time", dialogue.Reply, StringComparison.Ordinal);
        Assert.Equal(QuestionKind.Whereabouts, dialogue.State.Question?.Kind);
    }

    [Theory]
    [InlineData("Lisbon please", "Europe/Lisbon")]
    [InlineData("yes", "Europe/Lisbon")]
    [InlineData("Lisbon time", "Europe/Lisbon")]
    [InlineData("yes, Lisbon", "Europe/Lisbon")]
    [InlineData("keep Berlin time", "Europe/Berlin")]
    [InlineData("no", "Europe/Berlin")]
    [InlineData("stay with Berlin", "Europe/Berlin")]
    [InlineData("rather New York", "America/New_York")]
    public async Task The_answer_decides_and_the_summary_comes_back(string say, string zone)
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], [.. Scheduled, "I'm in Lisbon this month", say]);
        Assert.Equal([new("30 8 * * MON", zone)], dialogue.Wish.When!.Rules);
        Assert.Equal(QuestionKind.Summary, dialogue.State.Question?.Kind);
    }

    [Theory]
    [InlineData("I'm in a hurry")]
    [InlineData("I work in sales")]
    [InlineData("I am in the Central team")]
    [InlineData("I'm in charge of this")]
    public async Task Other_things_that_people_are_in_are_no_places(string say)
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], [.. Scheduled, say]);
        Assert.NotEqual(QuestionKind.Whereabouts, dialogue.State.Question?.Kind);
        Assert.Equal("Europe/Berlin", Assert.Single(dialogue.Wish.When!.Rules).TimeZone);
    }

    [Fact]
    public async Task Undo_brings_the_time_of_before_back()
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], [.. Scheduled, "use Lisbon time", "undo"]);
        Assert.Equal("Europe/Berlin", Assert.Single(dialogue.Wish.When!.Rules).TimeZone);
    }

    [Fact]
    public async Task An_unclear_time_is_cleared_up_moved_to_another_place_and_gets_a_second_rule()
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], "read our project list, at-risk ones first", "send it 8:30ish on Mondays");
        Assert.Null(dialogue.Wish.When);
        await dialogue.SayAsync("half past eight");
        Assert.Contains("every Monday at 8:30 in the morning, Berlin time", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("I'm in Lisbon this month");
        await dialogue.SayAsync("Lisbon please");
        await dialogue.SayAsync("and on the 31st of every month");
        Assert.Contains("last day", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("last day");
        Assert.Equal([new("30 8 * * MON", "Europe/Lisbon"), new("30 8 L * *", "Europe/Lisbon")], dialogue.Wish.When!.Rules);
        await dialogue.SayAsync("yes, that's it");
        Assert.Equal(Phase.Testing, dialogue.Phase);
    }
}

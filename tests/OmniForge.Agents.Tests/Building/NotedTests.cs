namespace OmniForge.Agents.Tests.Building;

/// <summary>What was understood is said before the builder asks about something else.</summary>
public sealed class NotedTests
{
    [Fact]
    public async Task The_first_answer_tells_what_is_read_when_it_runs_and_what_was_assumed()
    {
        var dialogue = await Dialogue.HoldAsync([], "Summarise new Linear bugs every evening");
        Assert.Contains("Reads: Linear", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("every day at 6:00 in the evening, Berlin time (the time of day was my assumption)", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("link to sign in to Linear", dialogue.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_while_something_else_is_asked_is_confirmed()
    {
        var dialogue = await Dialogue.HoldAsync([], "Summarise new Linear bugs every evening", "weekdays only, and I meant all issues, not bugs");
        Assert.Contains("every weekday at 6:00 in the evening", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("I meant all issues, not bugs", dialogue.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undo_says_what_it_was_and_what_it_is_now()
    {
        var dialogue = await Dialogue.HoldAsync(
            [], "Summarise new Linear bugs every evening", "weekdays only", "actually undo the weekdays thing");
        Assert.Contains("every weekday at 6:00 in the evening, Berlin time → every day at 6:00 in the evening, Berlin time", dialogue.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_turn_that_said_nothing_new_is_not_confirmed()
    {
        var dialogue = await Dialogue.HoldAsync([], "Summarise new Linear bugs every evening", "hmm");
        Assert.DoesNotContain("Noted", dialogue.Reply, StringComparison.Ordinal);
    }
}

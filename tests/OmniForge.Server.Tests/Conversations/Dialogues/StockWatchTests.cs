using OmniForge.V1;

namespace OmniForge.Server.Tests.Conversations.Dialogues;

/// <summary>An agent that runs is found by a part of its name, changed, taken back, changed again with a pause, and goes on.</summary>
public sealed class StockWatchTests : IAsyncLifetime
{
    private DialogueStage _stage = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await DialogueStage.SetAsync();
        await _stage.PutAsync("stock.csv", "item,quantity,shelf", "Bolts,3,A", "Nuts,7,A", "Washers,12,B", "Hinges,15,C", "Nails,25,D");
        await _stage.SayAllAsync(
            "Each evening at 6 check stock.csv and list the items with a quantity below 10. Call it Stock watch.", "yes", "skip the test and switch it on", "yes");
        Assert.Equal(AgentStatus.Active, (await _stage.AgentAsync()).Status);
        await _stage.BeginAsync();
    }

    public async ValueTask DisposeAsync() => await _stage.DisposeAsync();

    [Theory]
    [InlineData("warn me below 20 instead of 10")]
    [InlineData("in my stock agent, warn me below 20 instead")]
    [InlineData("the stock one should warn me below 20")]
    public async Task A_limit_is_changed_undone_and_wanted_again(string words)
    {
        var shown = await _stage.SayAsync(words);
        Assert.Contains("\"quantity\" is less than 10 → \"quantity\" is less than 20", shown, StringComparison.Ordinal);
        Assert.Contains("Until you accept, the present version keeps working.", shown, StringComparison.Ordinal);
        Assert.Equal(1, (await _stage.AgentAsync()).Version);
        Assert.Contains("Saved as version 2.", await _stage.SayAsync("ok"), StringComparison.Ordinal);
        Assert.Matches("Version 2, .*, by you: .*10.*20", await _stage.SayAsync("what changed lately?"));
        var undone = await _stage.SayAsync("undo that");
        Assert.Contains("less than 20 → \"quantity\" is less than 10", undone, StringComparison.Ordinal);
        Assert.Contains("Both versions stay in the history.", undone, StringComparison.Ordinal);
        var paused = await _stage.SayAsync("no, I do want 20, but pause it till I'm back");
        Assert.Contains("20", paused, StringComparison.Ordinal);
        Assert.Contains("paused", paused, StringComparison.Ordinal);
        Assert.Equal((4, AgentStatus.Paused), ((await _stage.AgentAsync()).Version, (await _stage.AgentAsync()).Status));
        Assert.All(await _stage.SchedulesAsync(), schedule => Assert.Empty(schedule.NextFireTimes));
        var on = await _stage.SayAsync("I'm back, carry on");
        Assert.Contains("is on again. Times that passed meanwhile are not made up for.", on, StringComparison.Ordinal);
        Assert.Contains("Next times:", on, StringComparison.Ordinal);
        var ran = await _stage.SayAsync("run it now");
        Assert.Contains("Hinges", ran, StringComparison.Ordinal);
        Assert.DoesNotContain("Nails", ran, StringComparison.Ordinal);
    }
}

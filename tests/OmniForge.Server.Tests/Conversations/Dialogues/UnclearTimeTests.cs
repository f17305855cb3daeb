using OmniForge.V1;

namespace OmniForge.Server.Tests.Conversations.Dialogues;

/// <summary>A time that is said in part, moved to another place and given a second rule.</summary>
public sealed class UnclearTimeTests : IAsyncLifetime
{
    private DialogueStage _stage = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await DialogueStage.SetAsync();
        await _stage.PutAsync("stock.csv", "item,quantity", "Bolts,3", "Nuts,7");
    }

    public async ValueTask DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task The_unclear_part_is_asked_the_place_is_asked_and_short_months_are_asked()
    {
        await _stage.SayAsync("list everything in stock.csv");
        var unclear = await _stage.SayAsync("send it 8:30ish on Mondays");
        Assert.Contains("every Monday", unclear, StringComparison.Ordinal);
        Assert.Contains("\"8:30ish\"", unclear, StringComparison.Ordinal);
        Assert.Contains("8:30 in the morning", unclear, StringComparison.Ordinal);
        Assert.DoesNotContain("schedule", (await _stage.KnownAsync()).Keys);

        var clear = await _stage.SayAsync("half past eight");
        Assert.Contains("every Monday at 8:30 in the morning, Berlin time", clear, StringComparison.Ordinal);
        Assert.Equal(5, clear[clear.IndexOf("Next times:", StringComparison.Ordinal)..].Split("Monday ").Length - 1);

        var asked = await _stage.SayAsync("I'm in Lisbon this month");
        Assert.Contains("Lisbon time", asked, StringComparison.Ordinal);
        Assert.Contains("At present it is Berlin time.", asked, StringComparison.Ordinal);
        Assert.Contains("Berlin time", (await _stage.KnownAsync())["schedule"], StringComparison.Ordinal);

        Assert.Contains("every Monday at 8:30 in the morning, Lisbon time", await _stage.SayAsync("Lisbon please"), StringComparison.Ordinal);
        var months = await _stage.SayAsync("and on the 31st of every month");
        Assert.Contains("skip those months or take their last day?", months, StringComparison.Ordinal);
        Assert.Contains("every Monday", (await _stage.KnownAsync())["schedule"], StringComparison.Ordinal);

        var both = await _stage.SayAsync("last day");
        Assert.Contains("every Monday at 8:30 in the morning and on the last day of every month at 8:30 in the morning, Lisbon time", both, StringComparison.Ordinal);
        Assert.Contains("Next times:", both, StringComparison.Ordinal);

        var confirmed = await _stage.SayAsync("yes, that's it");
        Assert.Contains("on the last day of every month at 8:30 in the morning, Lisbon time", confirmed, StringComparison.Ordinal);
        Assert.Contains("Shall I try it out now?", confirmed, StringComparison.Ordinal);
        Assert.Equal(["30 8 * * MON Europe/Lisbon", "30 8 L * * Europe/Lisbon"], await _stage.TimesAsync());
        await _stage.SayAllAsync("yes", "yes");
        Assert.All(await _stage.SchedulesAsync(), schedule => Assert.NotEmpty(schedule.NextFireTimes));
        Assert.Contains("Nuts", await _stage.SayAsync("run it now"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_words_and_other_places_go_the_same_way()
    {
        await _stage.SayAsync("show me what is in stock.csv");
        var unclear = await _stage.SayAsync("around 5pm on Thursdays");
        Assert.Contains("every Thursday", unclear, StringComparison.Ordinal);
        Assert.Contains("every Thursday at 5:00 in the afternoon, Berlin time", await _stage.SayAsync("17:00 sharp"), StringComparison.Ordinal);
        Assert.Contains("Tokyo time", await _stage.SayAsync("I am in Tokyo for a few weeks"), StringComparison.Ordinal);
        Assert.Contains("Berlin time", await _stage.SayAsync("no, keep it"), StringComparison.Ordinal);
        await _stage.SayAsync("also on the 30th of each month");
        await _stage.SayAllAsync("skip the short months", "yes");
        Assert.Equal(["0 17 * * THU Europe/Berlin", "0 17 30 * * Europe/Berlin"], await _stage.TimesAsync());
        Assert.Equal(AgentStatus.Draft, (await _stage.AgentAsync()).Status);
    }
}

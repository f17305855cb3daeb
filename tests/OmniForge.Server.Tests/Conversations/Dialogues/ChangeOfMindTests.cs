using OmniForge.V1;

namespace OmniForge.Server.Tests.Conversations.Dialogues;

/// <summary>Corrections, another service, going back, a change that is taken back and a start over that is not.</summary>
public sealed class ChangeOfMindTests : IAsyncLifetime
{
    private DialogueStage _stage = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await DialogueStage.SetAsync();
        var site = _stage.Stage.Doubles.GitHub.Site;
        var shop = site.AddRepository(site.Users[0], "omni-shop");
        shop.AddIssue(site.Users[0], "Cart is empty", "", "bug");
        shop.AddIssue(site.Users[0], "Sell gift cards");
        await _stage.ConnectAsync("linear", "github");
    }

    public async ValueTask DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task The_last_word_counts_and_nothing_else_is_lost()
    {
        var plan = await _stage.SayAsync("Summarise new Linear bugs every evening");
        Assert.Contains("every day at 6:00 in the evening, Berlin time (the time of day was my assumption)", plan, StringComparison.Ordinal);
        Assert.Equal(["linear 1"], await _stage.PlanAsync());

        var both = await _stage.SayAsync("weekdays only, and I meant all issues, not bugs");
        Assert.Contains("every weekday at 6:00 in the evening", both, StringComparison.Ordinal);
        Assert.Contains("all issues, not bugs", both, StringComparison.Ordinal);

        var replaced = await _stage.SayAsync("not Linear, GitHub");
        Assert.Contains("I no longer read from Linear.", replaced, StringComparison.Ordinal);
        Assert.Contains("Which repository should I read?", replaced, StringComparison.Ordinal);
        Assert.Contains("weekday", (await _stage.KnownAsync())["schedule"], StringComparison.Ordinal);

        var back = await _stage.SayAsync("go back");
        Assert.Contains("Where shall I read from? At present it is GitHub", back, StringComparison.Ordinal);
        Assert.StartsWith("GitHub", (await _stage.KnownAsync())["source"], StringComparison.Ordinal);

        var absent = await _stage.SayAsync("keep GitHub, the omni-store repository");
        Assert.Contains("I find no repository called \"omni-store\" in the GitHub account", absent, StringComparison.Ordinal);
        Assert.Contains("The closest is \"harbor-studio/omni-shop\"", absent, StringComparison.Ordinal);
        await _stage.SayAsync("go back");
        var summary = await _stage.SayAsync("keep GitHub, the omni-shop repository");
        Assert.Contains("issues of \"harbor-studio/omni-shop\"", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("filter", (await _stage.KnownAsync()).Keys);

        var undone = await _stage.SayAsync("actually undo the weekdays thing");
        Assert.Contains("every weekday at 6:00 in the evening, Berlin time → every day at 6:00 in the evening, Berlin time", undone, StringComparison.Ordinal);
        Assert.Contains("omni-shop", (await _stage.KnownAsync())["source"], StringComparison.Ordinal);

        var known = await _stage.KnownAsync();
        Assert.Contains("Start over?", await _stage.SayAsync("start over"), StringComparison.Ordinal);
        Assert.Contains("This is what I will build:", await _stage.SayAsync("no, carry on"), StringComparison.Ordinal);
        Assert.Equal(known, await _stage.KnownAsync());

        Assert.Contains("is created. It is not on yet.", await _stage.SayAsync("looks good"), StringComparison.Ordinal);
        Assert.Equal(AgentStatus.Draft, (await _stage.AgentAsync()).Status);
        Assert.Equal(["0 18 * * * Europe/Berlin"], await _stage.TimesAsync());
        var ran = await _stage.SayAllAsync("yes", "turn it on", "run it now");
        Assert.Contains("Cart is empty", ran, StringComparison.Ordinal);
        Assert.Contains("Sell gift cards", ran, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_a_database_to_a_repository_and_one_of_two_changes_taken_back()
    {
        await _stage.ConnectAsync("notion");
        await _stage.SayAsync("every Friday at 4pm list the at risk client projects from Notion");
        var dropped = await _stage.SayAllAsync("only the blocked ones, and every Thursday at 5pm instead", "not Notion, GitHub");
        Assert.Contains("I no longer read from Notion.", dropped, StringComparison.Ordinal);
        var summary = await _stage.SayAsync("the website repo");
        Assert.Contains("has no such columns, so I dropped: \"Status\" is Blocked", summary, StringComparison.Ordinal);
        var undone = await _stage.SayAsync("undo the time change");
        Assert.Contains("every Friday at 4:00 in the afternoon", (await _stage.KnownAsync())["schedule"], StringComparison.Ordinal);
        Assert.DoesNotContain("Status", undone, StringComparison.Ordinal);
        await _stage.SayAllAsync("yes", "test it");
        Assert.Equal(["0 16 * * FRI Europe/Berlin"], await _stage.TimesAsync());
        Assert.All(await _stage.RunsAsync(), run => Assert.Equal(ExecutionStatus.Succeeded, run.Status));
    }
}

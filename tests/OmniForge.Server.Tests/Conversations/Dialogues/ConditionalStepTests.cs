using OmniForge.V1;

namespace OmniForge.Server.Tests.Conversations.Dialogues;

/// <summary>A message that goes out only in one case, a third step that comes and goes, and tests of both cases.</summary>
public sealed class ConditionalStepTests : IAsyncLifetime
{
    private DialogueStage _stage = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await DialogueStage.SetAsync();
        _stage.Stage.Doubles.Slack.HarborStudio.AddChannel("purchasing");
        _stage.Stage.Doubles.Slack.HarborStudio.AddChannel("finance");
        await _stage.ConnectAsync("slack");
        await _stage.PutAsync("stock.csv", "item,quantity", "Screws,3", "Hinges,40");
    }

    public async ValueTask DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task The_message_goes_out_with_three_rows_below_ten_and_not_without()
    {
        var two = await _stage.SayAsync("Each evening check stock.csv; if anything is below 10 pieces tell #purchasing on Slack, otherwise do nothing");
        Assert.Contains("That makes two steps", two, StringComparison.Ordinal);
        Assert.Contains("only when there is a row where \"quantity\" is less than 10", two, StringComparison.Ordinal);
        Assert.Contains("6:00 in the evening, Berlin time (the time of day was my assumption)", two, StringComparison.Ordinal);
        Assert.Equal(["files 1", "slack 2 files"], Orders(await _stage.PlanAsync()));

        var three = await _stage.AnswerAsync("and write the list to Notion either way");
        Assert.Contains("three steps", three.Text, StringComparison.Ordinal);
        Assert.Contains("side by side", three.Text, StringComparison.Ordinal);
        Assert.Contains("Shall I give you a link to sign in to Notion?", three.Text, StringComparison.Ordinal);
        Assert.Equal(["files 1", "slack 2 files", "notion 2 files"], Orders(await _stage.PlanAsync()));
        Assert.DoesNotContain("only when", (await _stage.PlanAsync())[2], StringComparison.Ordinal);

        Assert.Contains("That makes two steps", await _stage.SayAsync("forget Notion"), StringComparison.Ordinal);
        Assert.Contains("is created. It is not on yet.", await _stage.SayAsync("make it"), StringComparison.Ordinal);
        var agent = await _stage.AgentAsync();
        Assert.Equal((AgentStatus.Draft, 2), (agent.Status, agent.Skills.Count));

        var skipped = await _stage.SayAsync("test with nothing below 10");
        Assert.Contains("would be skipped, because there is no row where \"quantity\" is less than 10.", skipped, StringComparison.Ordinal);
        var tried = await _stage.SayAsync("now with three below");
        Assert.Contains("found 3 rows", tried, StringComparison.Ordinal);
        Assert.Contains("**Stock report: 3**", tried, StringComparison.Ordinal);
        Assert.Empty(_stage.Posts("purchasing"));
        Assert.Contains("Next times:", await _stage.SayAsync("turn it on"), StringComparison.Ordinal);
        Assert.Equal(AgentStatus.Active, (await _stage.AgentAsync()).Status);

        await _stage.PutAsync("stock.csv", "item,quantity", "Screws,3", "Hinges,40", "Nuts,2", "Bolts,9");
        await _stage.SayAsync("run it now");
        var post = Assert.Single(_stage.Posts("purchasing"));
        Assert.Equal(3, post.Split('\n').Count(line => line.StartsWith('•')));
        Assert.DoesNotContain("Hinges", post, StringComparison.Ordinal);
        _stage.Stage.Doubles.Journal.Verify();
    }

    [Fact]
    public async Task A_total_decides_on_the_message_in_the_test_and_in_the_run()
    {
        await _stage.PutAsync("orders.csv", "customer,price,status", "Acme,3000,unpaid", "Borealis,1500,unpaid", "Cygnus,900,paid");
        var summary = await _stage.SayAsync("Every Friday at 4pm read orders.csv; if the total price of the unpaid orders is above 5,000 tell #finance on Slack");
        Assert.Contains("only when the total of \"price\" is above 5,000", summary, StringComparison.Ordinal);
        var tested = await _stage.SayAllAsync("yes", "test it");
        Assert.Contains("would be skipped, because the total of \"price\" is at most 5,000", tested, StringComparison.Ordinal);
        await _stage.SayAsync("turn it on");
        await _stage.SayAsync("run it now");
        Assert.Empty(_stage.Posts("finance"));
        await _stage.PutAsync("orders.csv", "customer,price,status", "Acme,3000,unpaid", "Borealis,2500,unpaid", "Cygnus,900,paid");
        Assert.Contains("The message is in \"#finance\" in Slack.", await _stage.SayAsync("run it now"), StringComparison.Ordinal);
        Assert.Contains("Borealis", Assert.Single(_stage.Posts("finance")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Orders(IReadOnlyList<string> plan) => plan.Select(step => string.Join(' ', step.Split(' ').Take(3)));
}

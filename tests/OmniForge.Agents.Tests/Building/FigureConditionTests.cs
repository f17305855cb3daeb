using OmniForge.Agents.Building;
using OmniForge.Agents.Building.Branches;
using OmniForge.Agents.Tools.Tables;
using MemoryWorkspace = OmniForge.Agents.Tests.Tools.MemoryWorkspace;

namespace OmniForge.Agents.Tests.Building;

/// <summary>Ways that are taken when a total, an average or a number of rows is on one side of a number.</summary>
public sealed class FigureConditionTests
{
    /// <summary>Each line: what is said, prices of paid and unpaid orders, and the channels that a run with them posts to.</summary>
    [Theory]
    [InlineData("every evening check orders.csv and tell #finance if the total price is above 500", "300p,250u", "C-2")]
    [InlineData("every evening check orders.csv and tell #finance if the total price is above 500", "300p,150u", "")]
    [InlineData("every evening read orders.csv; if the total is below 1,000 tell #finance on Slack", "300p,150u", "C-2")]
    [InlineData("every evening read orders.csv; if the total is below 1,000 tell #finance on Slack", "900p,150u", "")]
    [InlineData("every evening read orders.csv and tell #finance when the total of the unpaid orders exceeds 1,000", "2000p,150u", "")]
    [InlineData("every evening read orders.csv and tell #finance when the total of the unpaid orders exceeds 1,000", "20p,1150u", "C-2")]
    [InlineData("every evening post orders.csv to #general unless the total price is below 100", "20p,30u", "")]
    [InlineData("every evening post orders.csv to #general unless the total price is below 100", "20p,80u", "C-1")]
    [InlineData("every evening read orders.csv. If the average price drops below 50 tell #general, otherwise tell #finance on Slack", "20p,30u", "C-1")]
    [InlineData("every evening read orders.csv. If the average price drops below 50 tell #general, otherwise tell #finance on Slack", "20p,80u", "C-2")]
    [InlineData("every evening post orders.csv to #general, and if the sum of the prices reaches 200 tell #finance as well", "120p,80u", "C-1,C-2")]
    [InlineData("every evening post orders.csv to #general, and if the sum of the prices reaches 200 tell #finance as well", "120p,79.5u", "C-1")]
    [InlineData("every evening check orders.csv: when more than 2 orders are unpaid, tell #finance; if there are none, tell #general", "1p,2p", "C-1")]
    [InlineData("every evening check orders.csv: when more than 2 orders are unpaid, tell #finance; if there are none, tell #general", "1p,2u", "")]
    [InlineData("every evening check orders.csv; if the number of unpaid orders is above 1 tell #finance on Slack", "1u,2u,3p", "C-2")]
    [InlineData("every evening check orders.csv; if the number of unpaid orders is above 1 tell #finance on Slack", "1u,2p,3p", "")]
    public async Task A_way_is_taken_when_the_figure_is_on_its_side(string words, string orders, string channels)
    {
        var dialogue = await OrdersAsync("1p", "2u");
        foreach (var line in new[] { words, "looks right", "skip the test", "yes" })
        {
            await dialogue.SayAsync(line);
        }

        dialogue.Workspace["orders.csv"] = Orders(orders.Split(','));
        await dialogue.SayAsync("run it now");
        Assert.True(
            channels == string.Join(',', dialogue.Desk.Sent.Select(sent => (string?)sent["channel"]).Order()), string.Join('\n', dialogue.Turns.Select(turn => turn.Reply)));
    }

    [Fact]
    public async Task It_is_said_in_plain_words_and_why_it_was_skipped()
    {
        var dialogue = await OrdersAsync("300p", "150u");
        await dialogue.SayAsync("every evening check orders.csv and tell #finance if the total price is above 5,000");
        Assert.Contains("only when the total of \"price\" is above 5,000", dialogue.Reply, StringComparison.Ordinal);
        Assert.Empty(dialogue.Wish.Filters);
        await dialogue.SayAsync("make it");
        await dialogue.SayAsync("test it");
        Assert.Contains("would be skipped, because the total of \"price\" is at most 5,000.", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("400 instead of 5000");
        Assert.Equal(400, dialogue.Wish.Deliveries[0].Only!.Amount);
        await dialogue.SayAsync("yes");
        await dialogue.SayAsync("test it");
        Assert.Contains("would go out", dialogue.Reply, StringComparison.Ordinal);
        Assert.Empty(dialogue.Desk.Sent);
    }

    [Theory]
    [InlineData("every evening read orders.csv; if the total gets too high tell #general on Slack", "above 3k", FilterOp.Gt, 3000)]
    [InlineData("every evening read orders.csv; tell #general on Slack if the average price is too low", "40", FilterOp.Lt, 40)]
    [InlineData("every evening read orders.csv; tell #general on Slack if the total goes up", "at least 700", FilterOp.Ge, 700)]
    public async Task Without_a_number_it_is_asked_for_one(string words, string answer, FilterOp op, int amount)
    {
        var dialogue = await OrdersAsync("300p", "150u");
        await dialogue.SayAsync(words);
        Assert.Equal(QuestionKind.Limit, dialogue.State.Question!.Kind);
        Assert.Contains("not yet something I can test", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync(answer);
        var only = Assert.Single(dialogue.Wish.Deliveries).Only!;
        Assert.Equal((QuestionKind.Summary, op, amount), (dialogue.State.Question!.Kind, only.Op, (int)only.Amount));
    }

    [Theory]
    [InlineData("always send it")]
    [InlineData("no")]
    public async Task The_condition_can_be_left_out(string words)
    {
        var dialogue = await OrdersAsync("300p", "150u");
        await dialogue.SayAsync("every evening read orders.csv; if the total gets too high tell #general on Slack");
        await dialogue.SayAsync(words);
        Assert.Contains("Then it always goes out.", dialogue.Reply, StringComparison.Ordinal);
        Assert.Null(Assert.Single(dialogue.Wish.Deliveries).Only);
    }

    [Fact]
    public async Task Of_several_columns_the_person_says_which()
    {
        var dialogue = new Dialogue(Tables.Movies);
        dialogue.Connect("slack");
        await dialogue.SayAsync("every Friday at 4pm check movies.csv; if the average rating drops below 5 tell #general");
        Assert.Equal(["Tomatoes Rating", "IMDB Rating"], dialogue.State.Question!.Choices);
        await dialogue.SayAsync("IMDB Rating");
        Assert.Equal(new OmniForge.Agents.Building.Aggregate(AggregateKind.Average, "IMDB Rating"), Assert.Single(dialogue.Wish.Deliveries).Only!.Figure);
        Assert.Contains("only when the average of \"IMDB Rating\" is below 5", dialogue.Reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the total quantity is below 500", AggregateKind.Sum, FilterOp.Lt, 500)]
    [InlineData("total amount exceeds $5,000", AggregateKind.Sum, FilterOp.Gt, 5000)]
    [InlineData("altogether we have at least 12 hours", AggregateKind.Sum, FilterOp.Ge, 12)]
    [InlineData("the mean price is no more than 9.5", AggregateKind.Average, FilterOp.Le, 9.5)]
    [InlineData("the number of late projects is over 3", AggregateKind.Count, FilterOp.Gt, 3)]
    [InlineData("the total is too high", AggregateKind.Sum, null, 0)]
    public void The_words_name_a_figure_and_its_number(string words, AggregateKind kind, FilterOp? op, double amount)
    {
        var read = FigureReading.Of(words)!;
        Assert.Equal((kind, op, (decimal)amount), (read.Kind, read.Op, read.Amount));
    }

    [Theory]
    [InlineData("anything is below 10 pieces")]
    [InlineData("more than 3 invoices are late")]
    [InlineData("nothing is overdue")]
    public void Words_about_single_rows_name_none(string words) => Assert.Null(FigureReading.Of(words));

    private static async Task<Dialogue> OrdersAsync(params string[] orders)
    {
        var workspace = new MemoryWorkspace();
        workspace["orders.csv"] = Orders(orders);
        var profile = await TableProfile.ReadAsync(workspace, "orders.csv", TimeZoneInfo.Utc, default);
        var dialogue = new Dialogue(new BuilderWorld(Tables.Now, "Europe/Berlin", [profile], [], [], [], false), workspace);
        dialogue.Connect("slack");
        dialogue.Desk.Places["slack"] = [new("C-1", "#general", null), new("C-2", "#finance", null)];
        return dialogue;
    }

    private static string Orders(params string[] orders)
        => "customer,price,status\n" + string.Concat(orders.Select((order, at) => $"Customer {at + 1},{order[..^1]},{(order[^1] == 'p' ? "paid" : "unpaid")}\n"));
}

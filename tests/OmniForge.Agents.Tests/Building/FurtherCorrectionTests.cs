using OmniForge.Agents.Building;

namespace OmniForge.Agents.Tests.Building;

/// <summary>Corrections over one turn or several that only make sense beside what the draft already has.</summary>
public sealed class FurtherCorrectionTests
{
    private const string Late = "Fridays at 4pm read projects.csv, only the late ones, sorted by due date, show project, client, owner and status";

    [Theory]
    [InlineData("scrap the status", "project,client,owner")]
    [InlineData("nobody needs the owner", "project,client,status")]
    [InlineData("ta but no need for the status", "project,client,owner")]
    [InlineData("the owner can go", "project,client,status")]
    [InlineData("client is not interesting for us", "project,owner,status")]
    [InlineData("the budget would be nice to have too", "project,client,owner,status,budget")]
    [InlineData("the budget is missing", "project,client,owner,status,budget")]
    [InlineData("could we have the budget in there as well?", "project,client,owner,status,budget")]
    [InlineData("chuck the budget in there", "project,client,owner,status,budget")]
    [InlineData("replace the client with the due date", "project,owner,status,due_date")]
    [InlineData("swap owner for budget", "project,client,status,budget")]
    [InlineData("instead of client I want the budget", "project,owner,status,budget")]
    [InlineData("everything but the owner", "project,client,status,due_date,budget,spent,progress,notes")]
    [InlineData("put it back to a table", "project,client,owner,status")]
    public async Task Columns_come_and_go_however_it_is_said(string said, string columns)
        => Assert.Equal(columns, string.Join(',', (await Talk(said)).Wish.Columns));

    [Theory]
    [InlineData("reverse the order", SortWay.Descending)]
    [InlineData("the other way round", SortWay.Descending)]
    [InlineData("the order is upside down", SortWay.Descending)]
    [InlineData("descending please", SortWay.Descending)]
    [InlineData("sort by owner first, then due date", SortWay.Ascending)]
    public async Task The_order_is_turned_round(string said, SortWay way)
        => Assert.Equal(way, (await Talk(said)).Wish.Sorts[0].Way);

    [Theory]
    [InlineData("don't sort it at all")]
    [InlineData("take the sorting out")]
    [InlineData("unsorted please")]
    public async Task An_order_is_taken_out(string said) => Assert.Empty((await Talk(said)).Wish.Sorts);

    [Theory]
    [InlineData("make that 20", 20)]
    [InlineData("15 rather", 15)]
    [InlineData("30, not 12", 30)]
    [InlineData("change it to 8", 8)]
    public async Task A_bare_number_takes_the_place_of_the_limit(string said, int limit)
    {
        var dialogue = await Talk("limit it to 12", said);
        Assert.Equal(limit, dialogue.Wish.Limit);
        Assert.Equal("0 16 * * FRI", Assert.Single(dialogue.Wish.When!.Rules).Cron);
    }

    [Fact]
    public async Task A_number_that_was_right_before_comes_back()
        => Assert.Equal("0 18 * * FRI", Assert.Single((await Talk("6pm", "7pm", "no, 6 was fine", "pm")).Wish.When!.Rules).Cron);

    [Fact]
    public async Task A_day_that_was_added_is_undone_by_its_name()
        => Assert.Equal("0 16 * * FRI", Assert.Single((await Talk("and on Mondays", "undo the Mondays")).Wish.When!.Rules).Cron);

    [Fact]
    public async Task A_bare_number_is_about_the_amount_it_comes_near_to()
    {
        var dialogue = await Talk("only budgets over 10000, top 10 by budget", "make it 20000");
        Assert.Equal(10, dialogue.Wish.Limit);
        Assert.Contains(dialogue.Wish.Filters, filter => filter is { Column: "budget", Op: FilterOp.Gt, Values: ["20000"] });
    }

    [Theory]
    [InlineData("make it 9", "0 9 * * FRI")]
    [InlineData("9 sharp instead", "0 9 * * FRI")]
    [InlineData("Friday is wrong, Thursday", "0 16 * * THU")]
    [InlineData("Friday doesn't work for me, let's say Thursday", "0 16 * * THU")]
    [InlineData("Not Friday. Thursday.", "0 16 * * THU")]
    [InlineData("do it Mon, Wed and Fri", "0 16 * * MON,WED,FRI")]
    [InlineData("it must run on Wednesday and on Friday", "0 16 * * WED,FRI")]
    [InlineData("make it the last Friday of the month", "0 16 * * FRIL")]
    [InlineData("rename it Risk radar and make it 7am", "0 7 * * FRI")]
    [InlineData("drop the owner and at 7am", "0 7 * * FRI")]
    [InlineData("change 4pm to 5pm", "0 17 * * FRI")]
    [InlineData("move it from 16:00 to 15:00", "0 15 * * FRI")]
    [InlineData("push it back by one hour", "0 17 * * FRI")]
    [InlineData("bring it forward 30 minutes", "30 15 * * FRI")]
    [InlineData("let it run at six in the evening", "0 18 * * FRI")]
    [InlineData("can we do Wednesday?", "0 16 * * WED")]
    [InlineData("on the 1st and the 15th", "0 16 1,15 * *")]
    [InlineData("once a week is enough, say Monday", "0 16 * * MON")]
    [InlineData("swap Friday for Monday", "0 16 * * MON")]
    public async Task A_time_takes_the_place_of_the_one_before(string said, string cron)
        => Assert.Equal(cron, Assert.Single((await Talk(said)).Wish.When!.Rules).Cron);

    [Theory]
    [InlineData("swap Thursday for Friday", "0 14 * * TUE,FRI")]
    [InlineData("Fine. Just one thing: Mondays, not Tuesdays.", "0 14 * * MON,THU")]
    [InlineData("Wednesday instead of Tuesday", "0 14 * * WED,THU")]
    [InlineData("only on weekdays and an hour later", "0 15 * * MON-FRI")]
    public async Task One_of_two_days_is_exchanged_and_the_other_stays(string said, string cron)
        => Assert.Equal(cron, Assert.Single((await Dialogue.HoldAsync([Tables.Projects], "Tuesdays and Thursdays at 14:00 read projects.csv", said)).Wish.When!.Rules).Cron);

    [Theory]
    [InlineData("don't run it on Fridays", "0 8 * * MON-THU")]
    [InlineData("it should not run on Wednesdays", "0 8 * * MON,TUE,THU,FRI")]
    [InlineData("except Monday", "0 8 * * TUE-FRI")]
    [InlineData("Fridays can be skipped", "0 8 * * MON-THU")]
    [InlineData("daily, weekends included", "0 8 * * *")]
    public async Task A_day_is_taken_out_of_the_week(string said, string cron)
        => Assert.Equal(cron, Assert.Single((await Dialogue.HoldAsync([Tables.Projects], "weekdays at 8am read projects.csv", said)).Wish.When!.Rules).Cron);

    [Theory]
    [InlineData("I don't want it to run by itself")]
    [InlineData("stop it running automatically, I'll click when needed")]
    public async Task A_schedule_is_given_up(string said) => Assert.True((await Talk(said)).Wish.When!.OnDemand);

    [Theory]
    [InlineData("add the ones at risk", "Late|At risk")]
    [InlineData("on hold should be in there too", "Late|On hold")]
    [InlineData("not late but on hold", "On hold")]
    [InlineData("wrong status, it should be at risk", "At risk")]
    public async Task Rows_are_added_or_exchanged(string said, string values)
        => Assert.Equal(values, string.Join('|', Assert.Single((await Talk(said)).Wish.Filters).Values));

    [Fact]
    public async Task One_of_two_values_goes_and_the_other_stays()
    {
        var filter = Assert.Single((await Talk("late and at risk", "I don't want the at risk ones")).Wish.Filters);
        Assert.Equal((FilterOp.Eq, "Late"), (filter.Op, Assert.Single(filter.Values)));
    }

    [Theory]
    [InlineData("all projects please, not just the late ones")]
    [InlineData("forget the status thing")]
    [InlineData("all statuses")]
    public async Task A_condition_goes(string said)
        => Assert.Empty((await Dialogue.HoldAsync([Tables.Projects], "read projects.csv, only the late ones, show project and client", "only when I ask", said)).Wish.Filters);

    [Theory]
    [InlineData("rename to Weekly late report and send it at 3pm", "Weekly late report")]
    [InlineData("Big fish is a better name", "Big fish")]
    [InlineData("call it Sales and Ops", "Sales and Ops")]
    public async Task A_name_is_heard(string said, string name) => Assert.Equal(name, (await Talk(said)).Wish.Name);

    [Theory]
    [InlineData("I'd also like it on the 20th", "0 8 1,15 * * + 0 8 20 * *")]
    [InlineData("replace the 15th with the 20th", "0 8 1,20 * *")]
    [InlineData("the 15th can go", "0 8 1 * *")]
    [InlineData("skip July and August, we're closed then", "0 8 1,15 1-6,9-12 *")]
    public async Task Dates_and_months_come_and_go_as_days_do(string said, string cron)
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], ["on the 1st and 15th of each month at 8am read projects.csv, only the late ones, show project and owner", said]);
        Assert.Equal(cron, string.Join(" + ", dialogue.Wish.When!.Rules.Select(rule => rule.Cron)));
        Assert.Equal("status", Assert.Single(dialogue.Wish.Filters).Column);
    }

    [Fact]
    public async Task Without_a_schedule_a_month_that_is_left_out_is_about_the_rows()
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], ["read projects.csv, show project and due date", "only when I ask", "except in August"]);
        Assert.True(dialogue.Wish.When!.OnDemand);
        Assert.Contains(dialogue.Wish.Filters, filter => filter.Column == "due_date");
    }

    [Fact]
    public async Task A_first_name_stands_for_the_person_of_the_table()
        => Assert.Contains((await Talk("just Maya's projects")).Wish.Filters, filter => filter is { Column: "owner", Values: ["Maya Lindqvist"] });

    [Fact]
    public async Task What_somebody_said_is_no_row_of_the_table()
    {
        var dialogue = await Talk("my colleague Maya said yes");
        Assert.Equal(AgentStanding.None, dialogue.State.Standing);
        Assert.DoesNotContain(dialogue.Wish.Filters, filter => filter.Column == "owner");
    }

    private static async Task<Dialogue> Talk(params string[] said) => await Dialogue.HoldAsync([Tables.Projects], [Late, .. said]);
}

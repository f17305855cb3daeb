using OmniForge.Agents.Building;

namespace OmniForge.Agents.Tests.Building;

/// <summary>Corrections that name what goes, what stays and what comes in the place of what, in the order of everyday speech.</summary>
public sealed class RestatementTests
{
    private const string Late = "Tuesdays and Fridays at 9am read projects.csv, only the late ones, sorted by due date, at most 15 rows, show project, client and owner";

    [Theory]
    [InlineData("Friday can go, Tuesday stays", "0 9 * * TUE")]
    [InlineData("leave Tuesdays out, nobody reads it then", "0 9 * * FRI")]
    [InlineData("nobody works on Fridays", "0 9 * * TUE")]
    [InlineData("Fridays are covered by somebody else, drop them", "0 9 * * TUE")]
    [InlineData("hold on, I'm away on Fridays, make it Monday instead of Friday", "0 9 * * MON,TUE")]
    [InlineData("Mondays onyl from now on", "0 9 * * MON")]
    [InlineData("9 is too early, 11 would be better", "0 11 * * TUE,FRI")]
    [InlineData("drop the owner, and at 10am", "0 10 * * TUE,FRI")]
    [InlineData("everything else stays, but at 10", "0 10 * * TUE,FRI")]
    [InlineData("can you move it to 3pm?", "0 15 * * TUE,FRI")]
    [InlineData("Fridays are when we are all away, let's go for Wednesday", "0 9 * * WED")]
    public async Task Times_change_and_the_rest_stays(string said, string cron)
    {
        var wish = (await Talk(said)).Wish;
        Assert.Equal(cron, Assert.Single(wish.When!.Rules).Cron);
        Assert.Equal(15, wish.Limit);
    }

    [Theory]
    [InlineData("I have no use for the client; the budget on the other hand, yes", "project,owner,budget")]
    [InlineData("the client makes it too wide. Remove.", "project,owner")]
    [InlineData("my boss wants the budgett in there as well", "project,client,owner,budget")]
    [InlineData("would you mind dropping the owner?", "project,client")]
    [InlineData("one more column: notes", "project,client,owner,notes")]
    [InlineData("not the owner, sorry, I meant the notes", "project,client,notes")]
    [InlineData("replace client by notes and owner by budget", "project,notes,budget")]
    [InlineData("swap the client out for the notes", "project,owner,notes")]
    [InlineData("not the client but the budget", "project,owner,budget")]
    [InlineData("client was wrong - I need the status", "project,owner,status")]
    [InlineData("I don't need the people columns, i.e. client and owner", "project")]
    public async Task Columns_change_and_the_rest_stays(string said, string columns)
    {
        var wish = (await Talk(said)).Wish;
        Assert.Equal(columns, string.Join(',', wish.Columns));
        Assert.Equal("0 9 * * TUE,FRI", Assert.Single(wish.When!.Rules).Cron);
    }

    [Theory]
    [InlineData("I meant at risk, not late", "At risk")]
    [InlineData("late was wrong, it should be on hold", "On hold")]
    [InlineData("not just the late ones but also the ones at risk", "Late,At risk")]
    [InlineData("the ones at risk belong on it too", "Late,At risk")]
    public async Task Values_change_and_the_rest_stays(string said, string values)
    {
        var wish = (await Talk(said)).Wish;
        Assert.Equal(values, string.Join(',', Assert.Single(wish.Filters).Values));
        Assert.Equal("due_date", Assert.Single(wish.Sorts).Column);
    }

    [Theory]
    [InlineData("15 is a lot for one mail. Ten would do.", 10)]
    [InlineData("15 is too many, 8", 8)]
    [InlineData("5 rows are plenty", 5)]
    [InlineData("lower the limit to 12", 12)]
    public async Task The_length_changes(string said, int limit) => Assert.Equal(limit, (await Talk(said)).Wish.Limit);

    [Theory]
    [InlineData("do away with the row limit")]
    [InlineData("undo the limit")]
    public async Task The_length_goes(string said) => Assert.Null((await Talk(said)).Wish.Limit);

    [Fact]
    public async Task A_condition_behind_a_time_is_not_lost()
        => Assert.Equal("On hold", Assert.Single((await Dialogue.HoldAsync([Tables.Projects], ["read projects.csv every Monday at 9, only on hold, show project and owner"])).Wish.Filters).Values[0]);

    [Fact]
    public async Task Rows_that_lack_a_value_are_skipped()
        => Assert.Contains((await Talk("skip projects without a due date")).Wish.Filters, filter => filter is { Column: "due_date", Op: FilterOp.NotEmpty });

    [Fact]
    public async Task What_was_never_there_is_not_taken_out()
        => Assert.Equal("0 9 * * TUE,FRI", Assert.Single((await Talk("Sundays are not needed")).Wish.When!.Rules).Cron);

    private static async Task<Dialogue> Talk(params string[] said) => await Dialogue.HoldAsync([Tables.Projects], [Late, .. said]);
}

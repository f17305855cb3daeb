using OmniForge.Agents.Building;

namespace OmniForge.Agents.Tests.Building;

/// <summary>Corrections of a whole draft, found by the evaluation set.</summary>
public sealed class CorrectionTests
{
    private const string Late = "every Monday at 8am read projects.csv, only the late ones, and show project, client and status";

    [Theory]
    [InlineData("make it Tuesday", "0 8 * * TUE")]
    [InlineData("move it to Thursday", "0 8 * * THU")]
    [InlineData("half past nine in the morning, not eight", "30 9 * * MON")]
    [InlineData("an hour later", "0 9 * * MON")]
    public async Task A_time_is_corrected_before_the_draft_is_confirmed(string said, string cron)
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], Late, said);
        Assert.Equal(cron, Assert.Single(dialogue.Wish.When!.Rules).Cron);
        Assert.Equal("Late", Assert.Single(Assert.Single(dialogue.Wish.Filters).Values));
    }

    [Theory]
    [InlineData("London time please", "Europe/London")]
    [InlineData("in New York time", "America/New_York")]
    public async Task A_zone_alone_moves_the_schedule_to_it(string said, string zone)
        => Assert.Equal(zone, Assert.Single((await Dialogue.HoldAsync([Tables.Projects], Late, said)).Wish.When!.Rules).TimeZone);

    [Theory]
    [InlineData("I meant at risk, not late", "status=At risk")]
    [InlineData("all of them, not only the late ones", "")]
    [InlineData("not just the late ones", "")]
    [InlineData("only late ones over budget", "spent>budget,status=Late")]
    [InlineData("on hold ones as well", "status In Late|On hold")]
    [InlineData("and the finished ones too", "status In Late|Done")]
    [InlineData("also the ones on hold", "status In Late|On hold")]
    [InlineData("and at risk", "status In Late|At risk")]
    [InlineData("also only Harbor Studio", "client=Harbor Studio,status=Late")]
    [InlineData("no owner assigned", "owner IsEmpty ,status=Late")]
    [InlineData("only those that have notes", "notes NotEmpty ,status=Late")]
    public async Task A_condition_is_corrected(string said, string expected)
        => Assert.Equal(expected, Shown((await Dialogue.HoldAsync([Tables.Projects], Late, said)).Wish));

    [Fact]
    public async Task Only_what_has_an_order_is_compared()
        => Assert.Equal("spent>budget", Shown((await Dialogue.HoldAsync([Tables.Projects],
            "read projects.csv and list the projects over budget", "only when I ask")).Wish));

    [Fact]
    public async Task A_letter_may_be_missing_in_a_short_column()
        => Assert.Equal(["project", "client", "status", "owner"], (await Dialogue.HoldAsync([Tables.Projects], Late, "and the ownr too")).Wish.Columns);

    [Theory]
    [InlineData("take the client out", "project,status")]
    [InlineData("show me just the project and what was spent", "project,spent")]
    [InlineData("show the due date instead of the client", "project,status,due_date")]
    [InlineData("I'd also like to see who owns it", "project,client,status,owner")]
    public async Task The_columns_are_corrected(string said, string columns)
        => Assert.Equal(columns, string.Join(',', (await Dialogue.HoldAsync([Tables.Projects], Late, said)).Wish.Columns));

    [Theory]
    [InlineData("actually by due date", "due_date Ascending")]
    [InlineData("smallest first", "budget Ascending")]
    public async Task Another_order_takes_the_place_of_the_present_one(string said, string expected)
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], Late, "biggest budget first", said);
        var sort = Assert.Single(dialogue.Wish.Sorts);
        Assert.Equal(expected, $"{sort.Column} {sort.Way}");
    }

    [Fact]
    public async Task An_amount_instead_is_about_the_column_that_is_compared()
        => Assert.Equal("budget Lt 20000", Shown((await Dialogue.HoldAsync([Tables.Projects], "read projects.csv, budget over 20000", "only when I ask",
            "below 20000 instead")).Wish));

    [Fact]
    public async Task The_limit_is_no_column_that_is_also_called_so()
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], Late, "top 3 by budget", "drop the limit");
        Assert.Null(dialogue.Wish.Limit);
        Assert.Equal(["project", "client", "status"], dialogue.Wish.Columns);
    }

    [Fact]
    public async Task Groups_are_replaced_by_the_ones_said_instead()
        => Assert.Equal(["owner"], (await Dialogue.HoldAsync([Tables.Projects], "count the projects in projects.csv per client", "only when I ask",
            "by owner instead")).Wish.Grouping!.By);

    [Fact]
    public async Task Another_group_takes_the_place_of_the_one_it_is_instead_of()
        => Assert.Equal(["client"], (await Dialogue.HoldAsync([Tables.Projects], "count the projects in projects.csv per status", "only when I ask",
            "per client instead of per status")).Wish.Grouping!.By);

    private static string Shown(Wish wish) => string.Join(',', wish.Filters.Select(filter => filter.Op switch
    {
        FilterOp.Eq => $"{filter.Column}={filter.Values[0]}",
        FilterOp.Gt => $"{filter.Column}>{filter.OtherColumn ?? filter.Values[0]}",
        _ => $"{filter.Column} {filter.Op} {string.Join('|', filter.Values)}",
    }).Order());
}

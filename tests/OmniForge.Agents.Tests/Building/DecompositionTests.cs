using OmniForge.Agents.Building.Decomposition;
using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Tests.Building;

/// <summary>
/// Rows of `text => skills`. A skill is `integration order`, then `&lt;` with the keys it depends on, `?` when it has a condition; `-` = none.
/// </summary>
public sealed class DecompositionTests
{
    public static TheoryData<string, string> Texts => Scheduling.PhraseTable.Rows(
        """
        Generate weekly reports from Notion => notion 1
        Fetch data from Notion and then post it to Slack => notion 1; slack 2 <notion
        Check Notion and Linear for updates => notion 1; linear 1
        Show me the next meeting in Notion => notion 1
        strengthen our weekly Notion updates => notion 1
        Extract the data from each claim; fill Acme's, Borealis' or Cygnus' form depending on the insurer; then check the result => files 1; files 2 <files ?; files 2 <files ?; files 2 <files ?; files 3 <files-2,files-3,files-4
        Each evening check stock.csv; if anything is below 10 pieces tell #purchasing on Slack, otherwise do nothing => files 1; slack 2 <files ?
        Check stock.csv; if anything is below 10 tell #purchasing on Slack, and write the list to Notion either way => files 1; slack 2 <files ?; notion 2 <files
        Post a summary to Slack after reading the open issues in Linear => linear 1; slack 2 <linear
        Before you message #team on Slack, look up today's tasks in Notion => notion 1; slack 2 <notion
        Pull the closed issues from Linear and the merged pull requests from GitHub and put one summary into Notion => linear 1; github 1; notion 2 <linear,github
        For each overdue task in Notion send a Slack message to its owner => notion 1; slack 2 <notion
        Post to Slack when a GitHub issue is critical => github 1; slack 2 <github ?
        Read the numbers from sales.csv. If they are down, post to Slack, otherwise write a note in Notion => files 1; slack 2 <files ?; notion 2 <files ?
        Read tickets.csv; urgent ones go to Slack, the rest to Notion => files 1; slack 2 <files ?; notion 2 <files ?
        Compare the Linear issues with the GitHub issues and post the differences to Slack => linear 1; github 1; slack 2 <linear,github
        Compare the Linear issues with the GitHub issues, post the differences to Slack and save the matches in Notion => linear 1; github 1; files 2 <linear,github; slack 3 <files; notion 3 <files
        Tell me on Slack which Notion pages changed this week => notion 1; slack 2 <notion
        Put the Slack channel's questions from today into Notion => slack 1; notion 2 <slack
        Update the Notion roadmap from Linear => linear 1; notion 2 <linear
        read our project list and post it to Slack => files 1; slack 2 <files
        post the report to Slack, Linear or GitHub depending on the client => slack 1 ?; linear 1 ?; github 1 ?
        Track the slackers in team.csv => files 1
        list the open bugs in Linear => linear 1
        Copy new Linear issues to GitHub, then tell Slack => linear 1; github 2 <linear; slack 3 <github
        Make a summary of report.csv and put it in Notion and Slack => files 1; notion 2 <files; slack 2 <files
        Sort the linear equation notes in notes.csv => files 1
        Slack me a list of Linear issues that nobody owns => linear 1; slack 2 <linear
        #sales needs to hear about each row in leads.csv => files 1; slack 2 <files
        keep an eye on Linear and give #ops a heads-up => linear 1; slack 2 <linear
        late invoices in invoices.csv must be announced in #finance => files 1; slack 2 <files
        each open ticket in Linear becomes a GitHub issue => linear 1; github 2 <linear
        fetch the GitHub issues and keep a copy in copy.csv => github 1; files 2 <github
        send Linear bugs to Slack, and GitHub releases to Notion => linear 1; github 1; slack 2 <linear; notion 2 <github
        open a Linear issue for each failed check in GitHub and post the link of that issue in #ci => github 1; linear 2 <github; slack 3 <linear
        draft an agenda in Notion based on the issues in Linear => linear 1; notion 2 <linear
        anything overdue in Notion? Then remind #team => notion 1; slack 2 <notion ?
        post the list of bugs in Linear to Slack; if there are none, post nothing => linear 1; slack 2 <linear ?
        once the rows of new.csv are filed as Linear issues, tell #support => files 1; linear 2 <files; slack 3 <linear
        copy my Trello cards to Jira => -
        I need the open Linear issues by team, in Notion => linear 1; notion 2 <linear
        update the Notion board with sales.csv and ping #board when done => files 1; notion 2 <files; slack 3 <notion
        import contacts.csv into Notion unless Notion already has them => files 1; notion 2 <files ?
        neither Slack nor Notion, just show me what is late in projects.csv => files 1
        a weekly digest in Notion of everything that moved in Linear => linear 1; notion 2 <linear
        Read the tickets in Linear, depending on the team, post to Slack or open an issue in GitHub => linear 1; slack 2 <linear ?; github 2 <linear ?
        Depending on priority, put each Linear issue in Slack or in GitHub => linear 1; slack 2 <linear ?; github 2 <linear ?
        Check GitHub for failing builds, then Linear for open incidents, and report both in #ops on Slack => github 1; linear 1; slack 2 <github,linear
        If a Linear ticket is urgent, ping #oncall; otherwise just list it in Notion => linear 1; slack 2 <linear ?; notion 2 <linear ?
        Send me the list of open Linear issues by Slack message, please => linear 1; slack 2 <linear
        Whenever the budget in projects.csv is exceeded, send a Slack message to #finance and create a Linear issue => files 1; slack 2 <files ?; linear 2 <files ?
        Archive closed Linear issues in Notion => linear 1; notion 2 <linear
        Look into #feedback on Slack and open a GitHub issue for every bug => slack 1; github 2 <slack
        Collect all deadlines from Notion and Linear and GitHub in one Slack post => notion 1; linear 1; github 1; slack 2 <notion,linear,github
        Read leads.csv; big ones go to #sales, small ones go to Notion => files 1; slack 2 <files ?; notion 2 <files ?
        Translate the Notion FAQ into German and save it as faq-de.md => notion 1; files 2 <notion
        notion -> slack => notion 1; slack 2 <notion
        Check Linear; if a bug is critical page #oncall, if it is minor note it in Notion => linear 1; slack 2 <linear ?; notion 2 <linear ?
        Take what the team wrote in #daily and file it under Notion => slack 1; notion 2 <slack
        Notify #sales about new leads from Notion, and once that's done, mark them in Linear => notion 1; slack 2 <notion; linear 3 <slack
        hello => -
        I need some help => -
        do something nice => -
        """);

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_becomes_one_skill_for_each_outcome_at_one_service(string text, string expected)
    {
        var skills = Decomposer.Read(text, "Europe/Berlin").Skills;
        Assert.Equal(expected, skills.Count == 0 ? "-" : string.Join("; ", skills.Select(Shown)));
    }

    [Theory]
    [InlineData("Summarise new Linear bugs every evening", "0 18 * * *")]
    [InlineData("Every Friday at 4pm send the Linear backlog to Slack", "0 16 * * FRI")]
    public void What_the_text_says_about_when_to_run_is_its_schedule_and_no_skill(string text, string cron)
    {
        var plan = Decomposer.Read(text, "Europe/Berlin");
        Assert.Equal(cron, Assert.Single(plan.Schedule!.Rules).Cron);
        Assert.DoesNotContain(plan.Skills, skill => skill.Integration == Pieces.Files);
    }

    [Fact]
    public void A_condition_is_kept_in_the_words_of_the_person()
        => Assert.Equal("if anything is below 10 pieces",
            Decomposer.Read("check stock.csv; if anything is below 10 pieces tell #ops on Slack", null).Skills[^1].Condition);

    [Fact]
    public void How_often_without_when_leads_to_a_question()
        => Assert.Equal(ScheduleReasons.WhichDay, Decomposer.Read("weekly reports from Notion", "Europe/Berlin").Schedule!.Question!.Reason);

    private static string Shown(SkillPart skill)
        => $"{skill.Integration} {skill.Order}{(skill.DependsOn.Count == 0 ? "" : " <" + string.Join(',', skill.DependsOn))}"
            + (skill.Condition is null ? "" : " ?");
}

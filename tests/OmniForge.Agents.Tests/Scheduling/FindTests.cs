using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Tests.Scheduling;

/// <summary>Rows of `sentence => spans joined by " | "`; `~` marks an adjective, `!` a habit, `-` none.</summary>
public sealed class FindTests
{
    public static TheoryData<string, string> Rows => PhraseTable.Rows(
        """
        every Monday at 8 read our project list, put the at-risk ones first and write me a report => every Monday at 8
        every Monday at 8am read our project list => every Monday at 8am
        read projects.csv every Friday at 4pm and write a report => every Friday at 4pm
        send me the top 5 customers on weekdays at 7:30 => on weekdays at 7:30
        weekly reports from Notion => ~weekly
        London time please => London time
        a weekly report every Monday at 9am, please => ~weekly | every Monday at 9am
        prepare me for my next meeting => -
        summarise this week's tasks => -
        list the tasks due on Friday => -
        show what changed in the last 7 days => -
        show only the ones over budget => -
        the 5 oldest tickets, older than 30 days => -
        I lose every Monday copying project status out of Notion for my boss => !every Monday
        mondays at 8:30, and the owner too => mondays at 8:30
        Summarise new Linear bugs every evening => every evening
        weekdays only, and I meant all issues, not bugs => weekdays only
        send it 8:30ish on Mondays => 8:30ish on Mondays
        Each evening check stock.csv; if anything is below 10 pieces tell me => Each evening
        top 5, no schedule, I run it myself => no schedule, I run it myself
        count the rows per country once a day at noon => once a day at noon
        on the first working day of every month make a summary of sales.csv => on the first working day of every month
        every 2 hours check the stock list and tell me what is low => every 2 hours
        tell me whenever a new order arrives => whenever a new order arrives
        list open bugs, sort by age, daily at 17:45 Tokyo time => daily at 17:45 Tokyo time
        compare yesterday's numbers with last month every morning => every morning
        show me the Monday meeting notes => -
        tomorrow at 5pm send the list => tomorrow at 5pm
        keep rows where status is late => -
        show projects due next week => -
        for each month show the total => -
        average hours by weekday, every Friday at 4pm => every Friday at 4pm
        sales of every quarter => -
        birds with more than 1000 strikes at night => -
        the hottest 10 days of 2015 => -
        sort by the second column => -
        put the oldest first => -
        I'd like a daily summary of budget.csv at 6pm => ~daily | at 6pm
        I spend every Friday afternoon sorting this list => !every Friday afternoon
        at half past seven every evening tell me which projects are late => at half past seven every evening
        send it at 10 instead of 9 => at 10 instead of 9
        not on weekends please => not on weekends
        can you do it Mondays and Wednesdays instead? => Mondays and Wednesdays instead
        what is due today? => -
        give me a list of all projects in March => -
        email the summary to my boss at 9am on the 1st and 15th of each month => at 9am on the 1st and 15th of each month
        On Tuesdays and Thursdays at 9:15am, read budget.json and keep the top 10 => On Tuesdays and Thursdays at 9:15am
        """);

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_parts_about_time_are_found_in_a_sentence(string sentence, string expected)
    {
        var spans = ScheduleReader.Find(sentence);
        Assert.All(spans, span => Assert.Equal(span.Text, sentence.Substring(span.Start, span.Length)));
        var found = string.Join(" | ", spans.Select(span => Mark(span.Kind) + span.Text));
        Assert.Equal(expected, found.Length == 0 ? "-" : found);
    }

    private static string Mark(ScheduleSpanKind kind) => kind switch
    {
        ScheduleSpanKind.HowOften => "~",
        ScheduleSpanKind.Habit => "!",
        _ => "",
    };
}

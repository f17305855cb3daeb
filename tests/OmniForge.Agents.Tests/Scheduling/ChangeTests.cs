using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Tests.Scheduling;

/// <summary>Rows of `present rules | change => rules after`.</summary>
public sealed class ChangeTests
{
    public static TheoryData<string, string> Rows => PhraseTable.Rows(
        """
        0 18 * * * | weekdays only => 0 18 * * MON-FRI
        0 18 * * MON-FRI | every day again => 0 18 * * *
        30 8 * * MON | make it 9am => 0 9 * * MON
        30 8 * * MON | make it 9 => 0 9 * * MON ~half_of_day
        30 8 * * MON | make it 4 => ? am_or_pm
        30 8 * * MON | Tuesday instead => 30 8 * * TUE
        30 8 * * MON | on Fridays too => 30 8 * * MON,FRI
        30 8 * * MON | also on Fridays => 30 8 * * MON,FRI
        30 8 * * MON | and Wednesdays => 30 8 * * MON,WED
        30 8 * * MON | add Thursday => 30 8 * * MON,THU
        30 8 * * MON | also at 5pm => 30 8 * * MON + 0 17 * * MON
        30 8 * * MON | Lisbon please => 30 8 * * MON @Europe/Lisbon
        30 8 * * MON | in New York time => 30 8 * * MON @America/New_York
        30 8 * * MON | Fridays at 3pm => 0 15 * * FRI
        30 8 * * MON | Fridays at 3pm as well => 30 8 * * MON + 0 15 * * FRI
        30 8 * * MON | and on the 31st of every month => ? month_end
        30 8 * * MON | and on the 1st of every month => 30 8 1 * * + 30 8 * * MON
        30 8 * * MON | an hour later => 30 9 * * MON
        30 8 * * MON | half an hour earlier => 0 8 * * MON
        30 8 * * MON | 15 minutes later => 45 8 * * MON
        30 8 * * MON | pm, not am => 30 20 * * MON
        30 8 * * MON | in the evening instead => 0 18 * * MON ~time
        0 9 * * MON,WED | Tuesday instead of Monday => 0 9 * * TUE,WED
        0 9 * * MON-FRI | not on Wednesdays => 0 9 * * MON,TUE,THU,FRI
        0 9 * * MON-FRI | skip Fridays => 0 9 * * MON-THU
        0 9 * * * | without weekends => 0 9 * * MON-FRI
        0 9 * * * | every hour instead => 0 * * * *
        0 * * * * | only between 9am and 5pm => 0 9-17 * * *
        0 * * * * | only on weekdays => 0 * * * MON-FRI
        0 8,12 * * MON | make it Tuesdays and Thursdays => 0 8,12 * * TUE,THU
        0 8 * * MON + 0 14 * * WED | Lisbon time => 0 8 * * MON @Europe/Lisbon + 0 14 * * WED @Europe/Lisbon
        0 8 * * MON @America/New_York | make it 9am => 0 9 * * MON @America/New_York
        0 9 1 * * | the 15th instead => 0 9 15 * *
        0 9 1 * * | also on the 15th => 0 9 1,15 * *
        0 9 1 * * | the 10th instead of the 1st => 0 9 10 * *
        0 9 1,15 * * | on the 20th instead of the 15th => 0 9 1,20 * *
        0 9 1,15 * * | except the 1st => 0 9 15 * *
        0 9 * * MON-FRI | skip August => 0 9 * 1-7,9-12 MON-FRI
        0 18 * * * | below 20 instead of 10 and run it at 7am => 0 7 * * *
        0 9 1 * * | at noon => 0 12 1 * *
        0 9 * * MON#1 | make it 10am => 0 10 * * MON#1
        0 9 L * * | move it to 4pm => 0 16 L * *
        30 8 * * MON | not Monday but Tuesday => 30 8 * * TUE
        30 8 * * MON | every day except Sunday => 30 8 * * MON-SAT
        30 8 * * MON | at 10 instead of 8:30 => 0 10 * * MON ~half_of_day
        30 8 * * MON | later in the day => ? vague_time
        30 8 * * MON | twice a day => ? which_times
        30 8 * * MON | every two weeks instead => ? uneven_interval
        0 8 * * MON + 0 14 * * WED | not on Wednesday => 0 8 * * MON
        0 8 * * MON | not on Mondays => ? impossible
        0 8 * * MON + 0 14 * * WED | make both at 9am => 0 9 * * MON,WED
        0 8 * * MON-FRI | also on Saturday at 10am => 0 8 * * MON-FRI + 0 10 * * SAT
        0 8 * * MON-FRI | also in New York => 0 8 * * MON-FRI + 0 8 * * MON-FRI @America/New_York
        30 8 * * MON | daily => 30 8 * * *
        30 8 * * MON | no schedule, I run it myself => on demand
        30 8 * * MON | blue letters please => 30 8 * * MON
        """);

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_change_touches_only_what_it_names(string row, string expected)
    {
        var parts = row.Split('|', StringSplitOptions.TrimEntries);
        var current = parts[0].Split(" + ").Select(Rule).ToList();
        PhraseTable.Check(expected, ScheduleReader.Change(current, parts[1], PhraseTable.ProfileZone));
    }

    [Fact]
    public void A_question_about_a_change_is_answered_like_any_other()
    {
        var current = new[] { new ScheduleRule("30 8 * * MON", "Europe/Lisbon") };
        var asked = ScheduleReader.Change(current, "and on the 31st of every month", PhraseTable.ProfileZone);
        Assert.Equal(ScheduleReasons.MonthEnd, asked.Question?.Reason);
        var answered = ScheduleReader.Answer(asked, "last day", PhraseTable.ProfileZone);
        Assert.Equal([new ScheduleRule("30 8 * * MON", "Europe/Lisbon"), new ScheduleRule("30 8 L * *", "Europe/Lisbon")], answered.Rules);
    }

    private static ScheduleRule Rule(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? new(text.Trim(), PhraseTable.ProfileZone) : new(text[..at].Trim(), text[(at + 1)..].Trim());
    }
}

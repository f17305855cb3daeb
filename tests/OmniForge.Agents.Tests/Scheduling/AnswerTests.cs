using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Tests.Scheduling;

/// <summary>A question, then its answer: what was clear stays, what was unclear is replaced.</summary>
public sealed class AnswerTests
{
    public static TheoryData<string, string> Dialogues => PhraseTable.Rows(
        """
        8:30ish on Mondays / half past eight => 30 8 * * MON ~half_of_day
        8:30ish on Mondays / 8:45 in the morning => 45 8 * * MON
        8:30ish on Mondays / yes => 30 8 * * MON ~half_of_day
        8:30ish on Mondays / Tuesdays at 9am => 0 9 * * TUE
        around 5pm on Thursdays / exactly 17:15 => 15 17 * * THU
        around 5pm on Thursdays / quarter past five => ? am_or_pm
        around 5pm on Thursdays / quarter past five / pm => 15 17 * * THU
        late afternoon on Fridays / 4:30pm => 30 16 * * FRI
        sometime on Fridays / at noon => 0 12 * * FRI
        every Tuesday at 4 / in the morning => 0 4 * * TUE
        every Tuesday at 4 / afternoon => 0 16 * * TUE
        every Tuesday at 4 / pm please => 0 16 * * TUE
        every Tuesday at 4 / the afternoon one => 0 16 * * TUE
        every Tuesday at 4 / 16:00 => 0 16 * * TUE
        every Tuesday at 4 / in the afternoon, Lisbon time => 0 16 * * TUE @Europe/Lisbon
        every Tuesday at 4 / 4pm, and Thursdays => 0 16 * * THU
        every day at 2 and 4 / in the afternoon => ? am_or_pm
        every day at 2 and 4 / in the afternoon / afternoon => 0 14,16 * * *
        every hour from 2 to 6 / in the afternoon => 0 14-18 * * * ~half_of_day
        twice a day / 9am and 5pm => 0 9,17 * * *
        twice a day / at noon => 0 12 * * *
        twice a week / Mondays and Thursdays at 10am => 0 10 * * MON,THU
        a few times a week / Monday, Wednesday and Friday => 0 9 * * MON,WED,FRI ~time
        three times a day on weekdays / 8am, noon and 6pm => 0 8,12,18 * * MON-FRI
        weekly / Monday => 0 9 * * MON ~time
        weekly / on Fridays at 3pm => 0 15 * * FRI
        weekly at 3pm / Friday => 0 15 * * FRI
        every month / the 15th => 0 9 15 * * ~time
        every month / the 15th at noon => 0 12 15 * *
        monthly on Mondays at 8am / the first one => 0 8 * * MON#1
        monthly on Mondays at 8am / the last => 0 8 * * MONL
        every month / first Monday => 0 9 * * MON#1 ~time
        yearly / December 24 at 6am => 0 6 24 12 *
        at 9am / every day => 0 9 * * *
        at 9am / weekdays => 0 9 * * MON-FRI
        at 9am / Monday => 0 9 * * MON
        every 3 months / January, on the 1st => 0 9 1 1,4,7,10 * ~time
        every 5 months / January, on the 1st => ? uneven_interval
        every 45 minutes / every 30 minutes => */30 * * * *
        every 45 minutes on weekdays / every hour => 0 * * * MON-FRI
        every other Friday at 3pm / every Friday => 0 15 * * FRI
        biweekly / every Monday at 10am => 0 10 * * MON
        every 3 days / Mondays and Thursdays => 0 9 * * MON,THU ~time
        every 30 seconds / every 5 minutes => */5 * * * *
        on Monday at 9am / every week => 0 9 * * MON
        on Monday at 9am / every Monday => 0 9 * * MON
        on Monday at 9am / yes, repeat it => 0 9 * * MON
        on Monday at 9am / just once => ? once_or_repeating
        next Tuesday at 3pm / every week => 0 15 * * TUE
        tomorrow at 5pm / every day => 0 17 * * *
        on the 31st of every month / last day => 0 9 L * * ~time
        on the 31st of every month at 8am / skip them => 0 8 31 * *
        on the 30th of every month at 8am / take the last day => 0 8 L * *
        every day at 25:00 / 5am => 0 5 * * *
        on the 32nd of every month at 8am / the 2nd => 0 8 2 * *
        weekdays except holidays at 9am / yes, run it anyway => 0 9 * * MON-FRI
        weekdays except holidays at 9am / never mind the holidays => 0 9 * * MON-FRI
        weekdays except holidays at 9am / no => ? holidays
        midnight on Fridays / at the start => 0 0 * * FRI
        midnight on Fridays / at the end => 0 0 * * SAT
        midnight on Fridays / Thursday night => 0 0 * * FRI
        midnight on Fridays / Friday night => 0 0 * * SAT
        midnight on Fridays / 11pm => 0 23 * * FRI
        Mondays at 9am CST / Chicago => 0 9 * * MON @America/Chicago
        Mondays at 9am CST / Shanghai time => 0 9 * * MON @Asia/Shanghai
        Mondays at 9am Narnia time / Lisbon please => 0 9 * * MON @Europe/Lisbon
        Mondays at 9am Australian time / Sydney => 0 9 * * MON @Australia/Sydney
        24/7 / every hour => 0 * * * *
        weekdays 9 to 5 / every hour => 0 9-17 * * MON-FRI ~half_of_day
        every Monday at 9 or 10 / 10am => 0 10 * * MON
        every day at 9am / actually 10am => 0 10 * * *
        weekly / only when I ask => on demand
        """);

    [Theory]
    [MemberData(nameof(Dialogues))]
    public void An_answer_completes_what_was_understood(string dialogue, string expected)
    {
        var said = Split(dialogue);
        var reading = ScheduleReader.Read(said[0], PhraseTable.ProfileZone);
        foreach (var answer in said.Skip(1))
        {
            reading = ScheduleReader.Answer(reading, answer, PhraseTable.ProfileZone);
        }

        PhraseTable.Check(expected, reading);
        var resumed = ScheduleReader.Resume(reading.Said, reading.Current, PhraseTable.ProfileZone);
        Assert.Equal(PhraseTable.Show(reading), PhraseTable.Show(resumed));
    }

    [Theory]
    [InlineData("8:30ish on Mondays", "every Monday", "8:30 in the morning")]
    [InlineData("every Tuesday at 4", "every Tuesday", "4 in the afternoon")]
    [InlineData("around 5pm on Thursdays, Lisbon time", "every Thursday, Lisbon time", "5:00 in the afternoon")]
    [InlineData("Mondays at 10am Australian time", "every Monday, at 10:00 in the morning", "New York time")]
    [InlineData("weekly at 3pm", "at 3:00 in the afternoon", "on Mondays")]
    [InlineData("on the 31st of every month at 8am", "at 8:00 in the morning", "last day")]
    [InlineData("twice a day on weekdays", "every weekday", "9 in the morning")]
    public void A_question_keeps_the_clear_part_and_shows_an_example(string phrase, string understood, string example)
    {
        var question = ScheduleReader.Read(phrase, PhraseTable.ProfileZone).Question;
        Assert.Equal(understood, question?.Understood);
        Assert.Contains(example, question!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_zone_it_asks_for_the_city_and_never_takes_UTC()
    {
        var reading = ScheduleReader.Read("every Monday at 8am", null);
        Assert.Equal((ScheduleReasons.Zone, "every Monday, at 8:00 in the morning"), (reading.Question?.Reason,
            reading.Question?.Understood));
        var answered = ScheduleReader.Answer(reading, "I'm in Lisbon", null);
        Assert.Equal([new ScheduleRule("0 8 * * MON", "Europe/Lisbon")], answered.Rules);
        Assert.Equal("every Monday at 8:00 in the morning, Lisbon time", answered.Sentence);
    }

    [Fact]
    public void A_profile_zone_that_does_not_exist_counts_as_none()
        => Assert.Equal(ScheduleReasons.Zone, ScheduleReader.Read("every Monday at 8am", "Mars/Base").Question?.Reason);

    private static string[] Split(string dialogue) => dialogue.Split(" / ", StringSplitOptions.TrimEntries);
}

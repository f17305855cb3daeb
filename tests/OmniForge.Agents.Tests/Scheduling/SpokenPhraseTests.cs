using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Tests.Scheduling;

/// <summary>Phrases that the evaluation set found to be misread.</summary>
public sealed class SpokenPhraseTests
{
    public static TheoryData<string, string> Spoken => PhraseTable.Rows(
        """
        ever friday at 3pm => 0 15 * * FRI
        every Friday before the weekend at 15:00 => 0 15 * * FRI
        every weekend at 10am => 0 10 * * SAT,SUN
        no automatic runs please => on demand
        some evenings => ? which_day
        most mornings at 8am => ? which_day
        at the top of every hour => 0 * * * *
        half past every hour => 30 * * * *
        every day 12 noon => 0 12 * * *
        every 5th day at noon => ? uneven_interval
        Every evening, apart from Fridays and Saturdays, at 7pm => 0 19 * * MON-THU,SUN
        first thing on Tuesdays, so 7 o'clock sharp => 0 7 * * TUE ~half_of_day
        first thing on Tuesdays => ? vague_time
        mon thru fri 6 30 am => 30 6 * * MON-FRI
        daily at 9am China or Japan time => ? zone | which_times
        not Monday, Tuesday at 9am every week => 0 9 * * TUE
        from the 1st to the 5th of each month at 9am => 0 9 1-5 * *
        as of 6am every 3 hours until 6pm, daily => 0 6-18/3 * * *
        each morning before work at 6:45am => 45 6 * * *
        every half minute => ? too_frequent
        twice a year, on 1 March and 1 September, at 9am => 0 9 1 3,9 *
        every single hour => 0 * * * *
        on the hour from 10am to 3pm, Mondays => 0 10-15 * * MON
        each half year => ? which_start
        on each push to GitHub => event
        run whenever I hit the button => on demand
        it should not run by itself => on demand
        """);

    [Theory]
    [MemberData(nameof(Spoken))]
    public void A_phrase_as_people_say_it_is_read(string phrase, string expected)
        => PhraseTable.Check(expected, ScheduleReader.Read(phrase, PhraseTable.ProfileZone));
}

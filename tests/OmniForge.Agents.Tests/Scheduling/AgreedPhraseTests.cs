using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Tests.Scheduling;

/// <summary>The phrases that were agreed on when the reader was asked for.</summary>
public sealed class AgreedPhraseTests
{
    public static TheoryData<string, string> Agreed => PhraseTable.Rows(
        """
        every Friday at 4pm Pacific => 0 16 * * FRI @America/Los_Angeles
        first of each month => 0 9 1 * * ~time
        twice a day => ? which_times
        weekdays at 8:30 => 30 8 * * MON-FRI ~half_of_day
        8:30ish on Mondays => ? vague_time
        every Monday at 8am => 0 8 * * MON
        daily at 17:45 => 45 17 * * *
        every day => 0 9 * * * ~time
        hourly => 0 * * * *
        every hour during business hours => 0 9-17 * * MON-FRI
        every 20 minutes from 8am to noon => */20 8-11 * * * + 0 12 * * *
        every hour from 9 to 5 on weekdays => 0 9-17 * * MON-FRI ~half_of_day
        hourly between 10pm and 4am => 0 22-23,0-4 * * *
        every 2 hours => 0 */2 * * *
        every 45 minutes => ? uneven_interval
        every other Friday at 3pm => ? uneven_interval
        biweekly => ? uneven_interval | which_times | which_day
        every 3 days => ? uneven_interval
        weekly => ? which_day
        every month => ? which_day
        a few times a week => ? which_times
        monthly on the 15th at 6pm => 0 18 15 * *
        on the 31st of every month => ? month_end
        last day of each month at 5pm => 0 17 L * *
        first Monday of the month at 10am => 0 10 * * MON#1
        last Friday of every month at noon => 0 12 * * FRIL
        first working day of the month at 7am => 0 7 1W * *
        1st and 15th of each month at 7am => 0 7 1,15 * *
        quarterly => 0 9 1 1,4,7,10 * ~time ~day
        every January 15 at noon => 0 12 15 1 *
        Tuesdays and Thursdays at 9:15am => 15 9 * * TUE,THU
        Mondays at 9am and Wednesdays at 2pm => 0 9 * * MON + 0 14 * * WED
        8am and 6pm every day => 0 8,18 * * *
        8:15am and 6:30pm on weekdays => 15 8 * * MON-FRI + 30 18 * * MON-FRI
        every day except Sunday at 7am => 0 7 * * MON-SAT
        Friday through Monday at 11am => 0 11 * * FRI,SAT,SUN,MON
        weekends at 10am => 0 10 * * SAT,SUN
        every morning => 0 9 * * * ~time
        every weekday evening => 0 18 * * MON-FRI ~time
        every Friday, end of day => 0 17 * * FRI ~time
        every day at midnight => 0 0 * * *
        midnight on Fridays => ? midnight_side
        every Tuesday at 4 => ? am_or_pm
        every Tuesday at 9 => 0 9 * * TUE ~half_of_day
        12:30am every night => 30 0 * * *
        half past seven in the evening on Sundays => 30 19 * * SUN
        quarter to six pm daily => 45 17 * * *
        Wednesdays at 14:00 Tokyo time => 0 14 * * WED @Asia/Tokyo
        daily at 6am UTC => 0 6 * * * @UTC
        daily at 9am EST => 0 9 * * * @America/New_York
        Mondays at 9am CST => ? zone
        Mondays at 10am Australian time => ? zone
        weekdays 9am New York and 9am London => 0 9 * * MON-FRI @America/New_York + 0 9 * * MON-FRI @Europe/London
        on Monday at 9am => ? once_or_repeating
        tomorrow at 5pm => ? once_or_repeating
        every 30 seconds => ? too_frequent
        every day at 25:00 => ? impossible
        weekdays except holidays at 9am => ? holidays
        around 5pm on Thursdays => ? vague_time
        evry wendesday at 3 pm => 0 15 * * WED
        Mondays at 9, no, 10am => 0 10 * * MON
        only when I ask => on demand
        whenever a page is added to Meetings => event
        """);

    [Theory]
    [MemberData(nameof(Agreed))]
    public void An_agreed_phrase_is_read_as_agreed(string phrase, string expected)
        => PhraseTable.Check(expected, ScheduleReader.Read(phrase, PhraseTable.ProfileZone));
}

using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Tests.Scheduling;

/// <summary>Other days, hours, spellings, slips, zones and windows of the same kinds.</summary>
public sealed class FurtherPhraseTests
{
    public static TheoryData<string, string> Clocks => PhraseTable.Rows(
        """
        Mondays at eight => 0 8 * * MON ~half_of_day
        each weekday at half past eight => 30 8 * * MON-FRI ~half_of_day
        on workdays at quarter past nine => 15 9 * * MON-FRI ~half_of_day
        every Saturday at a quarter to ten in the morning => 45 9 * * SAT
        daily at ten to nine pm => 50 20 * * *
        daily at twenty past seven => 20 7 * * * ~half_of_day
        Thursdays at 18h30 => 30 18 * * THU
        Thursdays at 8h30 => 30 8 * * THU ~half_of_day
        weekdays 8.30 => 30 8 * * MON-FRI ~half_of_day
        weekdays at 08:05 => 5 8 * * MON-FRI
        every day at 04:15 => 15 4 * * *
        every day at 4:15 => ? am_or_pm
        every day at 6 => ? am_or_pm
        every day at 7 => 0 7 * * * ~half_of_day
        every day at 12 => 0 12 * * * ~half_of_day
        every day at 12:45 => 45 12 * * * ~half_of_day
        every day at 12pm => 0 12 * * *
        every day at 12am => 0 0 * * *
        Fridays at 12am => 0 0 * * FRI
        every day at 12:15 a.m. => 15 0 * * *
        Sundays at 7 p.m. => 0 19 * * SUN
        Sundays 7PM => 0 19 * * SUN
        every Friday at 5p => 0 17 * * FRI
        every day at 13 => 0 13 * * *
        every day at 21:00 => 0 21 * * *
        every day at 0830 => 30 8 * * *
        every day at 1730 hours => 30 17 * * *
        every day at 7 o'clock in the evening => 0 19 * * *
        Tuesdays at 5 in the morning => 0 5 * * TUE
        every evening at 8 => 0 20 * * *
        every morning at 6:30 => 30 6 * * *
        every night at 11 => 0 23 * * *
        every night at 2 => 0 2 * * *
        every afternoon at 3:30 => 30 15 * * *
        every evening at 6 and 8 => 0 18,20 * * *
        at 8 in the morning and 6 in the evening on weekdays => 0 8,18 * * MON-FRI
        every day at noon => 0 12 * * *
        midday on Saturdays => 0 12 * * SAT
        Mondays at eight thirty => 30 8 * * MON ~half_of_day
        Mondays at nine fifteen am => 15 9 * * MON
        Wednesdays at 5 past 8 in the morning => 5 8 * * WED
        daily at 20 to 7 pm => 40 18 * * *
        daily at quarter to one pm => 45 12 * * *
        every day at 23:59 => 59 23 * * *
        every day at 8:75 => ? impossible
        every day at 26:30 => ? impossible
        every day at 9am in the evening => ? impossible
        every evening at 9am => ? impossible
        every Tuesday at 2:30 => ? am_or_pm
        Mondays at half past three => ? am_or_pm
        """);

    public static TheoryData<string, string> Days => PhraseTable.Rows(
        """
        every Mon, Wed and Fri at 7am => 0 7 * * MON,WED,FRI
        Mon, Wed & Fri 7am => 0 7 * * MON,WED,FRI
        Mon/Wed/Fri at 7am => 0 7 * * MON,WED,FRI
        Mon-Fri 6pm => 0 18 * * MON-FRI
        Monday to Friday at 10am => 0 10 * * MON-FRI
        from Monday to Thursday at 10am => 0 10 * * MON-THU
        Tuesday - Saturday at 7:45am => 45 7 * * TUE-SAT
        Saturday until Monday at noon => 0 12 * * SAT,SUN,MON
        each working day at 8am => 0 8 * * MON-FRI
        on business days at 4pm => 0 16 * * MON-FRI
        every weekend at 11am => 0 11 * * SAT,SUN
        daily => 0 9 * * * ~time
        nightly => 0 21 * * * ~time
        nightly at 2am => 0 2 * * *
        every night => 0 21 * * * ~time
        every afternoon => 0 14 * * * ~time
        every morning and evening => 0 9,18 * * * ~time
        Monday mornings => 0 9 * * MON ~time
        Monday mornings at 8 => 0 8 * * MON
        every Friday afternoon => 0 14 * * FRI ~time
        Sunday evenings => 0 18 * * SUN ~time
        Fridays at close of business => 0 17 * * FRI ~time
        every weekday by the way at 3pm => 0 15 * * MON-FRI
        every Sunday => 0 9 * * SUN ~time
        weekly on Thursdays => 0 9 * * THU ~time
        weekly on Thursday at 2pm => 0 14 * * THU
        every week on Tuesday at 9am => 0 9 * * TUE
        once a week on Friday at 3pm => 0 15 * * FRI
        once a day at 6am => 0 6 * * *
        everyday at 5pm => 0 17 * * *
        every single day at 5pm => 0 17 * * *
        Monday at 9am => ? once_or_repeating
        next Tuesday at 3pm => ? once_or_repeating
        tonight at 8pm => ? once_or_repeating
        in 2 hours => ? once_or_repeating
        on 3 March at 10am => ? once_or_repeating
        January 15, 2027 at noon => ? once_or_repeating
        at 9am => ? which_day
        all Tuesdays at 1pm => 0 13 * * TUE
        nineish on Tuesdays => ? vague_time
        noonish every day => ? vague_time
        7 days a week at 7am => 0 7 * * *
        every tusday at 10am => 0 10 * * TUE
        evrey thrusday at 4pm => 0 16 * * THU
        satudays at 9am => 0 9 * * SAT
        weekdys at 5pm => 0 17 * * MON-FRI
        EVERY MONDAY AT 8AM PLEASE => 0 8 * * MON
        every mornig at 7 => 0 7 * * *
        dayly at 3pm => 0 15 * * *
        tommorow at 3pm => ? once_or_repeating
        """);

    public static TheoryData<string, string> Months => PhraseTable.Rows(
        """
        on the 10th of each month at 8am => 0 8 10 * *
        every month on the 3rd => 0 9 3 * * ~time
        monthly on the 28th at 11am => 0 11 28 * *
        the 5th and 20th of every month at noon => 0 12 5,20 * *
        day 12 of every month at 4pm => 0 16 12 * *
        on the 29th of each month at 8am => ? month_end
        on the 30th of every month => ? month_end
        last day of the month => 0 9 L * * ~time
        on the last working day of every month at 3pm => 0 15 LW * *
        first business day of each month at 9am => 0 9 1W * *
        second Tuesday of the month at 2pm => 0 14 * * TUE#2
        the 3rd Thursday of every month at 10:30am => 30 10 * * THU#3
        1st and 3rd Monday of the month at 8am => 0 8 * * MON#1 + 0 8 * * MON#3
        last Monday of each month at 9am => 0 9 * * MONL
        every first Friday at 5pm => 0 17 * * FRI#1
        every second Friday at 5pm => ? uneven_interval
        the third Tuesday at 9am => ? once_or_repeating
        second to last Friday of the month => ? which_day
        in the middle of the month => ? which_day
        at the end of every month => ? which_day
        every March 1 and September 1 at 8am => 0 8 1 3 * + 0 8 1 9 *
        15 April every year at 10am => 0 10 15 4 *
        yearly on December 24 at 6am => 0 6 24 12 *
        every December 31 at 8pm => 0 20 31 12 *
        every February 30 => ? impossible
        every February 29 at noon => ? month_end
        on the 32nd of every month => ? impossible
        yearly => ? which_day
        every January => ? which_day
        quarterly on the first day at 8am => 0 8 1 1,4,7,10 * ~day
        first day of every quarter at 8am => 0 8 1 1,4,7,10 *
        last day of each quarter at 5pm => 0 17 L 3,6,9,12 *
        every 3 months => ? which_start
        every 2 months starting in February on the 1st at 9am => 0 9 1 2,4,6,8,10,12 *
        every Monday in December at 9am => 0 9 * 12 MON
        weekdays from June to August at 7am => 0 7 * 6-8 MON-FRI
        on the 1st of January and July at 9am => 0 9 1 1,7 *
        every Friday the 13th => ? which_day
        """);

    public static TheoryData<string, string> Intervals => PhraseTable.Rows(
        """
        every 15 minutes => */15 * * * *
        every 15 mins between 9 and 5 => */15 9-16 * * * + 0 17 * * * ~half_of_day
        every 15 minutes between 9 and 5 on weekdays => */15 9-16 * * MON-FRI + 0 17 * * MON-FRI ~half_of_day
        every half hour => */30 * * * *
        every half hour from 8:15am to 10am => 15,45 8,9 * * *
        every quarter of an hour => */15 * * * *
        every hour => 0 * * * *
        each hour on weekdays => 0 * * * MON-FRI
        every hour on the half hour => 30 * * * *
        every hour at 15 past => 15 * * * *
        every minute => * * * * *
        every 60 minutes => 0 * * * *
        every 90 minutes => ? uneven_interval
        every 7 minutes => ? uneven_interval
        every 5 hours => ? uneven_interval
        every 6 hours => 0 */6 * * *
        every 120 minutes => 0 */2 * * *
        every 4 hours starting at 6am => 0 2,6,10,14,18,22 * * *
        every 3 hours from 9am to 6pm => 0 9,12,15,18 * * *
        every two hours between 8 in the morning and 8 in the evening => 0 8,10,12,14,16,18,20 * * *
        every hour from 8am until 6pm on Mondays => 0 8-18 * * MON
        every 30 minutes during office hours => */30 9-16 * * MON-FRI + 0 17 * * MON-FRI
        hourly from 22:00 to 02:00 => 0 22,23,0,1,2 * * *
        every hour from 10pm to 2am on Fridays => 0 22,23 * * FRI + 0 0-2 * * SAT
        every 10 minutes 24/7 => */10 * * * *
        24/7 => ? which_times
        weekdays 9 to 5 => ? which_times
        during business hours => ? which_times
        every other day => ? uneven_interval
        every second week on Monday => ? uneven_interval
        every 2 weeks => ? uneven_interval
        fortnightly on Fridays => ? uneven_interval
        every second => ? too_frequent
        every 10 seconds => ? too_frequent
        every few hours => ? uneven_interval | which_times | vague_time
        twice a day at 9am and 5pm => 0 9,17 * * *
        twice a day at 9 and 5 => ? am_or_pm
        twice a week on Mondays and Thursdays at 10am => 0 10 * * MON,THU
        three times a day at 8, 12 and 18 => 0 8,12,18 * * * ~half_of_day
        3x a day => ? which_times
        twice a month on the 1st and 15th => 0 9 1,15 * * ~time
        several times a day => ? which_times
        three times a week => ? which_times
        twice a day at 9am => ? which_times
        hourly except at noon => 0 0-11,13-23 * * *
        """);

    public static TheoryData<string, string> Zones => PhraseTable.Rows(
        """
        Mondays at 9am Eastern => 0 9 * * MON @America/New_York
        Mondays at 9am ET => 0 9 * * MON @America/New_York
        Mondays at 9am PST => 0 9 * * MON @America/Los_Angeles
        Mondays at 9am Mountain time => 0 9 * * MON @America/Denver
        Mondays at 9am US Central => 0 9 * * MON @America/Chicago
        Mondays at 9am Eastern Standard Time => 0 9 * * MON @America/New_York
        daily at 7am in Berlin => 0 7 * * * @Europe/Berlin
        daily at 7am Lisbon time => 0 7 * * * @Europe/Lisbon
        daily at 7am Portuguese time => ? zone
        daily at 7am Japanese time => 0 7 * * * @Asia/Tokyo
        daily at 7am in Japan => 0 7 * * * @Asia/Tokyo
        daily at 7am India time => 0 7 * * * @Asia/Kolkata
        daily at 7am IST => ? zone
        daily at 7am San Francisco time => 0 7 * * * @America/Los_Angeles
        daily at 7am UTC+3 => 0 7 * * * @Etc/GMT-3
        daily at 7am UTC-5 => 0 7 * * * @Etc/GMT+5
        daily at 7am UTC+05:30 => 0 7 * * * @Asia/Kolkata
        daily at 7am GMT+2 => 0 7 * * * @Etc/GMT-2
        daily at 7am America/Sao_Paulo => 0 7 * * * @America/Sao_Paulo
        daily at 7am Narnia time => ? zone
        daily at 7am Texas time => ? zone
        daily at 7am Springfield time => ? zone
        daily at 7am, São Paulo time => 0 7 * * * @America/Sao_Paulo
        New York time, weekdays at 8am => 0 8 * * MON-FRI @America/New_York
        weekdays at 8am and 4pm London time => 0 8,16 * * MON-FRI @Europe/London
        Mondays at 9am New York time and Tuesdays at 10am => 0 9 * * MON @America/New_York + 0 10 * * TUE @America/New_York
        9am Sydney and 9am Tokyo on weekdays => 0 9 * * MON-FRI @Australia/Sydney + 0 9 * * MON-FRI @Asia/Tokyo
        daily at 9am local time => 0 9 * * *
        daily at 9am my time => 0 9 * * *
        daily at 9am CET => 0 9 * * * @Europe/Brussels
        daily at 9am Londn time => 0 9 * * * @Europe/London
        """);

    public static TheoryData<string, string> Several => PhraseTable.Rows(
        """
        Mondays at 8am, Wednesdays at 9am and Fridays at 10am => 0 8 * * MON + 0 9 * * WED + 0 10 * * FRI
        8am on Mondays and 6pm on Fridays => 0 8 * * MON + 0 18 * * FRI
        weekdays at 7am and weekends at 10am => 0 7 * * MON-FRI + 0 10 * * SAT,SUN
        9am, 1pm and 5pm daily => 0 9,13,17 * * *
        Mondays and Fridays at 9am and 4pm => 0 9,16 * * MON,FRI
        on the 1st at 9am and on Mondays at 8am => 0 9 1 * * + 0 8 * * MON
        every day at 9am except weekends => 0 9 * * MON-FRI
        weekdays except Wednesdays at 9am => 0 9 * * MON,TUE,THU,FRI
        every day but not on Sundays at 8am => 0 8 * * MON-SAT
        daily except Saturday and Sunday at 6am => 0 6 * * MON-FRI
        every weekday except in August at 9am => 0 9 * 1-7,9-12 MON-FRI
        every day except the 1st at 9am => 0 9 2-31 * *
        every day at 7am, not on weekends => 0 7 * * MON-FRI
        every Tuesday, no, every Wednesday at 9am => 0 9 * * WED
        Tuesdays, I mean Thursdays, at 2pm => 0 14 * * THU
        every day at 8am, actually 8:30am => 30 8 * * *
        Mondays at 3pm, sorry, 4pm => 0 16 * * MON
        Fridays at 9am, make that 10am => 0 10 * * FRI
        every hour, no wait, every 2 hours => 0 */2 * * *
        every evening, weekdays only => 0 18 * * MON-FRI ~time
        Monday or Tuesday at 9am => ? which_day
        every Monday at 9 or 10 => ? which_times
        every day except holidays => ? holidays
        early on Mondays => ? vague_time
        roughly 9am every day => ? vague_time
        about 6pm on Fridays => ? vague_time
        late afternoon on Fridays => ? vague_time
        sometime on Fridays => ? vague_time
        9amish every day => ? vague_time
        before 9am on Mondays => ? vague_time
        midnight on weekdays => ? midnight_side
        every Saturday at midnight => ? midnight_side
        daily at midnight => 0 0 * * *
        """);

    public static TheoryData<string, string> Traps => PhraseTable.Rows(
        """
        alternate Fridays => ? uneven_interval
        every 3rd Thursday => ? uneven_interval
        half nine on Mondays => ? vague_time
        Mondays at 9 to 5 => ? which_times
        Mondays at 10 to 9 => 50 8 * * MON ~half_of_day
        all weekdays but Friday at 3pm => 0 15 * * MON-THU
        daily at 9am Tokyo, London and New York time => 0 9 * * * @Asia/Tokyo + 0 9 * * * @Europe/London + 0 9 * * * @America/New_York
        every hour except at night => ? which_times
        every hour except between 12 and 2 => 0 0-11,15-23 * * * ~half_of_day
        wensdays at noon => 0 12 * * WED
        every midnight => 0 0 * * *
        every noon => 0 12 * * *
        every Monday in summer => ? which_day
        last Sunday in March at 3am => ? once_or_repeating
        start at 8am and run every 2 hours until 8pm => 0 8,10,12,14,16,18,20 * * *
        hourly at 30 past => 30 * * * *
        M-F at 9am => 0 9 * * MON-FRI
        as soon as possible => ? once_or_repeating
        only on request => on demand
        end of every workday => 0 17 * * MON-FRI ~time
        on the 15th and the last day of every month at 6am => 0 6 15 * * + 0 6 L * *
        every month on the last weekday => 0 9 LW * * ~time
        weeknights at 8 => 0 20 * * MON-FRI
        every day at 9, except Wednesdays => 0 9 * * SUN,MON,TUE,THU,FRI,SAT ~half_of_day
        every Monday at 8 read our list, put the at-risk ones first and write a report => 0 8 * * MON ~half_of_day
        first thing every morning => ? vague_time
        Sunday nights at midnight => ? midnight_side
        every Monday and Friday morning => 0 9 * * MON,FRI ~time
        Monday morning and Friday evening => 0 9 * * MON + 0 18 * * FRI ~time
        Tuesdays 3pm Berlin and 3pm Tokyo => 0 15 * * TUE @Europe/Berlin + 0 15 * * TUE @Asia/Tokyo
        at 5 minutes past every hour => 5 * * * *
        every 5 minutes from 23:00 until 01:00 => */5 0,23 * * * + 0 1 * * *
        first and last day of each month at 9am => 0 9 1 * * + 0 9 L * *
        last Friday of each quarter at noon => 0 12 * 3,6,9,12 FRIL
        weekdays at 9am but Fridays at 8am => 0 9 * * MON-THU + 0 8 * * FRI
        every day at 8 except Sundays at 10 => 0 8 * * MON-SAT + 0 10 * * SUN ~half_of_day
        every morning at 7 but Sundays at 10 => 0 7 * * MON-SAT + 0 10 * * SUN ~half_of_day
        daily at 7am, on weekends only at 10am => 0 7 * * MON-FRI + 0 10 * * SAT,SUN
        weekdays at 9am, Fridays at 8am instead => 0 9 * * MON-THU + 0 8 * * FRI
        10am on weekdays but noon at the weekend => 0 10 * * MON-FRI + 0 12 * * SAT,SUN
        Mondays at 9am while Thursdays at 2pm => 0 9 * * MON + 0 14 * * THU
        every hour but only between 9am and 5pm => 0 9-17 * * *
        Thursdays, say 3ish in the afternoon => ? vague_time
        Mondays, their preference is 4 => ? vague_time
        Fridays at 4pm, her time => ? zone
        in the mornings, Monday through Thursday => 0 9 * * MON-THU ~time
        ten minutes before midnight each day => 50 23 * * *
        half an hour before 9am on weekdays => 30 8 * * MON-FRI
        every hour at quarter past => 15 * * * *
        hourly, at ten to => 50 * * * *
        4pm every Thursday rather than Friday => 0 16 * * THU
        not every day, just Mondays at 9am => 0 9 * * MON
        Mondays at standup => ? vague_time
        at teatime daily => ? vague_time
        I'll kick it off myself => on demand
        every day at 9 nice and easy => 0 9 * * * ~half_of_day
        weekends at nooon => 0 12 * * SAT,SUN
        toward 5pm daily => ? vague_time
        every Thursday evening-ish => ? vague_time
        monday's at 8am => 0 8 * * MON
        every quarter on the first Monday at 9am => 0 9 * 1,4,7,10 MON#1 ~day
        every Monday at 9 London sales report => 0 9 * * MON ~half_of_day
        5 days a week at 9am => ? which_day | which_times
        some Mondays at 9am => ? which_day
        Mondays at like 9 => ? vague_time
        Tue 9am / Thu 4pm => 0 9 * * TUE + 0 16 * * THU
        Mon–Thu 8:00, Fri 7:00 => 0 8 * * MON-THU + 0 7 * * FRI ~half_of_day
        four times a day at 6am, noon, 6pm and midnight => 0 */6 * * *
        every 20 min from 9:10 to 10:30am => 10,30,50 9 * * * + 10,30 10 * * *
        every hour from 11pm to 5 => 0 23,0-5 * * * ~half_of_day
        weekdays at 8 - scratch that - weekends at 10 => 0 10 * * SAT,SUN ~half_of_day
        on the 1st, no, the 2nd of each month at 9am => 0 9 2 * *
        every Tuesday, actually make it Thursday, at 2pm => 0 14 * * THU
        Weekdays 08:00 and Saturdays 10:00 Paris time => 0 8 * * MON-FRI @Europe/Paris + 0 10 * * SAT @Europe/Paris ~half_of_day
        on 2027-01-15 at 9am => ? once_or_repeating
        on Friday 13 November at 9am => ? which_day | once_or_repeating
        every April 31 => ? impossible
        every Monday at 14am => ? impossible
        every hour and a half => ? uneven_interval
        every half year => ? vague_time | which_start | which_day
        the 28th of February every year => 0 9 28 2 * ~time
        Fridays at 5pm - no, 4pm => 0 16 * * FRI
        """);

    public static TheoryData<string, string> Others => PhraseTable.Rows(
        """
        on demand => on demand
        no schedule, I run it myself => on demand
        I'll start it by hand => on demand
        when I say so => on demand
        only if I ask for it => on demand
        manually => on demand
        whenever I need it => on demand
        when a new issue is opened => event
        as soon as a file is uploaded => event
        each time somebody posts in #news => event
        every time an order comes in => event
        on every new message => event
        banana => ? vague_time
        """);

    [Theory]
    [MemberData(nameof(Clocks))]
    [MemberData(nameof(Days))]
    [MemberData(nameof(Months))]
    [MemberData(nameof(Intervals))]
    [MemberData(nameof(Zones))]
    [MemberData(nameof(Several))]
    [MemberData(nameof(Traps))]
    [MemberData(nameof(Others))]
    public void A_phrase_is_read_by_the_same_rules(string phrase, string expected)
        => PhraseTable.Check(expected, ScheduleReader.Read(phrase, PhraseTable.ProfileZone));
}

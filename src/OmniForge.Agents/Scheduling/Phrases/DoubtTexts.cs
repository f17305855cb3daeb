using System.Globalization;

namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>The questions: each names the unclear part and gives an example answer, in plain words.</summary>
internal static class DoubtTexts
{
    public static Doubt OfProblem(ProblemItem item) => item.Reason switch
    {
        ScheduleReasons.UnevenInterval => new(
            item.Reason,
            $"\"{item.Words}\" does not fall on the same {(item.Of == Slot.When ? "times every day" : "days each time")}. "
                + (item.Of == Slot.When ? "How often should it run instead? For example: every 30 minutes."
                    : "On which days should it run instead? For example: every Friday."),
            [item]),
        ScheduleReasons.TooFrequent => new(
            item.Reason, $"\"{item.Words}\" is too often: once a minute is the most. How often should it run? For example: every 5 "
                + "minutes.", [item]),
        ScheduleReasons.OnceOrRepeating => Once([item], item.Words),
        ScheduleReasons.Holidays => new(
            item.Reason,
            "I do not know your holidays, so I cannot leave them out. Should it run on holidays too? For example: yes, run it anyway.",
            [item]),
        ScheduleReasons.WhichStart => new(
            item.Reason, $"In which month should \"{item.Words}\" start, and on which day? For example: in January, on the 1st.", [item]),
        ScheduleReasons.WhichTimes when item.Words.Length == 0 => new(
            item.Reason,
            "Which times go with which days? For example: Monday to Thursday at 9 in the morning and Fridays at 8 in the morning.",
            [item]),
        ScheduleReasons.WhichTimes => new(
            item.Reason, $"How often do you mean by \"{item.Words}\"? For example: every day at 9 in the morning.", [item]),
        ScheduleReasons.WhichDay => new(
            item.Reason, $"Which day do you mean by \"{item.Words}\"? For example: the last day of the month.", [item]),
        ScheduleReasons.Impossible when item.Of == Slot.Day => new(
            item.Reason, $"There is no such day as \"{item.Words}\". Which day should it be? For example: the 1st of every month.", [item]),
        ScheduleReasons.Impossible => new(
            item.Reason, $"There is no such time as \"{item.Words}\". Which time should it be? For example: 8:30 in the morning.", [item]),
        _ => new(item.Reason, $"What exact time do you mean by \"{item.Words}\"? For example: 8:30 in the morning.", [item]),
    };

    public static Doubt Vague(Item item, string words, int likely) => new(
        ScheduleReasons.VagueTime,
        $"What exact time do you mean by \"{words}\"? For example: {ClockWords.Say(likely / 60, likely % 60)}.",
        [item]);

    public static Doubt AmOrPm(TimeItem item)
    {
        var (hour, minute) = (item.Minute / 60, item.Minute % 60);
        var clock = minute == 0 ? $"{hour}" : string.Create(CultureInfo.InvariantCulture, $"{hour}:{minute:00}");
        return new(ScheduleReasons.AmOrPm, $"Is {clock} in the morning or in the afternoon? For example: {clock} in the afternoon.",
            [item]);
    }

    public static Doubt MidnightSide(Item item) => new(
        ScheduleReasons.MidnightSide,
        "Is that midnight at the start of the named day, or at its end? For example: at the start.",
        [item]);

    public static Doubt PartClash(TimeItem item) => new(
        ScheduleReasons.Impossible,
        $"The time {Clock(item)} and the part of the day do not fit together. Which time should it be? For example: 8:30 in the morning.",
        [item]);

    public static Doubt HowOften(IReadOnlyList<Item> about) => new(
        ScheduleReasons.WhichTimes, "How often should it run during that time? For example: every hour.", about);

    public static Doubt StepOrTimes(IReadOnlyList<Item> about) => new(
        ScheduleReasons.WhichTimes, "At which times exactly should it run? For example: every hour from 9 in the morning to 5 in the "
            + "afternoon.", about);

    public static Doubt WindowStart(WindowItem item) => new(
        ScheduleReasons.WhichTimes, "From when to when should it run? For example: from 9 in the morning to 6 in the evening.", [item]);

    public static Doubt WhichDay(IReadOnlyList<Item> about)
    {
        var unit = about.OfType<FrequencyItem>().Select(item => (Unit?)item.Unit).FirstOrDefault()
            ?? (about.Any(item => item is MonthsItem) ? Unit.Month : null);
        return new(ScheduleReasons.WhichDay, unit switch
        {
            Unit.Week => "On which day of the week should it run? For example: on Mondays.",
            Unit.Month or Unit.Quarter => "On which day of the month should it run? For example: on the 1st.",
            Unit.Year => "On which date should it run each year? For example: on January 15.",
            _ => "On which days should it run? For example: every weekday.",
        }, about);
    }

    public static Doubt BothDays(IReadOnlyList<Item> about) => new(
        ScheduleReasons.WhichDay,
        "I cannot tie a day of the week to a date of the month. Which of the two should count? For example: every Friday.",
        about);

    public static Doubt NothingLeft(IReadOnlyList<Item> about) => new(
        ScheduleReasons.Impossible, "With that left out, no time remains to run. When should it run? For example: every Monday at 8 "
            + "in the morning.", about);

    public static Doubt NoSuchDay(MonthDaysItem item, string day) => new(
        ScheduleReasons.Impossible, $"No such month has a day {day}. Which day should it be? For example: the 1st of every month.", [item]);

    public static Doubt MonthEnd(MonthDaysItem item, int day) => new(
        ScheduleReasons.MonthEnd,
        $"Some months have no day {day}: should I skip those months or take their last day? For example: the last day.",
        [item]);

    public static Doubt FifthWeek(NthItem item) => new(
        ScheduleReasons.MonthEnd,
        "Not every month has that day five times: should I skip the shorter months or take the last one? For example: the last one.",
        [item]);

    public static Doubt Once(IReadOnlyList<Item> about, string words) => new(
        ScheduleReasons.OnceOrRepeating,
        $"Should it run again and again, or only once on \"{words}\"? I can only repeat it; you can start a single run yourself at "
            + "any time. "
            + "For example: every week.",
        about);

    public static Doubt Counted(CountItem item) => new(
        ScheduleReasons.WhichTimes,
        item.Per switch
        {
            Unit.Day => "At which times of the day should it run? For example: at 9 in the morning and 5 in the afternoon.",
            Unit.Week => "On which days of the week should it run? For example: on Mondays and Thursdays.",
            Unit.Hour or Unit.Minute => "How often should it run? For example: every 30 minutes.",
            _ => "On which days should it run? For example: on the 1st and the 15th.",
        },
        [item]);

    public static Doubt OneOf(Item one, Item other) => one.Slot == Slot.Day
        ? new(ScheduleReasons.WhichDay, "Which of these days do you mean? For example: every Monday.", [one, other])
        : new(ScheduleReasons.WhichTimes, "Which of these times do you mean? For example: 9 in the morning.", [one, other]);

    public static Doubt Zone(ZoneItem? item)
        => new(ScheduleReasons.Zone, ZoneQuestions.Which(item?.Words ?? "").Text, item is null ? [] : [item]);

    public static Doubt Nothing()
        => new(ScheduleReasons.VagueTime, "When should it run? For example: every Monday at 8 in the morning.", []);

    private static string Clock(TimeItem item)
        => string.Create(CultureInfo.InvariantCulture, $"{item.Minute / 60}:{item.Minute % 60:00}");
}

using System.Globalization;

namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>Days in plain words: "every Monday", "on the 1st and 15th of every month", "on January 15 every year".</summary>
internal static class DayWords
{
    private static readonly string[] Ordinals = ["", "first", "second", "third", "fourth", "fifth"];

    public static string Say(DayKey days)
    {
        var months = days.Months == "*" ? "" : MonthNames(days.Months);
        if (days.Nth.Length > 0)
        {
            var names = TimeWords.Join([.. days.Nth.Split(',').Select(Nth)]);
            var fifth = days.Nth.Contains("#5", StringComparison.Ordinal) ? " that has one" : "";
            var counted = $"on the {names} of {(months.Length > 0 ? months : "every month")}{fifth}";
            return days.Weekdays is not (0 or WeekdaysItem.All) || days.MonthDays != "*" ? $"{Say(days with { Nth = "" })} and {counted}" : counted;
        }

        var monthDays = days.MonthDays == "*" ? "" : MonthDays(days.MonthDays, months);
        if (monthDays.Length > 0 && days.Weekdays is 0 or WeekdaysItem.All)
        {
            return monthDays;
        }

        var weekdays = Weekdays(days.Weekdays);
        return monthDays.Length > 0 ? $"{weekdays} and {monthDays}" : months.Length > 0 ? $"{weekdays} in {months}" : weekdays;
    }

    /// <summary>The name of what an item tells, without "every".</summary>
    public static string Name(Item item) => item switch
    {
        WeekdaysItem days => Weekdays(days.Days).Replace("every ", "", StringComparison.Ordinal),
        MonthDaysItem days => "the " + TimeWords.Join([.. days.Days.Select(MonthDay)]),
        NthItem nth => "the " + Nth(DayKey.ShortName(int.TrailingZeroCount(nth.Days)) + (nth.Which[0] < 0 ? "L" : "#" + nth.Which[0])),
        MonthsItem months => "of " + TimeWords.Join([.. months.Months.Select(Words.MonthName)]),
        _ => "",
    };

    private static string Weekdays(int days) => days switch
    {
        0 or WeekdaysItem.All => "every day",
        WeekdaysItem.MondayToFriday => "every weekday",
        _ when Words.CountDays(days) == 6 => "every day except " + Words.DayName(int.TrailingZeroCount(WeekdaysItem.All & ~days)),
        _ => "every " + TimeWords.Join([.. Enumerable.Range(1, 7).Select(day => day % 7).Where(day => (days & (1 << day)) != 0)
            .Select(Words.DayName)]),
    };

    private static string MonthDays(string list, string months)
    {
        var days = list.Split(',').SelectMany(Spread).ToList();
        if (days.Count > 20 && months.Length == 0)
        {
            var left = Enumerable.Range(1, 31).Select(day => day.ToString(CultureInfo.InvariantCulture)).Except(days);
            return $"every day except the {TimeWords.Join([.. left.Select(MonthDay)])}";
        }

        var names = TimeWords.Join([.. days.Select(MonthDay)]);
        var rare = days.Exists(day => int.TryParse(day, out var number) && number > 28) ? " that has one" : "";
        var single = days.Count == 1 && int.TryParse(days[0], out _) && months.Length > 0 && !months.Contains(' ',
            StringComparison.Ordinal);
        return single ? (months == "February" && rare.Length > 0 ? $"on {months} {days[0]} every year{rare}"
            : $"every year on {months} {days[0]}")
            : months.Length > 0 ? $"on the {names} of {months}{rare}" : $"on the {names} of every month{rare}";
    }

    private static IEnumerable<string> Spread(string part)
    {
        var ends = part.Split('-');
        return ends.Length == 2 && int.TryParse(ends[0], out var first) && int.TryParse(ends[1], out var last) && last >= first
            ? Enumerable.Range(first, last - first + 1).Select(day => day.ToString(CultureInfo.InvariantCulture))
            : [part];
    }

    private static string MonthDay(string day) => day switch
    {
        "L" => "last day",
        "LW" => "last working day",
        "1W" => "first working day",
        _ when int.TryParse(day, out var number) => NumberWords.Ordinal(number),
        _ when day.StartsWith("L-", StringComparison.Ordinal) => $"day {day[2..]} before the last day",
        _ when day.EndsWith('W') && int.TryParse(day[..^1], out var near) => $"working day nearest the {NumberWords.Ordinal(near)}",
        _ => day,
    };

    private static string Nth(string nth)
    {
        var which = nth.EndsWith('L') ? "last" : Ordinals[nth[^1] - '0'];
        var name = nth.EndsWith('L') ? nth[..^1] : nth[..^2];
        return $"{which} {Words.DayName(DayKey.Day(name) ?? 0)}";
    }

    private static string MonthNames(string list)
        => TimeWords.Join([.. list.Split(',').SelectMany(Spread).Select(month => Words.MonthName(int.Parse(month,
            CultureInfo.InvariantCulture)))]);
}

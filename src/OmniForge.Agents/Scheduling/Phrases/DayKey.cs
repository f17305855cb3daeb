namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>The days of a rule: the last three cron fields taken apart. Days of the month and of the week: either may match.</summary>
/// <param name="Weekdays">Bits, Sunday = bit 0; 0 when no day of the week is told.</param>
/// <param name="MonthDays">Cron list, or `*`.</param>
/// <param name="Months">Cron list, or `*`.</param>
/// <param name="Nth">A list of `MON#1`, `FRIL`; empty when none is told.</param>
internal sealed record DayKey(int Weekdays, string MonthDays, string Months, string Nth)
{
    public static readonly DayKey EveryDay = new(WeekdaysItem.All, "*", "*", "");

    private static readonly string[] Short = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    public bool OnlyWeekdays => MonthDays == "*" && Nth.Length == 0;

    /// <summary>The last three fields of a cron line.</summary>
    public string Fields => $"{MonthDays} {Months} {(Nth.Length == 0 ? WeekdayField : Weekdays is 0 or WeekdaysItem.All ? Nth : $"{Nth},{Runs()}")}";

    private string WeekdayField => Weekdays is 0 or WeekdaysItem.All ? "*" : Runs();

    public static string ShortName(int day) => Short[day];

    public static int? Day(string name)
    {
        var day = Array.FindIndex(Short, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        return day >= 0 ? day : int.TryParse(name, out day) && day is >= 0 and <= 7 ? day % 7 : null;
    }

    /// <summary>The same days one day later; null when no rule says so.</summary>
    public DayKey? Shift()
    {
        if (OnlyWeekdays)
        {
            return this with { Weekdays = ((Weekdays << 1) | (Weekdays >> 6)) & WeekdaysItem.All };
        }

        var days = MonthDays.Split(',').Select(day => int.TryParse(day, out var number) && number <= 27 ? number + 1 : 0).ToList();
        return Nth.Length == 0 && Weekdays == 0 && days.All(day => day > 0) ? this with { MonthDays = string.Join(',', days) } : null;
    }

    /// <summary>Monday first, runs of three or more as a range.</summary>
    private string Runs()
    {
        var order = Enumerable.Range(1, 7).Select(day => day % 7).ToList();
        var parts = new List<string>();
        for (var at = 0; at < 7; at++)
        {
            var end = at;
            while (end < 7 && (Weekdays & (1 << order[end])) != 0)
            {
                end++;
            }

            if (end - at >= 3)
            {
                parts.Add($"{Short[order[at]]}-{Short[order[end - 1]]}");
                at = end;
            }
            else if (end > at)
            {
                parts.Add(Short[order[at]]);
            }
        }

        return string.Join(',', parts);
    }
}

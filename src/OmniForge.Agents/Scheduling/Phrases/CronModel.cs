using System.Globalization;

namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>A cron line taken apart: its days and its minutes of the day.</summary>
internal sealed record CronModel(DayKey Days, IReadOnlyList<int> Minutes)
{
    private static readonly string[] MonthNames = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    /// <summary>Null when the line is not valid.</summary>
    public static CronModel? Read(string cron)
    {
        if (!CronSchedule.TryParse(cron, out _, out _))
        {
            return null;
        }

        var fields = CronFields.Split(cron.Trim());
        var hours = Numbers(fields[1], 0, 23);
        var minutes = Numbers(fields[0], 0, 59);
        var months = Numbers(fields[3], 1, 12, MonthNames);
        var monthDays = CronFields.IsOpen(fields[2]) ? "*" : MonthDays(fields[2]);
        var (weekdays, nth) = CronFields.IsOpen(fields[4]) ? (monthDays == "*" ? WeekdaysItem.All : 0, "") : Weekdays(fields[4]);
        var days = new DayKey(weekdays, monthDays, months.Count == 12 ? "*" : NumberList.Write(months), nth);
        return new(days, [.. from hour in hours from minute in minutes select (hour * 60) + minute]);
    }

    private static (int Weekdays, string Nth) Weekdays(string field)
    {
        var days = 0;
        var counted = new List<string>();
        foreach (var part in field.Split(','))
        {
            if (CronFields.IsCounted(part))
            {
                var at = part.IndexOf('#', StringComparison.Ordinal);
                counted.Add(DayKey.ShortName(DayKey.Day(at >= 0 ? part[..at] : part[..^1]) ?? 0) + (at >= 0 ? part[at..] : "L"));
                continue;
            }

            foreach (var day in Numbers(part, 0, 7, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"], 0))
            {
                days |= 1 << (day % 7);
            }
        }

        return (days, string.Join(',', counted));
    }

    private static string MonthDays(string field)
        => field.Contains('L', StringComparison.OrdinalIgnoreCase) || field.Contains('W', StringComparison.OrdinalIgnoreCase)
            ? field.ToUpperInvariant()
            : NumberList.Write(Numbers(field, 1, 31));

    /// <summary>Lists, ranges (also over the end), steps and names as ascending numbers.</summary>
    private static List<int> Numbers(string field, int first, int last, string[]? names = null, int nameBase = 1)
    {
        var found = new SortedSet<int>();
        foreach (var part in field.Split(','))
        {
            var pieces = part.Split('/');
            var step = pieces.Length == 2 ? int.Parse(pieces[1], CultureInfo.InvariantCulture) : 1;
            var ends = pieces[0].Split('-');
            var open = pieces[0] is "*" or "?";
            var from = open ? first : Number(ends[0], names, nameBase);
            var to = open ? last : ends.Length == 2 ? Number(ends[1], names, nameBase) : pieces.Length == 2 ? last : from;
            var size = last - first + 1;
            var length = to >= from ? to - from : to - from + (last == 7 ? 7 : size);
            for (var at = 0; at <= length; at += step)
            {
                found.Add(first + ((from - first + at) % size));
            }
        }

        return [.. found];
    }

    private static int Number(string text, string[]? names, int nameBase)
    {
        var at = names is null ? -1 : Array.FindIndex(names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return at >= 0 ? at + nameBase : int.Parse(text, CultureInfo.InvariantCulture);
    }
}

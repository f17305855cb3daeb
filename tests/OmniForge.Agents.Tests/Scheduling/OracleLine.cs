namespace OmniForge.Agents.Tests.Scheduling;

/// <summary>Whether a local minute matches a line, field by field. Lists, ranges also over the end, steps, names, `L`, `W`, `#`.</summary>
internal sealed class OracleLine
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly HashSet<int> _minutes;
    private readonly HashSet<int> _hours;
    private readonly HashSet<int> _months;
    private readonly string _day;
    private readonly HashSet<int> _days;
    private readonly string _weekday;
    private readonly HashSet<int> _weekdays;

    public OracleLine(string cron)
    {
        var fields = cron.Split(' ');
        (_minutes, _hours) = (Set(fields[0], 0, 59, []), Set(fields[1], 0, 23, []));
        (_day, _months, _weekday) = (fields[2], Set(fields[3], 1, 12, Months), fields[4]);
        _days = _day.Contains('L') || _day.Contains('W') ? [] : Set(_day, 1, 31, []);
        _weekdays = _weekday.Contains('#') || (_weekday.Length > 1 && _weekday.EndsWith('L')) ? [] : Set(_weekday, 0, 6, Weekdays);
    }

    public bool Matches(DateTime local)
        => _minutes.Contains(local.Minute) && _hours.Contains(local.Hour) && _months.Contains(local.Month) && DayMatches(local);

    /// <summary>Both day fields set: either may match.</summary>
    private bool DayMatches(DateTime local) => (_day, _weekday) switch
    {
        ("*", "*") => true,
        (_, "*") => DayOfMonth(local),
        ("*", _) => DayOfWeek(local),
        _ => DayOfMonth(local) || DayOfWeek(local),
    };

    private bool DayOfMonth(DateTime local)
    {
        var last = DateTime.DaysInMonth(local.Year, local.Month);
        if (_day == "L")
        {
            return local.Day == last;
        }

        return _day.EndsWith('W') ? local.Day == NearestWorkday(local, int.Parse(_day[..^1], null)) : _days.Contains(local.Day);
    }

    private static int NearestWorkday(DateTime local, int wanted)
    {
        var last = DateTime.DaysInMonth(local.Year, local.Month);
        if (wanted > last)
        {
            return -1;
        }

        return new DateTime(local.Year, local.Month, wanted).DayOfWeek switch
        {
            System.DayOfWeek.Saturday => wanted == 1 ? 3 : wanted - 1,
            System.DayOfWeek.Sunday => wanted == last ? wanted - 2 : wanted + 1,
            _ => wanted,
        };
    }

    private bool DayOfWeek(DateTime local)
    {
        var hash = _weekday.Split('#');
        if (hash.Length == 2)
        {
            return (int)local.DayOfWeek == Number(hash[0], Weekdays) % 7 && ((local.Day - 1) / 7) + 1 == int.Parse(hash[1], null);
        }

        if (_weekday.Length > 1 && _weekday.EndsWith('L'))
        {
            return (int)local.DayOfWeek == Number(_weekday[..^1], Weekdays) % 7 && local.Day + 7 > DateTime.DaysInMonth(local.Year, local.Month);
        }

        return _weekdays.Contains((int)local.DayOfWeek);
    }

    private static HashSet<int> Set(string field, int first, int last, string[] names)
    {
        var set = new HashSet<int>();
        foreach (var part in field.Split(','))
        {
            var halves = part.Split('/');
            var step = halves.Length == 2 ? int.Parse(halves[1], null) : 1;
            var ends = halves[0] == "*" ? [first, last] : halves[0].Split('-').Select(text => Number(text, names)).ToArray();
            var (from, to) = (ends[0], halves.Length == 2 && ends.Length == 1 ? last : ends[^1]);
            if (names == Weekdays && ends.Length == 1)
            {
                from %= 7;
                to = halves.Length == 2 ? to : from;
            }

            for (int value = from, count = 0; ; value = value == last ? first : value + 1, count++)
            {
                if (count % step == 0)
                {
                    set.Add(value);
                }

                if (value == to)
                {
                    break;
                }
            }
        }

        return set;
    }

    private static int Number(string text, string[] names)
    {
        var at = Array.IndexOf(names, text.ToUpperInvariant());
        return at < 0 ? int.Parse(text, null) : names == Months ? at + 1 : at;
    }
}

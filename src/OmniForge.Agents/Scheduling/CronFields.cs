using Cronos;

namespace OmniForge.Agents.Scheduling;

/// <summary>Checks a cron line field by field, so that a problem can name the field.</summary>
internal static class CronFields
{
    private static readonly string[] Names = ["minute", "hour", "day-of-month", "month", "day-of-week"];

    private static readonly Dictionary<string, string> Shorthands = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@yearly"] = "0 0 1 1 *",
        ["@annually"] = "0 0 1 1 *",
        ["@monthly"] = "0 0 1 * *",
        ["@weekly"] = "0 0 * * 0",
        ["@daily"] = "0 0 * * *",
        ["@midnight"] = "0 0 * * *",
        ["@hourly"] = "0 * * * *",
        ["@every_minute"] = "* * * * *",
    };

    /// <summary>A plain sentence about the first fault; null when the line is good.</summary>
    public static string? Problem(string text)
    {
        if (text.Length == 0)
        {
            return "The schedule is empty; it needs five parts: minute, hour, day of the month, month and day of the week.";
        }

        if (text[0] == '@')
        {
            return Shorthands.ContainsKey(text)
                ? null
                : $"\"{text}\" is not known; use one of {string.Join(", ", Shorthands.Keys)}, or five parts.";
        }

        var fields = Split(text);
        if (fields.Length != 5)
        {
            return $"The schedule needs five parts (minute, hour, day of the month, month, day of the week), not {fields.Length}.";
        }

        for (var at = 0; at < fields.Length; at++)
        {
            if (!IsGood(fields[at], at))
            {
                return $"\"{fields[at]}\" is not a valid {Names[at]} part.";
            }
        }

        return null;
    }

    /// <summary>The line, or the lines whose union it means: both day fields are set, or a list holds `L`, `W` or `#`.</summary>
    public static IReadOnlyList<string> Either(string text)
    {
        var line = Shorthands.GetValueOrDefault(text, text);
        var fields = Split(line);
        var monthDays = IsOpen(fields[2]) ? [] : Groups(fields[2]);
        var weekdays = IsOpen(fields[4]) ? [] : Groups(fields[4]);
        return monthDays.Count + weekdays.Count <= 1
            ? [line]
            : [
                .. monthDays.Select(days => string.Join(' ', fields[0], fields[1], days, fields[3], "*")),
                .. weekdays.Select(days => string.Join(' ', fields[0], fields[1], "*", fields[3], days)),
            ];
    }

    /// <summary>Whether a day of a list is found by counting: `L`, `15W`, `MON#1`, `FRIL`.</summary>
    public static bool IsCounted(string day)
        => day.Contains('#', StringComparison.Ordinal) || day.StartsWith("L", StringComparison.OrdinalIgnoreCase)
            || day.EndsWith("L", StringComparison.OrdinalIgnoreCase) || day.EndsWith("W", StringComparison.OrdinalIgnoreCase);

    /// <summary>The plain days of a list together, and each counted one alone.</summary>
    private static List<string> Groups(string field)
    {
        var days = field.Split(',');
        var plain = days.Where(day => !IsCounted(day)).ToList();
        return [.. plain.Count > 0 ? [string.Join(',', plain)] : Array.Empty<string>(), .. days.Where(IsCounted)];
    }

    /// <summary>The five fields of a good line, shorthands written out.</summary>
    public static string[] Split(string text)
        => Shorthands.GetValueOrDefault(text, text).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    public static bool IsOpen(string field) => field is "*" or "?";

    private static bool IsGood(string field, int at)
    {
        // A hashed value ("H") spreads load by a seed; a schedule of record fires when its line says.
        if (field.Split(['-', ',', '/', '#']).Any(part => part.Equals("H", StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        return at is 2 or 4 && !IsOpen(field) ? field.Split(',').All(day => day.Length > 0) && Groups(field).TrueForAll(days => Stands(days, at)) : Stands(field, at);
    }

    private static bool Stands(string field, int at)
    {
        string[] line = ["*", "*", "*", "*", "*"];
        line[at] = field;
        return CronExpression.TryParse(string.Join(' ', line), out _);
    }
}

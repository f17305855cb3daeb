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

    /// <summary>The line, or the two lines whose union it means when both day fields are set.</summary>
    public static IReadOnlyList<string> Either(string text)
    {
        var line = Shorthands.GetValueOrDefault(text, text);
        var fields = Split(line);
        return IsOpen(fields[2]) || IsOpen(fields[4])
            ? [line]
            : [
                string.Join(' ', fields[0], fields[1], fields[2], fields[3], "*"),
                string.Join(' ', fields[0], fields[1], "*", fields[3], fields[4]),
            ];
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

        string[] line = ["*", "*", "*", "*", "*"];
        line[at] = field;
        return CronExpression.TryParse(string.Join(' ', line), out _);
    }
}

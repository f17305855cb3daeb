using System.Globalization;

namespace OmniForge.Agents.Tools.Tables;

/// <summary>From <paramref name="Start"/>, included, to <paramref name="End"/>, excluded.</summary>
internal readonly record struct TimeRange(DateTime Start, DateTime End)
{
    public static TimeRange Day(DateTime day) => new(day.Date, day.Date.AddDays(1));
}

/// <summary>
/// Spans of time told from the start of an execution: `7d` (the last seven days and today), `+7d` (today and the next seven),
/// `this_week`, `last_month`, `next_quarter`, `today`. Weeks start on Monday.
/// </summary>
internal static class RelativeDates
{
    private const int MostUnits = 100_000;

    public static TimeRange? Range(string text, DateTime now)
    {
        text = text.Trim().ToLowerInvariant().Replace(' ', '_');
        var today = now.Date;
        return text switch
        {
            "today" => TimeRange.Day(today),
            "yesterday" => TimeRange.Day(today.AddDays(-1)),
            "tomorrow" => TimeRange.Day(today.AddDays(1)),
            ['t', 'h', 'i', 's', '_', .. var unit] => Calendar(unit, today, 0),
            ['l', 'a', 's', 't', '_', .. var unit] => Calendar(unit, today, -1) ?? Span(unit, now, -1),
            ['n', 'e', 'x', 't', '_', .. var unit] => Calendar(unit, today, 1) ?? Span(unit, now, 1),
            ['+', .. var span] => Span(span, now, 1),
            ['-', .. var span] => Span(span, now, -1),
            _ => Span(text, now, -1),
        };
    }

    /// <summary>A day or moment named from now: `today`, `now`, `-7d`, `+2w`.</summary>
    public static TimeRange? Point(string text, DateTime now)
    {
        text = text.Trim().ToLowerInvariant();
        if (text is "today" or "yesterday" or "tomorrow")
        {
            return Range(text, now);
        }

        if (text == "now")
        {
            return new(now, now.AddTicks(1));
        }

        return text is ['+' or '-', .. var span] && Shift(span, now, text[0] == '+' ? 1 : -1) is { } moved
            ? span[^1] == 'h' ? new TimeRange(moved, moved.AddTicks(1)) : TimeRange.Day(moved)
            : null;
    }

    public static DateTime PeriodStart(DateTime time, string period) => period switch
    {
        "day" => time.Date,
        "week" => time.Date.AddDays(-(((int)time.DayOfWeek + 6) % 7)),
        "month" => new(time.Year, time.Month, 1, 0, 0, 0, DateTimeKind.Unspecified),
        "quarter" => new(time.Year, ((time.Month - 1) / 3 * 3) + 1, 1, 0, 0, 0, DateTimeKind.Unspecified),
        _ => new(time.Year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified),
    };

    private static TimeRange? Calendar(string unit, DateTime today, int step)
    {
        if (unit is not ("day" or "week" or "month" or "quarter" or "year"))
        {
            return null;
        }

        var start = Move(PeriodStart(today, unit), unit, step);
        return new(start, Move(start, unit, 1));
    }

    private static DateTime Move(DateTime start, string unit, int step) => unit switch
    {
        "day" => start.AddDays(step),
        "week" => start.AddDays(7 * step),
        "month" => start.AddMonths(step),
        "quarter" => start.AddMonths(3 * step),
        _ => start.AddYears(step),
    };

    private static TimeRange? Span(string span, DateTime now, int direction)
    {
        if (Shift(span, now, direction) is not { } edge)
        {
            return null;
        }

        return span[^1] == 'h'
            ? direction < 0 ? new TimeRange(edge, now.AddTicks(1)) : new TimeRange(now, edge.AddTicks(1))
            : direction < 0 ? new TimeRange(edge.Date, now.Date.AddDays(1))
            : new TimeRange(now.Date, edge.Date.AddDays(1));
    }

    /// <summary>`3h`, `7d`, `2w`, `6m` (months) or `1y` away from <paramref name="now"/>; null when it is none of them.</summary>
    private static DateTime? Shift(string span, DateTime now, int direction)
    {
        if (span.Length < 2 || !int.TryParse(span[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n > MostUnits)
        {
            return null;
        }

        var step = n * direction;
        try
        {
            return span[^1] switch
            {
                'h' => now.AddHours(step),
                'd' => now.AddDays(step),
                'w' => now.AddDays(7.0 * step),
                'm' => now.AddMonths(step),
                'y' => now.AddYears(step),
                _ => null,
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}

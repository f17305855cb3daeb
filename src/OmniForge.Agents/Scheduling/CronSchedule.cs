using Cronos;

namespace OmniForge.Agents.Scheduling;

/// <summary>
/// A five-field cron line that answers when it fires next. Dialect: names, 0 and 7 for Sunday, ranges over the end (`22-2`), `L`, `W`, `#`,
/// `@daily` and the like; day-of-month and day-of-week both set: either may match.
/// </summary>
public sealed class CronSchedule
{
    /// <summary>One line, or two when both day fields are set: the earlier of them fires.</summary>
    private readonly IReadOnlyList<CronExpression> _either;

    private CronSchedule(string text, IReadOnlyList<CronExpression> either) => (Text, _either) = (text, either);

    /// <summary>The line as it was given, without outer blanks.</summary>
    public string Text { get; }

    /// <summary>Reads a line; a bad one gives a plain sentence instead and never throws.</summary>
    public static bool TryParse(string cron, out CronSchedule? schedule, out string? problem)
    {
        var text = cron.Trim();
        schedule = null;
        problem = CronFields.Problem(text);
        if (problem is null)
        {
            schedule = new(text, [.. CronFields.Either(text).Select(line => CronExpression.Parse(line))]);
        }

        return problem is null;
    }

    /// <summary>
    /// The first firing strictly after an instant; null when there is none. A fixed time that the clock skips in spring fires at the first
    /// instant after the gap; a time that comes twice in autumn fires at its first pass only, whatever the line.
    /// </summary>
    public DateTimeOffset? Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        DateTimeOffset? first = null;
        foreach (var line in _either)
        {
            var next = NextOf(line, after, zone);
            if (next is not null && (first is null || next < first))
            {
                first = next;
            }
        }

        return first;
    }

    /// <summary>The next firings in ascending order, fewer than asked for when the line runs out.</summary>
    public IReadOnlyList<DateTimeOffset> NextTimes(DateTimeOffset after, TimeZoneInfo zone, int count)
    {
        var times = new List<DateTimeOffset>();
        while (times.Count < count && Next(after, zone) is { } next)
        {
            times.Add(next);
            after = next;
        }

        return times;
    }

    private static DateTimeOffset? NextOf(CronExpression line, DateTimeOffset after, TimeZoneInfo zone)
    {
        var next = line.GetNextOccurrence(after, zone);
        while (next is { } found && IsSecondPass(found, zone))
        {
            next = line.GetNextOccurrence(found, zone);
        }

        return next;
    }

    /// <summary>Whether this local time was already shown by the clock a moment before (clocks went back).</summary>
    private static bool IsSecondPass(DateTimeOffset instant, TimeZoneInfo zone)
    {
        // Longer than any change of the clock, shorter than the time between two of them.
        var before = zone.GetUtcOffset(instant.AddHours(-4));
        var now = zone.GetUtcOffset(instant);
        return before > now && zone.GetUtcOffset(instant - (before - now)) == before;
    }
}

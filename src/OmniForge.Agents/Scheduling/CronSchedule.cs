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

    /// <summary>The first firing strictly after an instant, under the default clock changes; null when there is none.</summary>
    public DateTimeOffset? Next(DateTimeOffset after, TimeZoneInfo zone) => NextTime(after, zone, ClockChanges.Default)?.At;

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

    /// <summary>
    /// The first time strictly after an instant that the line names; null when there is none. Every instant is named at most once. With
    /// <see cref="SkippedTime.Skip"/> a time that the clock skips comes back as dropped, at the end of its gap.
    /// </summary>
    public CronTime? NextTime(DateTimeOffset after, TimeZoneInfo zone, ClockChanges changes)
    {
        var shifts = ZoneShifts.Of(zone);
        var instant = after.UtcDateTime;
        var offset = zone.GetUtcOffset(instant);
        var (local, inclusive) = (instant + offset, false);
        if (changes.Repeated == RepeatedTime.First && shifts.Repeating(instant) is { } back)
        {
            (local, inclusive) = (back.At + back.Before, true);
        }

        // From jump to jump: between two of them local time and instant run side by side.
        while (Named(local, inclusive) is { } named)
        {
            var shift = shifts.After(instant);
            if (shift is null || named < shift.At + offset)
            {
                return new(At(named, offset), Plain(named), Dropped: false);
            }

            var (left, entered) = (shift.At + shift.Before, shift.At + shift.After);
            if (named < entered)
            {
                return Named(entered, inclusive: true) == entered
                    ? new(At(entered, shift.After), Plain(entered), Dropped: false)
                    : new(At(entered, shift.After), Plain(named), changes.Skipped == SkippedTime.Skip);
            }

            instant = shift.At;
            offset = shift.After;
            inclusive = true;
            local = changes.Repeated == RepeatedTime.First && left > entered ? left : entered;
        }

        return null;
    }

    /// <summary>The next local time of the line, on a calendar without zones.</summary>
    private DateTime? Named(DateTime local, bool inclusive)
    {
        DateTime? first = null;
        foreach (var line in _either)
        {
            var next = line.GetNextOccurrence(local, inclusive);
            first = first is null || next < first ? next ?? first : first;
        }

        return first;
    }

    private static DateTimeOffset At(DateTime local, TimeSpan offset) => new(Plain(local), offset);

    private static DateTime Plain(DateTime local) => DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
}

using System.Collections.Concurrent;

namespace OmniForge.Agents.Scheduling;

/// <summary>
/// The instants at which the clock of a zone jumps. Found from the offsets of instants alone: what a zone says about "invalid" and
/// "ambiguous" local times leaves out changes of its standard time, such as a skipped day.
/// </summary>
internal sealed class ZoneShifts
{
    /// <summary>Shorter than the time between any two jumps of a zone.</summary>
    private static readonly TimeSpan Hop = TimeSpan.FromHours(12);

    private static readonly ConcurrentDictionary<string, ZoneShifts> Known = new();

    private readonly ConcurrentDictionary<int, IReadOnlyList<ZoneShift>> _years = new();
    private readonly TimeZoneInfo _zone;
    private readonly int _lastRule;

    private ZoneShifts(TimeZoneInfo zone)
    {
        _zone = zone;
        _lastRule = zone.GetAdjustmentRules().Select(rule => (rule.DateEnd.Year < 9999 ? rule.DateEnd.Year : rule.DateStart.Year) + 1).DefaultIfEmpty(0).Max();
    }

    public static ZoneShifts Of(TimeZoneInfo zone) => Known.GetOrAdd(zone.Id, _ => new(zone));

    /// <summary>The first jump after an instant (UTC); null = never again.</summary>
    public ZoneShift? After(DateTime instant)
    {
        for (var year = instant.Year; year <= Math.Max(_lastRule, instant.Year + 2) && year < 9999; year++)
        {
            foreach (var shift in Year(year))
            {
                if (shift.At > instant)
                {
                    return shift;
                }
            }
        }

        return null;
    }

    /// <summary>The jump back whose repeated local times the clock is showing at this instant (UTC); null = none.</summary>
    public ZoneShift? Repeating(DateTime instant)
        => Year(instant.Year).Concat(Year(instant.AddDays(-2).Year))
            .FirstOrDefault(shift => shift.At <= instant && instant < shift.At + (shift.Before - shift.After));

    private IReadOnlyList<ZoneShift> Year(int year) => _years.GetOrAdd(year, Find);

    private List<ZoneShift> Find(int year)
    {
        var found = new List<ZoneShift>();
        var end = new DateTime(year, 12, 31, 23, 59, 59, DateTimeKind.Utc);
        for (var low = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(-1); low < end;)
        {
            var high = low + Hop < end ? low + Hop : end;
            var (before, after) = (_zone.GetUtcOffset(low), _zone.GetUtcOffset(high));
            if (before != after)
            {
                found.Add(new(Narrow(low, high, before), before, after));
            }

            low = high;
        }

        return found;
    }

    /// <summary>The first second that no longer has the offset before.</summary>
    private DateTime Narrow(DateTime low, DateTime high, TimeSpan before)
    {
        while (high - low > TimeSpan.FromSeconds(1))
        {
            var middle = low.AddSeconds(Math.Floor((high - low).TotalSeconds / 2));
            (low, high) = _zone.GetUtcOffset(middle) == before ? (middle, high) : (low, middle);
        }

        return high;
    }
}

/// <summary>One jump of the clock: its instant (UTC) and the offsets on both sides.</summary>
internal sealed record ZoneShift(DateTime At, TimeSpan Before, TimeSpan After);

using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Tests.Scheduling;

/// <summary>
/// Slow and plain: walks every minute of a window, notes what the clock on the wall shows, then walks every local minute and asks at which
/// instants it was shown. Knows nothing of cron libraries, nor of what a zone calls invalid or ambiguous.
/// </summary>
internal sealed class LocalCalendarOracle
{
    private readonly Dictionary<DateTime, List<DateTimeOffset>> _shown = [];
    private readonly List<(DateTime From, DateTime To, DateTimeOffset End)> _gaps = [];
    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _until;

    public LocalCalendarOracle(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset until)
    {
        (_from, _until) = (from, until);
        DateTime? before = null;
        for (var instant = from.AddDays(-2); instant < until.AddDays(2); instant = instant.AddMinutes(1))
        {
            var local = TimeZoneInfo.ConvertTime(instant, zone).DateTime;
            if (!_shown.TryGetValue(local, out var instants))
            {
                _shown[local] = instants = [];
            }

            instants.Add(instant);
            if (before is { } last && local > last.AddMinutes(1))
            {
                _gaps.Add((last.AddMinutes(1), local, instant));
            }

            before = local;
        }
    }

    /// <summary>All instants after the start and before the end of the window, with whether they are dropped.</summary>
    public List<(DateTimeOffset At, bool Dropped)> Times(string cron, ClockChanges changes)
    {
        var line = new OracleLine(cron);
        var fires = new SortedDictionary<DateTimeOffset, bool>();
        var last = _shown.Keys.Max();
        for (var local = _shown.Keys.Min(); local <= last; local = local.AddMinutes(1))
        {
            if (!line.Matches(local))
            {
                continue;
            }

            if (_shown.TryGetValue(local, out var instants))
            {
                foreach (var instant in changes.Repeated == RepeatedTime.Both ? instants : instants.Take(1))
                {
                    fires[instant] = false;
                }

                continue;
            }

            var gap = _gaps.Single(gap => gap.From <= local && local < gap.To);
            fires.TryAdd(gap.End, changes.Skipped == SkippedTime.Skip);
        }

        return [.. fires.Where(time => time.Key > _from && time.Key < _until).Select(time => (time.Key, time.Value))];
    }
}

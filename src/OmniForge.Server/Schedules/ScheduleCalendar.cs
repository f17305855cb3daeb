using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using OmniForge.Agents.Scheduling;
using OmniForge.Server.Executions;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Schedules;

/// <summary>All times that a schedule names: its rule in its zone, within its start and end, without its excluded dates. Pure.</summary>
internal sealed class ScheduleCalendar
{
    private const int Remembered = 10_000;

    private static readonly ConcurrentDictionary<(string Cron, string Zone), (CronSchedule Cron, TimeZoneInfo Zone)> Parsed = new();

    private readonly CronSchedule _cron;
    private readonly TimeZoneInfo _zone;
    private readonly ClockChanges _changes;
    private readonly HashSet<DateOnly> _excluded;
    private readonly DateTimeOffset? _start;
    private readonly DateTimeOffset? _end;
    private readonly string _seed;
    private readonly TimeSpan _jitter;

    private ScheduleCalendar(ScheduleRow row)
    {
        (_cron, _zone) = Rule(row.Cron, row.TimeZone);
        _changes = new(
            row.GapPolicy == DstGapPolicy.Skip ? SkippedTime.Skip : SkippedTime.FireAfter,
            row.FoldPolicy == DstFoldPolicy.Both ? RepeatedTime.Both : RepeatedTime.First);
        _excluded = [.. (JsonSerializer.Deserialize(row.ExcludedDates, StoredJson.Default.ListString) ?? []).Select(date => DateOnly.Parse(date))];
        (_start, _end) = (row.StartAt, row.EndAt);
        (_seed, _jitter) = ($"{row.TenantId}/{row.Id}", TimeSpan.FromMilliseconds(row.JitterMs));
    }

    public TimeZoneInfo Zone => _zone;

    /// <summary>Refuses a rule or a zone that cannot be read.</summary>
    public static ScheduleCalendar Of(ScheduleRow row) => new(row);

    /// <summary>The first time strictly after an instant, one that the clock skips included; null = none.</summary>
    public CronTime? Next(DateTimeOffset after)
    {
        if (_start is { } start && after < start)
        {
            after = start.AddTicks(-1);
        }

        var time = _cron.NextTime(after, _zone, _changes);
        while (time is { } found && _excluded.Contains(DateOnly.FromDateTime(found.Local)) && (_end is null || found.At <= _end))
        {
            time = _cron.NextTime(found.At, _zone, _changes);
        }

        return time is { } next && (_end is null || next.At <= _end) ? next : null;
    }

    /// <summary>Times strictly after one instant, up to and including another, oldest first, at most so many.</summary>
    public List<CronTime> Between(DateTimeOffset after, DateTimeOffset until, int most)
    {
        var times = new List<CronTime>();
        while (times.Count < most && Next(after) is { } next && next.At <= until)
        {
            times.Add(next);
            after = next.At;
        }

        return times;
    }

    /// <summary>The next times that fire, from an instant on that is itself one of them.</summary>
    public IReadOnlyList<DateTimeOffset> Upcoming(DateTimeOffset from, int count)
    {
        var times = new List<DateTimeOffset>();
        for (var next = Next(from.AddTicks(-1)); next is { } time && times.Count < count; next = Next(time.At))
        {
            if (!time.Dropped)
            {
                times.Add(time.At);
            }
        }

        return times;
    }

    /// <summary>
    /// When a time is to be decided. Its share of the jitter follows from the time itself, the same on every node and after every
    /// restart, and never reaches the next time.
    /// </summary>
    public DateTimeOffset WakeAt(DateTimeOffset due)
    {
        if (_jitter <= TimeSpan.Zero)
        {
            return due;
        }

        var room = Next(due) is { } next && next.At - due < _jitter ? next.At - due : _jitter;
        var share = XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{_seed}/{UtcMicroseconds.Write(due)}")) / (ulong.MaxValue + 1.0);
        return due + TimeSpan.FromMilliseconds(Math.Floor(room.TotalMilliseconds * share));
    }

    private static (CronSchedule Cron, TimeZoneInfo Zone) Rule(string cron, string zone)
    {
        if (Parsed.Count >= Remembered)
        {
            Parsed.Clear();
        }

        return Parsed.GetOrAdd((cron, zone), rule => ScheduleRules.Parse(rule.Cron, rule.Zone));
    }
}

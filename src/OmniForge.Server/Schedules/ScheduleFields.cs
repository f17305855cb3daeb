using System.Globalization;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.V1;
using Enum = System.Enum;

namespace OmniForge.Server.Schedules;

/// <summary>The fields of a schedule that its author sets: their defaults, their limits, and their way into the row. Pure.</summary>
internal static class ScheduleFields
{
    private const int LongestName = 255;
    private const int MostFailures = 1_000;
    private const int MostExcluded = 366;
    private static readonly TimeSpan NormalWindow = TimeSpan.FromHours(1);

    public static readonly IReadOnlySet<string> Writable = new HashSet<string>
    {
        "name", "cron", "time_zone", "gap_policy", "fold_policy", "missed_policy", "missed_window", "missed_limit", "overlap_policy", "jitter",
        "start_at", "end_at", "max_firings", "pause_after_failures", "input_data", "version", "excluded_dates",
    };

    /// <summary>Those that say when it comes due.</summary>
    private static readonly HashSet<string> Timing =
        ["cron", "time_zone", "gap_policy", "fold_policy", "jitter", "start_at", "end_at", "max_firings", "excluded_dates"];

    public static bool ChangeTimes(IReadOnlySet<string> paths) => paths.Overlaps(Timing);

    /// <summary>Writes the named fields into the row; an unset one becomes its default. Refuses what is out of bounds.</summary>
    public static void Apply(Schedule wish, IReadOnlySet<string> paths, ScheduleRow row)
    {
        foreach (var path in paths)
        {
            Apply(wish, path, row);
        }

        if (row is { StartAt: { } start, EndAt: { } end } && end <= start)
        {
            throw DomainException.Field("schedule.end_at", "must be after start_at");
        }
    }

    private static void Apply(Schedule wish, string path, ScheduleRow row)
    {
        switch (path)
        {
            case "name": row.Name = wish.Name.Length <= LongestName ? wish.Name : throw Wrong(path, "must have at most 255 characters"); break;
            case "cron": row.Cron = wish.Cron.Trim(); break;
            case "time_zone": row.TimeZone = wish.TimeZone.Trim(); break;
            case "gap_policy": row.GapPolicy = Known(path, wish.GapPolicy, DstGapPolicy.FireAfter); break;
            case "fold_policy": row.FoldPolicy = Known(path, wish.FoldPolicy, DstFoldPolicy.First); break;
            case "missed_policy": row.MissedPolicy = Known(path, wish.MissedPolicy, MissedPolicy.RunLatest); break;
            case "missed_window": row.MissedWindowMs = Span(path, wish.MissedWindow, NormalWindow, TimeSpan.FromSeconds(10), TimeSpan.FromDays(30)); break;
            case "missed_limit": row.MissedLimit = (int)Number(path, wish.MissedLimit == 0 ? 10 : wish.MissedLimit, 1, 100); break;
            case "overlap_policy": row.OverlapPolicy = Known(path, wish.OverlapPolicy, OverlapPolicy.Skip); break;
            case "jitter": row.JitterMs = Span(path, wish.Jitter, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromHours(1)); break;
            case "start_at": row.StartAt = wish.StartAt?.ToDateTimeOffset(); break;
            case "end_at": row.EndAt = wish.EndAt?.ToDateTimeOffset(); break;
            case "max_firings": row.MaxFirings = Number(path, wish.MaxFirings, 0, long.MaxValue); break;
            case "pause_after_failures": row.PauseAfterFailures = wish.HasPauseAfterFailures ? (int)Number(path, wish.PauseAfterFailures, 0, MostFailures) : 5; break;
            case "version": row.Version = (int)Number(path, wish.Version, 0, int.MaxValue); break;
            case "excluded_dates": row.ExcludedDates = Dates(wish); break;
            default: row.Input = Input(wish); break;
        }
    }

    private static string Input(Schedule wish)
    {
        var input = wish.InputData is null ? "{}" : wish.InputData.ToJson().ToJsonString();
        ExecutionQueries.CheckInput(input);
        return input;
    }

    private static string Dates(Schedule wish)
    {
        if (wish.ExcludedDates.Count > MostExcluded)
        {
            throw Wrong("excluded_dates", $"at most {MostExcluded} are allowed");
        }

        var wrong = wish.ExcludedDates.FirstOrDefault(date => !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        return wrong is null
            ? JsonSerializer.Serialize(wish.ExcludedDates.Distinct().Order().ToList(), StoredJson.Default.ListString)
            : throw Wrong("excluded_dates", $"\"{wrong}\" is no date; write it as 2026-12-25");
    }

    private static T Known<T>(string path, T value, T normal)
        where T : struct, Enum
        => Convert.ToInt32(value) == 0 ? normal : Enum.IsDefined(value) ? value : throw Wrong(path, "is not known by this server");

    private static long Number(string path, long value, long least, long most)
        => value >= least && value <= most ? value : throw Wrong(path, most is int.MaxValue or long.MaxValue ? $"must be {least} or more" : $"must be {least} to {most}");

    private static long Span(string path, Duration? span, TimeSpan normal, TimeSpan least, TimeSpan most)
    {
        var value = span?.ToTimeSpan() ?? normal;
        return value >= least && value <= most
            ? (long)value.TotalMilliseconds
            : throw Wrong(path, $"must be {least.TotalSeconds:0} seconds to {(most.TotalDays >= 1 ? $"{most.TotalDays:0} days" : $"{most.TotalHours:0} hour")}");
    }

    private static DomainException Wrong(string field, string problem) => DomainException.Field($"schedule.{field}", problem);
}

using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Agents.Scheduling;
using OmniForge.Server.Executions;
using OmniForge.V1;
using Rule = OmniForge.Agents.Scheduling.ScheduleRule;

namespace OmniForge.Server.Schedules;

/// <summary>Row to contract.</summary>
internal static class ScheduleMapping
{
    private const int Upcoming = 5;

    public static Schedule ToProto(this ScheduleRow row, FiringRow? last)
    {
        var proto = new Schedule
        {
            Id = row.Id,
            AgentId = row.AgentId,
            Name = row.Name,
            Cron = row.Cron,
            TimeZone = row.TimeZone,
            GapPolicy = row.GapPolicy,
            FoldPolicy = row.FoldPolicy,
            MissedPolicy = row.MissedPolicy,
            MissedWindow = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(row.MissedWindowMs)),
            MissedLimit = row.MissedLimit,
            OverlapPolicy = row.OverlapPolicy,
            Jitter = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(row.JitterMs)),
            StartAt = row.StartAt is { } start ? Timestamp.FromDateTimeOffset(start) : null,
            EndAt = row.EndAt is { } end ? Timestamp.FromDateTimeOffset(end) : null,
            MaxFirings = row.MaxFirings,
            PauseAfterFailures = row.PauseAfterFailures,
            InputData = ExecutionMapping.Json(row.Input).ToStruct(),
            Version = row.Version,
            Status = row.Status,
            PauseReason = row.PauseReason,
            Description = ScheduleSentence.Describe([new Rule(row.Cron, row.TimeZone)]),
            ConsecutiveFailures = row.ConsecutiveFailures,
            CreatedBy = Actor.Parser.ParseFrom(row.CreatedBy),
            CreatedAt = Timestamp.FromDateTimeOffset(row.CreatedAt),
            UpdatedAt = Timestamp.FromDateTimeOffset(row.UpdatedAt),
            Etag = row.Revision.ToString(),
            LastFiring = last?.ToProto(),
        };
        proto.ExcludedDates.AddRange(JsonSerializer.Deserialize(row.ExcludedDates, StoredJson.Default.ListString));
        if (row.NextDue is { } next)
        {
            var left = row.MaxFirings > 0 ? (int)Math.Min(Upcoming, row.MaxFirings - row.Firings) : Upcoming;
            proto.NextFireTimes.AddRange(ScheduleCalendar.Of(row).Upcoming(next, left).Select(Timestamp.FromDateTimeOffset));
        }

        return proto;
    }

    public static Firing ToProto(this FiringRow row) => new()
    {
        Id = row.Id,
        ScheduleId = row.ScheduleId,
        DueAt = Timestamp.FromDateTimeOffset(row.DueAt),
        DecidedAt = Timestamp.FromDateTimeOffset(row.DecidedAt),
        Outcome = row.Outcome,
        Origin = row.Origin,
        ExecutionId = row.ExecutionId,
        Reason = row.Reason,
        Lag = Duration.FromTimeSpan(row.DecidedAt > row.DueAt ? row.DecidedAt - row.DueAt : TimeSpan.Zero),
    };
}

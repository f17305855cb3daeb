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
            GapPolicy = DstGapPolicy.FireAfter,
            FoldPolicy = DstFoldPolicy.First,
            MissedPolicy = MissedPolicy.RunLatest,
            MissedWindow = Duration.FromTimeSpan(SlotRules.MissedWindow),
            OverlapPolicy = OverlapPolicy.Skip,
            InputData = ExecutionMapping.Json(row.Input).ToStruct(),
            Status = row.Status,
            Description = ScheduleSentence.Describe([new Rule(row.Cron, row.TimeZone)]),
            CreatedBy = Actor.Parser.ParseFrom(row.CreatedBy),
            CreatedAt = Timestamp.FromDateTimeOffset(row.CreatedAt),
            UpdatedAt = Timestamp.FromDateTimeOffset(row.UpdatedAt),
            Etag = row.Revision.ToString(),
            LastFiring = last?.ToProto(),
        };
        if (row.NextDue is { } next)
        {
            var (cron, zone) = ScheduleRules.Parse(row.Cron, row.TimeZone);
            proto.NextFireTimes.Add(Timestamp.FromDateTimeOffset(next));
            proto.NextFireTimes.AddRange(cron.NextTimes(next, zone, Upcoming - 1).Select(Timestamp.FromDateTimeOffset));
        }

        return proto;
    }

    public static Firing ToProto(this FiringRow row) => new()
    {
        Id = DueSlots.FiringId(row.ScheduleId, row.DueAt),
        ScheduleId = row.ScheduleId,
        DueAt = Timestamp.FromDateTimeOffset(row.DueAt),
        DecidedAt = Timestamp.FromDateTimeOffset(row.DecidedAt),
        Outcome = row.Outcome,
        Origin = row.Origin,
        ExecutionId = row.ExecutionId,
        Reason = row.Reason,
        Lag = Duration.FromTimeSpan(row.DecidedAt - row.DueAt),
    };
}

using Google.Protobuf.WellKnownTypes;
using OmniForge.Agents.Scheduling;
using OmniForge.Server.Hosting;
using OmniForge.V1;
using Rule = OmniForge.Agents.Scheduling.ScheduleRule;

namespace OmniForge.Server.Schedules;

/// <summary>What a rule or a phrase means and when it comes due.</summary>
internal static class SchedulePreview
{
    private const int Normal = 5;
    private const int Most = 50;

    public static PreviewScheduleResponse OfPhrase(string phrase, string zone, int count, DateTimeOffset now)
    {
        if (zone.Length > 0 && !TimeZones.TryFind(zone, out _))
        {
            throw DomainException.Invalid("TIME_ZONE_UNKNOWN", "time_zone", $"\"{zone}\" is no time zone; use a name such as Europe/Berlin.");
        }

        var reading = ScheduleReader.Read(phrase, zone.Length > 0 ? zone : null);
        var response = new PreviewScheduleResponse { TriggerType = KindOf(reading), Description = reading.Question is null ? reading.Sentence : "" };
        response.Assumed.AddRange(reading.Assumed);
        if (reading.Question is { } question)
        {
            response.Question = new() { Reason = question.Reason, Text = question.Text, Understood = question.Understood };
            return response;
        }

        return Fill(response, reading.Rules, wanted => Upcoming(reading.Rules, now, wanted), count);
    }

    /// <summary>A schedule with all its policies, stored or not.</summary>
    public static PreviewScheduleResponse OfSchedule(Schedule wish, int count, DateTimeOffset now)
    {
        var row = new ScheduleRow { Id = wish.Id, AgentId = wish.AgentId, Cron = wish.Cron, TimeZone = wish.TimeZone };
        ScheduleFields.Apply(wish, ScheduleFields.Writable, row);
        var calendar = ScheduleCalendar.Of(row);
        ScheduleRules.DemandNext(calendar, now);
        var most = row.MaxFirings > 0 ? (int)Math.Min(row.MaxFirings, Most) : Most;
        Rule[] rules = [new(row.Cron, row.TimeZone)];
        var response = new PreviewScheduleResponse { TriggerType = TriggerType.Scheduled, Description = ScheduleSentence.Describe(rules) };
        return Fill(response, rules, wanted => calendar.Upcoming(now.AddTicks(1), Math.Min(wanted, most)), count);
    }

    private static PreviewScheduleResponse Fill(
        PreviewScheduleResponse response, IReadOnlyList<Rule> rules, Func<int, IReadOnlyList<DateTimeOffset>> next, int count)
    {
        var wanted = count switch
        {
            < 0 or > Most => throw DomainException.Field("count", "must be 0 to 50; 0 means 5"),
            0 => Normal,
            _ => count,
        };
        response.Rules.AddRange(rules.Select(rule => new V1.ScheduleRule { Cron = rule.Cron, TimeZone = rule.TimeZone }));
        var times = next(wanted);
        response.NextFireTimes.AddRange(times.Select(Timestamp.FromDateTimeOffset));
        foreach (var zone in rules.Select(rule => ScheduleRules.Parse(rule.Cron, rule.TimeZone).Zone).DistinctBy(zone => zone.Id))
        {
            var offsets = times.Select(zone.GetUtcOffset).Distinct().Count();
            if (offsets > 1)
            {
                response.Notes.Add($"The clocks in {zone.Id} change between these times; the local time stays the same.");
            }
        }

        return response;
    }

    private static List<DateTimeOffset> Upcoming(IReadOnlyList<Rule> rules, DateTimeOffset now, int wanted)
        => [.. rules.Select(rule => ScheduleRules.Parse(rule.Cron, rule.TimeZone)).SelectMany(rule => rule.Cron.NextTimes(now, rule.Zone, wanted))
            .Distinct().Order().Take(wanted)];

    private static TriggerType KindOf(ScheduleReading reading) => reading.Kind switch
    {
        TriggerWish.OnDemand => TriggerType.OnDemand,
        TriggerWish.Event => TriggerType.EventDriven,
        TriggerWish.Scheduled => TriggerType.Scheduled,
        _ => TriggerType.Unspecified,
    };
}

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

        return Fill(response, reading.Rules, count, now);
    }

    public static PreviewScheduleResponse OfRule(string cron, string zone, int count, DateTimeOffset now)
    {
        var (parsed, place) = ScheduleRules.Parse(cron, zone);
        ScheduleRules.FirstDue(parsed, place, now);
        Rule[] rules = [new(cron, zone)];
        return Fill(new() { TriggerType = TriggerType.Scheduled, Description = ScheduleSentence.Describe(rules) }, rules, count, now);
    }

    private static PreviewScheduleResponse Fill(PreviewScheduleResponse response, IReadOnlyList<Rule> rules, int count, DateTimeOffset now)
    {
        var wanted = count switch
        {
            < 0 or > Most => throw DomainException.Field("count", "must be 0 to 50; 0 means 5"),
            0 => Normal,
            _ => count,
        };
        response.Rules.AddRange(rules.Select(rule => new V1.ScheduleRule { Cron = rule.Cron, TimeZone = rule.TimeZone }));
        var parsed = rules.Select(rule => ScheduleRules.Parse(rule.Cron, rule.TimeZone)).ToList();
        var times = parsed.SelectMany(rule => rule.Cron.NextTimes(now, rule.Zone, wanted)).Distinct().Order().Take(wanted).ToList();
        response.NextFireTimes.AddRange(times.Select(Timestamp.FromDateTimeOffset));
        foreach (var (_, zone) in parsed.DistinctBy(rule => rule.Zone.Id))
        {
            var offsets = times.Select(zone.GetUtcOffset).Distinct().Count();
            if (offsets > 1)
            {
                response.Notes.Add($"The clocks in {zone.Id} change between these times; the local time stays the same.");
            }
        }

        return response;
    }

    private static TriggerType KindOf(ScheduleReading reading) => reading.Kind switch
    {
        TriggerWish.OnDemand => TriggerType.OnDemand,
        TriggerWish.Event => TriggerType.EventDriven,
        TriggerWish.Scheduled => TriggerType.Scheduled,
        _ => TriggerType.Unspecified,
    };
}

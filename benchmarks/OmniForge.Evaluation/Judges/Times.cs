using System.Text.Json.Nodes;
using OmniForge.Agents.Scheduling;

namespace OmniForge.Evaluation.Judges;

/// <summary>Rules compared by the instants at which they fire.</summary>
internal static class Times
{
    private static readonly TimeSpan Compared = TimeSpan.FromDays(400);

    /// <summary>Two rules that fire at one instant are the same firing: what counts is when something happens.</summary>
    public static bool Same(IReadOnlyList<ScheduleRule> expected, IReadOnlyList<ScheduleRule> actual)
        => Instants(expected).SetEquals(Instants(actual));

    /// <summary>A line, an object of `cron` and `zone`, a list of these, or an object that holds them as `rules`.</summary>
    public static IReadOnlyList<ScheduleRule> Rules(JsonNode? node, string? zone)
    {
        var rules = new List<ScheduleRule>();
        foreach (var member in Json.Members(node is JsonObject whole && whole["rules"] is { } list ? list : node))
        {
            var given = member as JsonObject;
            var cron = given is null ? Json.Text(member) : Json.Text(Json.First(given, "cron", "cron_expression", "expression"));
            var named = given is null ? null : Json.Text(Json.First(given, "zone", "timezone", "time_zone", "tz"));
            if (cron is not null)
            {
                rules.AddRange(Lines(cron, named ?? zone ?? "UTC"));
            }
        }

        return rules;
    }

    private static IEnumerable<ScheduleRule> Lines(string text, string zone)
        => text.Split(" + ", StringSplitOptions.TrimEntries).SelectMany(line => CronSchedule.TryParse(line, out _, out _)
            ? [new ScheduleRule(line, zone)]
            : Apart(line) is { Count: > 1 } several ? several.Select(one => new ScheduleRule(one, zone))
            : ScheduleReader.Read(line, zone).Rules);

    /// <summary>"0 9 * * MON#1,MON#3" and "0 9 1,L * *" as one line for each day; the schedules of the product hold such days one by one.</summary>
    private static List<string> Apart(string line)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var lines = fields.Length != 5 ? []
            : (from date in Days(fields[2]) from day in Days(fields[4]) select $"{fields[0]} {fields[1]} {date} {fields[3]} {day}").ToList();
        return lines.TrueForAll(one => CronSchedule.TryParse(one, out _, out _)) ? lines : [];
    }

    private static string[] Days(string field) => field.IndexOfAny(['#', 'L', 'W', 'l', 'w']) < 0 ? [field] : field.Split(',');

    private static HashSet<DateTimeOffset> Instants(IReadOnlyList<ScheduleRule> rules)
    {
        var all = new HashSet<DateTimeOffset>();
        foreach (var rule in rules)
        {
            if (!CronSchedule.TryParse(rule.Cron, out var schedule, out _) || !TimeZones.TryFind(rule.TimeZone, out var zone))
            {
                all.Add(DateTimeOffset.MinValue);
                continue;
            }

            for (var next = schedule!.Next(Scenes.World.Now, zone!);
                next is { } time && time < Scenes.World.Now + Compared;
                next = schedule.Next(time, zone!))
            {
                all.Add(time.ToUniversalTime());
            }
        }

        return all;
    }
}

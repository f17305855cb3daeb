using System.Text.Json.Nodes;
using OmniForge.Agents.Scheduling;

namespace OmniForge.Evaluation.Judges;

/// <summary>A phrase against the times it stands for.</summary>
internal static class ScheduleJudge
{
    public static Verdict Judge(EvaluationLine line)
    {
        var phrase = Json.Text(Json.First(line.Input, "phrase", "text", "say")) ?? "";
        var zone = line.Input.ContainsKey("profile_zone") || line.Input.ContainsKey("zone")
            ? Json.Text(Json.First(line.Input, "profile_zone", "zone"))
            : Scenes.World.Zone;
        return Judge(ScheduleReader.Read(phrase, string.IsNullOrWhiteSpace(zone) ? null : zone), line.Expect, zone);
    }

    public static Verdict Judge(ScheduleReading reading, JsonObject expect, string? zone)
    {
        var got = Show(reading);
        var reasons = Reasons(expect);
        if (reading.Question is { } question)
        {
            return new(reasons.Count == 0 ? Json.Has(expect, "clarify", "question", "ask") : reasons.Contains(question.Reason), got);
        }

        var trigger = Trigger(Json.First(expect, "trigger"));
        if (trigger is not null && trigger != TriggerWish.Scheduled)
        {
            return new(reading.Kind == trigger, got) { WrongTime = reading.Rules.Count > 0 };
        }

        var rules = Times.Rules(Json.First(expect, "rules", "rule", "cron", "schedule"), Json.Text(Json.First(expect, "zone", "timezone")) ?? zone);
        var right = rules.Count > 0 && Times.Same(rules, reading.Rules);
        var assumed = Json.First(expect, "assumed") is not { } named || Json.Texts(named).Order().SequenceEqual(reading.Assumed.Order());
        return new(right && assumed, got) { WrongTime = reading.Rules.Count > 0 && !right };
    }

    public static string Show(ScheduleReading reading)
        => reading.Question is { } question ? $"asks {question.Reason}"
            : reading.Kind is null ? "no time"
            : reading.Kind != TriggerWish.Scheduled ? reading.Kind.ToString()!
            : string.Join(" + ", reading.Rules.Select(rule => $"{rule.Cron} {rule.TimeZone}"))
                + string.Concat(reading.Assumed.Select(part => $" ~{part}"));

    public static TriggerWish? Trigger(JsonNode? node)
        => (Json.Text(node) ?? Json.Text((node as JsonObject)?["kind"]))?.ToLowerInvariant().Replace(' ', '_').Replace('-', '_') switch
        {
            "on_demand" or "ondemand" or "manual" or "trigger_on_demand" => TriggerWish.OnDemand,
            "event" or "on_event" or "trigger_event" or "webhook" => TriggerWish.Event,
            "schedule" or "scheduled" or "trigger_schedule" => TriggerWish.Scheduled,
            _ => null,
        };

    /// <summary>Each entry may itself be several, as in `which_times | which_day`.</summary>
    private static List<string> Reasons(JsonObject expect)
        => [.. Json.Texts(Json.First(expect, "clarify", "question", "ask")).SelectMany(text
            => text.ToLowerInvariant().Split(['|', '/', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(reason => reason is not ("true" or "any"))];
}

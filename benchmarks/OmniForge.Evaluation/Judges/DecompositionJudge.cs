using System.Text.Json.Nodes;
using OmniForge.Agents.Building.Decomposition;
using OmniForge.Agents.Scheduling;
using OmniForge.Evaluation.Scenes;

namespace OmniForge.Evaluation.Judges;

/// <summary>The skills that a text asks for against those that a line expects.</summary>
internal static class DecompositionJudge
{
    public static Verdict Judge(EvaluationLine line)
    {
        var text = string.Join(" ", Json.Texts(Json.First(line.Input, "text", "say", "phrase")));
        var zone = Json.Text(Json.First(line.Input, "profile_zone", "zone")) ?? World.Zone;
        var plan = Decomposer.Read(text, zone);
        var right = Skills(line.Expect, plan.Skills);
        var (time, wrong) = Schedule(line.Expect, plan.Schedule, zone);
        return new(right && time, Show(plan)) { WrongTime = wrong };
    }

    public static string Show(Decomposition plan)
        => (plan.Skills.Count == 0 ? "nothing to do" : string.Join("; ", plan.Skills.Select(skill
            => $"{skill.Key}: {skill.Integration} {skill.Order}{(skill.DependsOn.Count > 0 ? " <" + string.Join(',', skill.DependsOn) : "")}"
                + (skill.Condition is { } condition ? $" ? {condition}" : ""))))
            + (plan.Schedule is { } schedule ? $" @ {ScheduleJudge.Show(schedule)}" : "");

    private static bool Skills(JsonObject expect, IReadOnlyList<SkillPart> actual)
    {
        if (!Json.Has(expect, "skills", "steps", "plan"))
        {
            return !Json.Has(expect, "clarify", "question") || actual.Count == 0;
        }

        var expected = Json.Members(Json.First(expect, "skills", "steps", "plan")).OfType<JsonObject>().ToList();
        return expected.Count == actual.Count && new SkillMatch(expected, actual).Found();
    }

    /// <summary>A time nobody expects is wrong; an adjective that only says how often may lead to a question.</summary>
    private static (bool Right, bool Wrong) Schedule(JsonObject expect, ScheduleReading? actual, string zone)
    {
        if (!Json.Has(expect, "schedule"))
        {
            return (true, false);
        }

        switch (expect["schedule"])
        {
            case null:
            case JsonArray { Count: 0 }:
                return (actual is null || actual.Rules.Count == 0, actual?.Rules.Count > 0);
            case JsonObject named when Json.Has(named, "rules", "cron", "rule", "clarify", "trigger", "question"):
                return Verdict(ScheduleJudge.Judge(actual ?? new(), named, zone));
            case var rules when ScheduleJudge.Trigger(rules) is not null || Json.Text(rules) is "event":
                return Verdict(ScheduleJudge.Judge(actual ?? new(), new() { ["trigger"] = rules!.DeepClone() }, zone));
            case var rules:
                return Verdict(ScheduleJudge.Judge(actual ?? new(), new() { ["rules"] = rules!.DeepClone() }, zone));
        }
    }

    private static (bool Right, bool Wrong) Verdict(Verdict verdict) => (verdict.Passed, verdict.WrongTime);
}

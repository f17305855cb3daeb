using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Building.Decomposition;

namespace OmniForge.Agents.Building.Drafting;

/// <summary>The plan as far as it is known: one skill per outcome at one service.</summary>
internal static class PlanSketches
{
    public static PlanSketch Of(Wish wish, BuilderWorld world)
    {
        var when = wish.When is { } said ? WhenWords.Sentence(said, world.Now) : "";
        return new([.. SkillLayout.Of(wish).Select(skill => new PlanStep(
            skill.Key, skill.Integration, Purpose(wish, skill), skill.Order, skill.DependsOn, Condition(wish, skill, world)))], when);
    }

    /// <summary>The plan of a first message, read from its words alone; null when there is no job in it.</summary>
    public static PlanSketch? OfWords(string words, string? zone, DateTimeOffset now)
    {
        var read = Decomposer.Read(words, zone);
        if (read.Skills.Count == 0)
        {
            return null;
        }

        var steps = read.Skills.Select(skill => new PlanStep(
            skill.Key, skill.Integration, skill.DependsOn.Count == 0 ? $"Read {Where(skill.Integration)}" : $"Deliver {To(skill.Integration)}", skill.Order, skill.DependsOn, skill.Condition));
        return new([.. steps], read.Schedule is { Rules.Count: > 0 } schedule ? Sentence(schedule, now) : "");
    }

    private static string Sentence(Scheduling.ScheduleReading schedule, DateTimeOffset now) => WhenWords.Sentence(
        new() { Rules = schedule.Rules, Sentence = schedule.Sentence, Assumed = [.. schedule.Assumed.Select(WhenWords.Assumed)] }, now);

    private static string Purpose(Wish wish, LaidSkill skill)
    {
        if (skill.Delivery is { } delivery)
        {
            return wish.Deliveries[delivery].To is { } to ? $"Send {PlaceWords.Target(wish.Deliveries[delivery], to)}" : "Save the report as a file";
        }

        var one = wish with { At = skill.Source ?? 0 };
        return one.From is { } from && one.File is null ? $"Read from {ServiceNames.Title(from.Integration)}" : SkillComposer.Description(one);
    }

    private static string? Condition(Wish wish, LaidSkill skill, BuilderWorld world)
        => skill.Delivery is { } at && wish.Deliveries[at].Only is { } test ? TestWords.Only(test, wish, source => SkillPlan.Table(wish, source, world))
            : skill.Delivery is not null && wish is { When.Event: not null, Filters.Count: > 0 } ? $"only when {Say.And(wish.Filters.Select(filter => FilterWords.Of(filter, null)))}"
            : null;

    private static string Where(string integration) => integration == SkillLayout.Files ? "a file of the workspace" : $"from {ServiceNames.Title(integration)}";

    private static string To(string integration) => integration == SkillLayout.Files ? "as a file" : $"to {ServiceNames.Title(integration)}";
}

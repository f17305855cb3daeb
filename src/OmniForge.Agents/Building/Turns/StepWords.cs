using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Turns;

internal enum StepTense
{
    /// <summary>A test: nothing leaves.</summary>
    Test,

    /// <summary>A real run.</summary>
    Run,
}

/// <summary>What became of each step of an agent with several skills, in plain words.</summary>
internal static class StepWords
{
    /// <summary>False when there is only one step, or none was told; then its result is shown as such.</summary>
    public static bool Tell(Drafted turn, IReadOnlyList<StepSeen> seen, StepTense tense)
    {
        var laid = SkillLayout.Of(turn.Wish);
        var told = laid.Select(skill => (Skill: skill, Seen: seen.FirstOrDefault(step => step.Key == skill.Key))).ToList();
        if (laid.Count < 2 || told.Exists(pair => pair.Seen is null))
        {
            return false;
        }

        turn.Say(tense == StepTense.Run ? "The run is finished." : "");
        var shown = false;
        foreach (var ((skill, step), number) in told.Select((pair, at) => (pair, at + 1)))
        {
            turn.Say($"Step {number}: {(skill.Source is { } source ? Read(turn, source, step!) : Delivered(turn, skill.Delivery!.Value, step!, tense))}");
            var text = skill.Delivery is not null && !step!.Skipped && !shown ? Outcomes.Shown(step.Output) : "";
            shown |= text.Length > 0;
            turn.Say(text);
        }

        if (!shown)
        {
            told.Where(pair => pair.Skill.Source is not null).ToList().ForEach(pair => turn.Say(Outcomes.Shown(pair.Seen!.Output)));
        }

        return true;
    }

    private static string Read(Drafted turn, int source, StepSeen step)
    {
        var one = turn.Wish.Sources[source];
        var found = step.Output?["found"] is { } count && int.TryParse(count.ToString(), out var rows) ? rows : (int?)null;
        var place = one.From is { } from ? PlaceWords.Source(from, null) : Say.Quote(one.File ?? "");
        return $"I read {place}" + (found is { } fitting ? $" and found {(fitting == 0 ? "nothing that fits" : Say.Count(fitting, "row"))}." : ".");
    }

    private static string Delivered(Drafted turn, int delivery, StepSeen step, StepTense tense)
    {
        var way = turn.Wish.Deliveries[delivery];
        var what = way.To is { } to ? PlaceWords.Target(way, to with { Account = "" }) : "the report as a file";
        var test = tense == StepTense.Test;
        if (!step.Skipped)
        {
            return test ? $"{what} would go out." : way.To is { } sent ? PlaceWords.Sent(sent)
                : step.Output?["file"] is { } file ? $"The report is saved as {Say.Quote(file.ToString())}." : "The report is saved.";
        }

        var why = way.Only is { } only ? $", because {TestWords.Fails(only, turn.Wish, at => SkillPlan.Table(turn.Wish, at, turn.World))}"
            : turn.Wish.When?.Event?.Kind is { } kind ? $", because the {kind.Thing} does not meet the condition" : "";
        return $"{what} {(test ? "would be skipped" : "was skipped")}{why}.";
    }
}

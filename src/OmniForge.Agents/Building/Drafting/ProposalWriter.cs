using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Drafting;

/// <summary>Turns the wish in hand into a proposal: everything for a new agent, only the differences for one that exists.</summary>
internal static class ProposalWriter
{
    public static ProposalDraft Write(BuilderState state, BuilderWorld world, string skillName)
    {
        if (Events.EventProposal.Of(state, world, skillName) is { } started)
        {
            return started;
        }

        var wish = state.Wish;
        if (state.Outside != OutsideEdit.None && state.History is [.., var present])
        {
            return SettingsProposal.Write(present.Wish, wish, world);
        }

        var name = Name(state, world);
        var plan = SkillPlan.Of(wish, world, name, skillName)!;
        return state.History is [.., var last]
            ? Edit(state, world, last.Wish, name, skillName, plan)
            : new($"Create \"{name}\"", $"A new agent that may {May(wish)}.", [.. New(wish, name, plan, world)]);
    }

    /// <summary>The name of the agent; one that exists keeps its own.</summary>
    public static string Name(BuilderState state, BuilderWorld world)
    {
        if (state.Wish.Name is { } given)
        {
            return given;
        }

        return AgentNames.Of(state.History is [var first, ..] ? first.Wish : state.Wish, state.Standing == AgentStanding.None
            ? world.KnownAgents : []);
    }

    private static IEnumerable<ChangeDraft> New(Wish wish, string name, SkillPlan plan, BuilderWorld world)
    {
        foreach (var skill in plan.Skills)
        {
            yield return new CreateSkill(skill.Use.Name, skill.Text, Steps(wish, plan, skill, world));
        }

        yield return Agent(wish, name, plan, $"Names the agent \"{name}\"; it may {May(wish)}, nothing else.");
        if (wish.When is { OnDemand: false } when)
        {
            yield return new UpsertSchedule(when.Rules, $"Runs {WhenWords.Sentence(when, world.Now)}.");
        }
    }

    private static UpdateAgent Agent(Wish wish, string name, SkillPlan plan, string summary)
        => new(name, SkillComposer.Description(wish with { At = 0 }), [.. plan.Skills.Select(skill => skill.Use.Name)], plan.Tools, summary)
        {
            Accounts = SkillComposer.Accounts(wish),
            Steps = plan.Skills.Count > 1 ? [.. plan.Skills.Select(skill => skill.Use)] : [],
        };

    /// <summary>What one skill does, in one plain line.</summary>
    private static string Steps(Wish wish, SkillPlan plan, DraftedSkill skill, BuilderWorld world)
    {
        var laid = Laid(wish, plan, skill);
        if (laid.Delivery is { } at)
        {
            var way = wish.Deliveries[at];
            return $"Writes the steps: {(way.To is { } to ? $"send {PlaceWords.Target(way, to)}" : "save the report")}"
                + (way.Only is { } test ? $", {TestWords.Only(test, wish, source => SkillPlan.Table(wish, source, world))}." : ".");
        }

        var read = Say.Quote(wish.Sources[laid.Source!.Value].File ?? "");
        return plan.Skills.Count == 1 ? $"Writes the steps: read {read}, then save the report." : $"Writes the steps: read {read} and hand on what is found.";
    }

    private static LaidSkill Laid(Wish wish, SkillPlan plan, DraftedSkill skill) => SkillLayout.Of(wish)[plan.Skills.Index().First(pair => pair.Item == skill).Index];

    /// <summary>The consequences, so that nobody agrees to more than they think.</summary>
    private static string May(Wish wish)
    {
        var reads = wish.Sources.Select(source => source.From is { } from ? PlaceWords.Source(from, null) : Say.Quote(source.File ?? ""));
        var sends = wish.Deliveries.Select(delivery => delivery.To is { } to ? $"send {PlaceWords.Target(delivery, to)}" : "save its report").DefaultIfEmpty("save its report").Distinct();
        return $"read {Say.And(reads)} and {Say.And(sends)}";
    }

    private static ProposalDraft Edit(BuilderState state, BuilderWorld world, Wish before, string name, string skillName, SkillPlan plan)
    {
        var wish = state.Wish;
        var beforeName = before.Name ?? name;
        var earlier = SkillPlan.Of(before, world, beforeName, skillName);
        var changes = Skills(state, wish, plan, earlier, world, Say.And(Differences.Lines(before, wish, world).Where(line
            => !line.StartsWith("When", StringComparison.Ordinal)))).ToList();
        var reach = earlier is null || !earlier.Tools.SequenceEqual(plan.Tools) || !SkillComposer.Accounts(before).SequenceEqual(SkillComposer.Accounts(wish));
        var description = SkillComposer.Description(before with { At = 0 }) != SkillComposer.Description(wish with { At = 0 });
        if (beforeName != name || reach || description || !SameSteps(state, earlier, plan))
        {
            changes.Add(Agent(wish, name, plan, beforeName != name ? $"Renames the agent to \"{name}\"."
                : reach ? $"From now on it may {May(wish)}, nothing else." : "Adapts the description, the order of the steps and their conditions."));
        }

        if (wish.When is { OnDemand: true } && before.When is { OnDemand: false })
        {
            changes.Add(new RemoveSchedule("Runs only when you ask."));
        }
        else if (wish.When is { OnDemand: false } when && (before.When is null or { OnDemand: true }
            || !when.Rules.SequenceEqual(before.When.Rules)))
        {
            changes.Add(new UpsertSchedule(when.Rules, $"Runs {WhenWords.Sentence(when, world.Now)}."));
        }

        var lines = Differences.Lines(before, wish, world);
        return new($"Change \"{name}\"", "As you asked: " + Say.And(lines), changes) { What = string.Join("; ", lines) };
    }

    /// <summary>Only skills whose text differs are written; those no longer needed are deleted.</summary>
    private static IEnumerable<ChangeDraft> Skills(BuilderState state, Wish wish, SkillPlan plan, SkillPlan? earlier, BuilderWorld world, string what)
    {
        var stored = Stored(state);

        // An older build had all steps in one skill.
        var known = state.Skills.Count > 0 || earlier is { Skills.Count: 1 } ? earlier : null;
        foreach (var skill in plan.Skills)
        {
            if (!stored.Contains(skill.Use.Name))
            {
                yield return new CreateSkill(skill.Use.Name, skill.Text, Steps(wish, plan, skill, world));
            }
            else if (known?.Skills.FirstOrDefault(old => old.Use.Name == skill.Use.Name)?.Text != skill.Text)
            {
                yield return new EditSkill(skill.Use.Name, skill.Text, Editing.StepChanges.Stays(state.History[^1].Wish, wish, Laid(wish, plan, skill))
                    ? "Lets this step hand on what it finds; what it reads and saves stays as it is." : "Rewrites the steps: " + what);
            }
        }

        foreach (var name in stored.Except(plan.Skills.Select(skill => skill.Use.Name)))
        {
            yield return new DeleteSkill(name, "Takes out a step that is no longer needed.");
        }
    }

    private static IReadOnlyList<string> Stored(BuilderState state) => state.Skills.Count > 0 ? state.Skills : state.SkillName is { } only ? [only] : [];

    private static bool SameSteps(BuilderState state, SkillPlan? earlier, SkillPlan plan)
        => earlier is not null && Stored(state).SequenceEqual(plan.Skills.Select(skill => skill.Use.Name))
            && earlier.Skills.Select(Step).SequenceEqual(plan.Skills.Select(Step));

    private static (string Name, int Order, string Condition, string Inputs) Step(DraftedSkill skill)
        => (skill.Use.Name, skill.Use.Order, skill.Use.Condition, string.Join(';', skill.Use.Inputs));
}

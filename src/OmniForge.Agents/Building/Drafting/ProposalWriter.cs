using OmniForge.Agents.Building.Content;
using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Drafting;

/// <summary>Turns the wish in hand into a proposal: everything for a new agent, only the differences for one that exists.</summary>
internal static class ProposalWriter
{
    public static ProposalDraft Write(BuilderState state, BuilderWorld world, string skillName)
    {
        var wish = state.Wish;
        var table = TableView.Of(world, wish.File)!.Profile;
        var name = Name(state, world);
        var text = SkillComposer.Compose(wish, table, name, skillName);
        return state.History is [.., var last]
            ? Edit(state, world, last.Wish, name, skillName, text)
            : new($"Create \"{name}\"", Rationale(wish), [.. New(wish, name, skillName,
                text, world)]);
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

    private static IEnumerable<ChangeDraft> New(Wish wish, string name, string skillName, string text, BuilderWorld world)
    {
        yield return new CreateSkill(skillName, text, $"Writes the steps: read \"{wish.File}\", then {(wish.To is null ? "save the report" : "send it")}.");
        yield return Agent(wish, name, skillName, $"Names the agent \"{name}\"; it may {May(wish)}, nothing else.");
        if (wish.When is { OnDemand: false } when)
        {
            yield return new UpsertSchedule(when.Rules, $"Runs {WhenWords.Sentence(when, world.Now)}.");
        }
    }

    private static UpdateAgent Agent(Wish wish, string name, string skillName, string summary)
        => new(name, SkillComposer.Description(wish), [skillName], SkillComposer.Tools(wish), summary) { Accounts = SkillComposer.Accounts(wish) };

    private static string Rationale(Wish wish)
        => $"A new agent that reads {(wish.From is { } from ? PlaceWords.Source(from, null) : Say.Quote(wish.File ?? ""))} and "
            + (wish.To is { } to ? $"sends {PlaceWords.Target(to)}." : "writes a report.");

    /// <summary>The consequences, so that nobody agrees to more than they think.</summary>
    private static string May(Wish wish)
        => $"{(wish.From is { } from ? $"read {PlaceWords.Source(from, null)}" : "read that file")} and "
            + (wish.To is { } to ? $"send {PlaceWords.Target(to)}" : "save its report");

    private static ProposalDraft Edit(BuilderState state, BuilderWorld world, Wish before, string name, string skillName, string text)
    {
        var wish = state.Wish;
        var changes = new List<ChangeDraft>();
        var beforeTable = TableView.Of(world, before.File)?.Profile;
        var beforeName = before.Name ?? name;
        if (beforeTable is null || SkillComposer.Compose(before, beforeTable, beforeName, skillName) != text)
        {
            changes.Add(new EditSkill(skillName, text, "Rewrites the steps: " + Say.And(Differences.Lines(before, wish, world).Where(line
                => !line.StartsWith("When", StringComparison.Ordinal)))));
        }

        var reach = !SkillComposer.Tools(before).SequenceEqual(SkillComposer.Tools(wish))
            || !SkillComposer.Accounts(before).SequenceEqual(SkillComposer.Accounts(wish));
        if (beforeName != name || reach || SkillComposer.Description(before) != SkillComposer.Description(wish))
        {
            changes.Add(Agent(wish, name, skillName, beforeName != name ? $"Renames the agent to \"{name}\"."
                : reach ? $"From now on it may {May(wish)}, nothing else." : "Adapts the description."));
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

        return new($"Change \"{name}\"", "As you asked: " + Say.And(Differences.Lines(before, wish, world)), changes);
    }
}

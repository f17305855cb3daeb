using OmniForge.Agents.Building.Content;
using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building.Events;

/// <summary>Proposals where an event starts the agent, or started it until now.</summary>
internal static class EventProposal
{
    /// <summary>Null when no event is in play.</summary>
    public static ProposalDraft? Of(BuilderState state, BuilderWorld world, string skillName)
    {
        var before = state.History is [.., var last] ? last.Wish : null;
        if (state.Wish.When?.Event is null && before?.When?.Event is null)
        {
            return null;
        }

        var name = ProposalWriter.Name(state, world);
        var fresh = Fresh(state, world, name, skillName);
        return before is null ? fresh : Changed(state, world, name, skillName, before, fresh);
    }

    /// <summary>As if there were no agent yet.</summary>
    private static ProposalDraft Fresh(BuilderState state, BuilderWorld world, string name, string skillName)
    {
        var wish = state.Wish;
        if (wish.When?.Event?.Kind is not { } kind)
        {
            return ProposalWriter.Write(state with { History = [] }, world, skillName);
        }

        var skills = new EventSkills(wish, Table(wish, world), name, skillName).All().ToList();
        var agent = new UpdateAgent(
            name, Description(wish, kind), [.. skills.Select(skill => skill.Use.Name)], [.. skills.SelectMany(skill => skill.Tools).Distinct()],
            $"Names the agent {Say.Quote(name)}; it may {May(wish, kind)}, nothing else.")
        {
            Accounts = SkillComposer.Accounts(wish),
            Steps = [.. skills.Select(skill => skill.Use)],
        };
        return new(
            $"Create \"{name}\"", $"A new agent that runs {wish.When.Sentence}.",
            [.. skills.Select(skill => new CreateSkill(skill.Use.Name, skill.Text, skill.Summary)), agent, new UpsertTrigger(EventPlan.Of(wish)!, $"Starts it {wish.When.Sentence}.")]);
    }

    private static ProposalDraft Changed(BuilderState state, BuilderWorld world, string name, string skillName, Wish before, ProposalDraft fresh)
    {
        var wish = state.Wish;
        var known = Skills(state, world, skillName, before);
        var lines = Say.And(Differences.Lines(before, wish, world));
        var changes = new List<ChangeDraft>();
        foreach (var skill in fresh.Changes.OfType<CreateSkill>())
        {
            if (!known.TryGetValue(skill.Name, out var text))
            {
                changes.Add(skill);
            }
            else if (text != skill.Text)
            {
                changes.Add(new EditSkill(skill.Name, skill.Text, "Rewrites the steps: " + lines));
            }
        }

        changes.AddRange(known.Keys.Except(fresh.Changes.OfType<CreateSkill>().Select(skill => skill.Name)).Select(gone => new DeleteSkill(gone, "Takes out a step that is no longer needed.")));
        changes.AddRange(fresh.Changes.OfType<UpdateAgent>());
        if (wish.When is { OnDemand: true } && before.When is { OnDemand: false })
        {
            changes.Add(new RemoveSchedule("Runs at no set times any more."));
        }

        changes.AddRange(fresh.Changes.OfType<UpsertSchedule>());
        if (EventPlan.Of(wish) is null)
        {
            changes.Add(new RemoveTrigger("Nothing that happens elsewhere starts it any more."));
        }

        changes.AddRange(fresh.Changes.OfType<UpsertTrigger>().Where(one => one.Plan != EventPlan.Of(before)));
        return new($"Change \"{name}\"", "As you asked: " + lines, changes);
    }

    /// <summary>The skills of the present version by name.</summary>
    private static Dictionary<string, string> Skills(BuilderState state, BuilderWorld world, string skillName, Wish wish)
    {
        var name = wish.Name ?? ProposalWriter.Name(state, world);
        if (wish.When?.Event is null && TableView.Of(world, wish.File) is null)
        {
            return new() { [skillName] = "" };
        }

        return wish.When?.Event is not null
            ? new EventSkills(wish, Table(wish, world), name, skillName).All().ToDictionary(skill => skill.Use.Name, skill => skill.Text)
            : ProposalWriter.Write(state with { Wish = wish with { Name = name }, History = [] }, world, skillName).Changes.OfType<CreateSkill>()
                .ToDictionary(skill => skill.Name, skill => skill.Text);
    }

    private static TableProfile Table(Wish wish, BuilderWorld world) => TableView.ProfileOf(world, wish.File) ?? EventTables.OfOwn(wish.File ?? "");

    private static string Description(Wish wish, EventKind kind)
        => SkillComposer.Short($"Tells of each {kind.Thing} that {kind.Happens} {wish.From?.Name}".ReplaceLineEndings(" ").Replace("\"", "", StringComparison.Ordinal));

    private static string May(Wish wish, EventKind kind)
        => $"read {EventWords.Source(kind, wish.From!)} and "
            + Say.And(wish.Deliveries.Select(way => way.To is { } to ? $"send {PlaceWords.Target(to)}" : "save its report").DefaultIfEmpty("save its report").Distinct());
}

using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Drafting;

/// <summary>A change of the name and the times alone, for an agent whose steps were written by other hands.</summary>
internal static class SettingsProposal
{
    public static ProposalDraft Write(Wish before, Wish wish, BuilderWorld world)
    {
        var changes = new List<ChangeDraft>();
        if (wish.Name is { } name && name != before.Name)
        {
            changes.Add(new RenameAgent(name, $"Renames the agent to \"{name}\"."));
        }

        if (wish.When is { OnDemand: false } when && (before.When is not { OnDemand: false } old || !old.Rules.SequenceEqual(when.Rules)))
        {
            changes.Add(new UpsertSchedule(when.Rules, $"Runs {WhenWords.Sentence(when, world.Now)}."));
        }
        else if (wish.When is { OnDemand: true } && before.When is { OnDemand: false })
        {
            changes.Add(new RemoveSchedule("Runs only when you ask."));
        }

        var lines = Differences.Lines(before, wish, world);
        return new($"Change \"{before.Name}\"", "As you asked: " + Say.And(lines), changes) { What = string.Join("; ", lines) };
    }
}

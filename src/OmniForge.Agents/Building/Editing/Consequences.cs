using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Building.Turns;

namespace OmniForge.Agents.Building.Editing;

/// <summary>What a change brings with it besides itself: what the agent may do from then on, and when it runs next.</summary>
internal static class Consequences
{
    public static IEnumerable<string> Of(Drafted turn, Wish before)
    {
        if (turn.Proposal?.Changes.OfType<UpdateAgent>().LastOrDefault() is { } update && update.Summary.StartsWith("From now on", StringComparison.Ordinal))
        {
            yield return update.Summary;
        }

        if (turn.Wish.When is { OnDemand: false } when && (before.When is not { OnDemand: false } old || !old.Rules.SequenceEqual(when.Rules))
            && turn.State.Standing == AgentStanding.Active && WhenWords.Next(when, turn.World.Now, 3) is { Count: > 0 } next)
        {
            yield return $"It would then run next: {Say.And(next)}.";
        }
    }
}

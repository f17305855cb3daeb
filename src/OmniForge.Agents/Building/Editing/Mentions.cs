using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Building.Turns;

namespace OmniForge.Agents.Building.Editing;

/// <summary>Answers to messages that name several agents, none that exists, or ask for all.</summary>
public static class Mentions
{
    private const int MostShown = 12;
    private const int MostChoices = 8;

    /// <summary>The answer, or null when the message is to be read like any other.</summary>
    public static BuilderTurn? Answer(BuilderState state, AgentMention mention, BuilderWorld world)
    {
        if (mention.Kind is MentionKind.Nobody or MentionKind.One)
        {
            return null;
        }

        var turn = new Drafted(state with { Deferred = false, Lead = null }, world, mention.Kind == MentionKind.All ? TurnReading.Question : TurnReading.Statement);
        switch (mention.Kind)
        {
            case MentionKind.All:
                turn.Say(Listed(world));
                Back(turn);
                break;
            case MentionKind.Several:
                var names = mention.Agents.Take(MostChoices).Select(agent => agent.Name).ToList();
                turn.State = turn.State with { AboutWords = mention.Words, Interrupted = state.Question };
                turn.Say(mention.Said.Length > 0 ? $"I find no agent called {Say.Quote(mention.Said)}." : "");
                turn.Ask(QuestionKind.Agent, Which(names), names, names);
                break;
            default:
                turn.Say($"I find no agent called {Say.Quote(mention.Said)}. {Listed(world)} Nothing was changed.");
                turn.Offer([.. world.Agents.Take(5).Select(agent => agent.Name)]);
                break;
        }

        return turn.Done();
    }

    internal static string Which(IReadOnlyList<string> names)
        => names.Count == 1 ? $"Do you mean {Say.Quote(names[0])}?" : $"Which agent do you mean: {Say.Or(names.Select(Say.Quote))}?";

    private static string Listed(BuilderWorld world)
    {
        if (world.Agents.Count == 0)
        {
            return "There are no agents yet.";
        }

        var shown = world.Agents.OrderBy(agent => agent.Standing == AgentStanding.Archived).Take(MostShown).Select(agent => $"{Say.Quote(agent.Name)} ({Standing(agent.Standing)})");
        var more = world.Agents.Count > MostShown ? $" and {world.Agents.Count - MostShown} more" : "";
        return $"There {(world.Agents.Count == 1 ? "is 1 agent" : $"are {world.Agents.Count} agents")}: {Say.And(shown)}{more}.";
    }

    private static void Back(Drafted turn)
    {
        if (turn.State.Question is not null)
        {
            Questions.Again(turn);
            return;
        }

        turn.Offer([.. turn.World.Agents.Where(agent => agent.Standing != AgentStanding.Archived).Take(3).Select(agent => $"What does {Say.Quote(agent.Name)} do?")]);
    }

    private static string Standing(AgentStanding standing) => standing switch
    {
        AgentStanding.Active => "on",
        AgentStanding.Paused => "paused",
        AgentStanding.Archived => "archived",
        _ => "not on yet",
    };
}

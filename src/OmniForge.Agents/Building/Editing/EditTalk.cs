using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Building.Turns;

namespace OmniForge.Agents.Building.Editing;

/// <summary>Turns about an agent that exists which are more than a change of its wish.</summary>
internal static class EditTalk
{
    /// <summary>True when the turn was answered here.</summary>
    public static bool Take(Drafted turn, TurnUnderstanding said)
    {
        if (turn.State.Changed)
        {
            turn.State = turn.State with { Changed = false };
            if (said.Reading is TurnReading.Yes or TurnReading.Unclear || said.Act == TurnAct.Test)
            {
                Advance.Next(turn);
                return true;
            }
        }

        if (turn.State.Question?.Kind is QuestionKind.Agent)
        {
            return Which(turn, said);
        }

        if (turn.State.Question?.Kind is QuestionKind.Delete or QuestionKind.Archive)
        {
            return Removals.Answer(turn, said);
        }

        if (turn.State.Standing == AgentStanding.None)
        {
            return false;
        }

        return (said.Words.Trim().Length == 0 && Introduced(turn))
            || Acts(turn, said)
            || (turn.State.Question?.Kind == QuestionKind.Edit && Parts.Take(turn, said))
            || (turn.State.Outside != OutsideEdit.None && OutsideEdits.Take(turn, said))
            || PauseToo(turn, said);
    }

    private static bool Acts(Drafted turn, TurnUnderstanding said)
    {
        switch (said.Act)
        {
            case TurnAct.Delete or TurnAct.Archive:
                Removals.Ask(turn, said.Act);
                return true;
            case TurnAct.Unarchive:
                turn.Command = new UnarchiveAgent();
                return true;
            case TurnAct.RestoreVersion:
                Restores.Take(turn, said);
                return true;
            case TurnAct.TellHistory or TurnAct.TellWho when turn.State.History.Any(version => version.Version > 0):
                turn.Say(Histories.Answer(turn, said));
                Settle(turn);
                return true;
            case not (TurnAct.Help or TurnAct.Thank or TurnAct.Greet)
                when turn.State.Standing == AgentStanding.Archived && said.Reading is not (TurnReading.Cancel or TurnReading.Restart):
                turn.Say($"{Say.Quote(turn.Name)} is archived, so it does not run and cannot be changed. Say \"bring it back\" to have it again; it is paused then.");
                turn.Offer("Bring it back", "Which agents do I have?");
                return true;
            default:
                return false;
        }
    }

    /// <summary>"..., but pause it till I'm back": it is paused at once, the change is asked about as ever.</summary>
    private static bool PauseToo(Drafted turn, TurnUnderstanding said)
    {
        if (said.Act != TurnAct.Pause || turn.State.Standing != AgentStanding.Active || !(WishChanges.Any(said.Change) || said.When is not null || said.Name is not null))
        {
            return false;
        }

        turn.State = turn.State with { Next = TurnAct.Pause };
        Statements.Take(turn, said with { Act = TurnAct.None });
        if (turn.Command is null)
        {
            turn.State = turn.State with { Next = TurnAct.None };
            turn.Command = new PauseAgent();
        }

        return true;
    }

    /// <summary>Nothing but a name was said.</summary>
    private static bool Introduced(Drafted turn)
    {
        if (turn.State.Question is not null)
        {
            return false;
        }

        if (turn.State.Standing == AgentStanding.Draft)
        {
            Questions.Summary(turn);
            return true;
        }

        turn.Say("What should be different? You can also say \"run it now\" or \"what changed lately?\".");
        turn.Offer("What will it do?", "Run it now", "What changed lately?");
        return true;
    }

    private static bool Which(Drafted turn, TurnUnderstanding said)
    {
        if (said.Reading is TurnReading.No or TurnReading.Cancel or TurnReading.Back or TurnReading.Undo)
        {
            turn.State = turn.State with { Question = turn.State.Interrupted, Interrupted = null, AboutWords = null };
            turn.Say("All right, nothing was changed.");
            Settle(turn);
            return true;
        }

        if (said.Goal is not null && said.Words.Length > 30)
        {
            turn.State = turn.State with { Question = null, AboutWords = null };
            return false;
        }

        var names = turn.State.Question!.Choices;
        turn.Say(said.Reading == TurnReading.Question ? "" : "I did not find that one.");
        turn.Ask(QuestionKind.Agent, Mentions.Which(names), names, names);
        return true;
    }

    private static void Settle(Drafted turn)
    {
        if (turn.State.Question is not null)
        {
            Questions.Again(turn);
        }
        else if (turn.State.Standing == AgentStanding.None)
        {
            Questions.Goal(turn);
        }
        else
        {
            turn.Offer(turn.State.History.Count(version => version.Version > 0) > 1 ? ["Undo", "Run it now"] : ["Run it now", "What will it do?"]);
        }
    }
}

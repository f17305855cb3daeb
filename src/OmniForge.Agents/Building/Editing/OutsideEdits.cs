using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Building.Turns;

namespace OmniForge.Agents.Building.Editing;

/// <summary>What can safely be said and done about an agent whose steps were written by other hands.</summary>
internal static class OutsideEdits
{
    /// <summary>True when the turn was answered; other hands' work is never overwritten from a conversation.</summary>
    public static bool Take(Drafted turn, TurnUnderstanding said)
    {
        if (said.Reading is TurnReading.Back or TurnReading.Restart or TurnReading.Cancel or TurnReading.Later or TurnReading.Undo)
        {
            return false;
        }

        if (turn.State.Question?.Kind == QuestionKind.Edit && said.Reading == TurnReading.Yes)
        {
            turn.Say("I am saving it.");
            turn.Command = new AcceptProposal(AcceptMode.Settings);
            return true;
        }

        if (turn.State.Question?.Kind == QuestionKind.Edit && said.Act == TurnAct.Test)
        {
            turn.Command = new StartTest(TestSubject.Draft);
            return true;
        }

        if (said.When is null && said.Name is null)
        {
            return Unchanged(turn, said);
        }

        if (said.Name is { } name)
        {
            turn.State = turn.State with { Wish = turn.Wish with { Name = name } };
        }

        var times = said.When is not { } when || Times.Take(turn, when);
        if (turn.State.OpenWhen is { } open)
        {
            Times.AskPart(turn, open);
        }
        else if (!times || turn.Changed.Count == 0)
        {
            turn.Say("That is how it is already, so nothing changes.");
            turn.Offer("Run it now");
        }
        else
        {
            Questions.Edit(turn);
        }

        return true;
    }

    public static string Written(BuilderState state)
    {
        var present = state.History[^1];
        var by = present.By is { } who ? $" by {Say.Quote(who)}" : "";
        var earlier = state.History.LastOrDefault(version => !version.Foreign && version.Version > 0);
        return $"Its steps were written outside of our talks{by}, and I leave them as they are. I can run, pause, rename or delete it, change its times and show its history"
            + (earlier is null ? "." : $", or go back to version {earlier.Version}, the last one we made here.");
    }

    public static string Unfinished(BuilderState state)
        => "Somebody has changed its steps in an editor and not published them yet, and I leave that as it is. I can pause, rename or run it and change its times; "
            + "for other changes, that work has to be published or discarded first.";

    private static bool Unchanged(Drafted turn, TurnUnderstanding said)
    {
        if (said.Reading is TurnReading.Question or TurnReading.No || (said.Reading == TurnReading.Yes && turn.State.Question is not null))
        {
            if (said.Reading != TurnReading.Question || turn.State.Outside == OutsideEdit.Draft || said.Act is TurnAct.TellWhen or TurnAct.TellHistory or TurnAct.TellFiles)
            {
                return false;
            }

            turn.Say(Written(turn.State));
            turn.Offer("Run it now", "What changed lately?");
            return true;
        }

        if (said.Act is TurnAct.Run or TurnAct.Pause or TurnAct.Resume or TurnAct.Test or TurnAct.Activate or TurnAct.Thank or TurnAct.Greet)
        {
            return false;
        }

        turn.Say(turn.State.Outside == OutsideEdit.Draft ? Unfinished(turn.State) : Written(turn.State));
        turn.Say("Nothing was changed.");
        turn.Offer("Pause it", "What changed lately?");
        return true;
    }
}

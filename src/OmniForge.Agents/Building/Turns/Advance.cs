namespace OmniForge.Agents.Building.Turns;

/// <summary>What comes next: the first thing that is still open.</summary>
internal static class Advance
{
    public static void Next(Drafted turn)
    {
        if (turn.Wish.Goal.Length == 0 && turn.Wish.File is null && turn.Wish.From is null)
        {
            Questions.Goal(turn);
            return;
        }

        if (turn.State.Phase is Phase.Idle)
        {
            turn.Move(Phase.Discovery, "first_turn");
        }

        if (turn.State.Phase is Phase.Discovery && (turn.Wish.Goal.Length > 0 || turn.Wish.From is null))
        {
            turn.Move(Phase.Requirements, "goal");
        }

        if (!Settled(turn))
        {
            return;
        }

        if (turn.State.Phase is Phase.OAuthFlow)
        {
            turn.Move(Phase.Requirements, "settled");
        }

        Later.Read(turn);
        Conditions.Read(turn);
        AskOrShow(turn);
    }

    /// <summary>What is still unclear, else the whole to look at.</summary>
    private static void AskOrShow(Drafted turn)
    {
        if (Figures.Ask(turn))
        {
            return;
        }

        if (turn.State.OpenSource is { } whose)
        {
            Whose.Ask(turn, whose);
        }
        else if (turn.State.Unclear is [var unclear, ..])
        {
            turn.Speak(Math.Min(unclear.Source, Math.Max(0, turn.Wish.Sources.Count - 1)));
            Questions.Unclear(turn);
        }
        else if (turn.State.OpenWhen is { } open)
        {
            Times.AskPart(turn, open);
        }
        else if (turn.Wish.When is null)
        {
            Questions.When(turn);
        }
        else if (turn.State.Standing is AgentStanding.Active or AgentStanding.Paused)
        {
            Changed(turn);
        }
        else
        {
            if (turn.State.Phase is Phase.Testing or Phase.Activation)
            {
                turn.Move(Phase.Generation, "change");
            }

            if (turn.State is { Standing: AgentStanding.Draft, Next: TurnAct.Activate or TurnAct.Test, History: [.., var last] } && SignIns.Missing(turn) is null
                && Drafting.Differences.Of(last.Wish, turn.Wish, turn.World).Count > 0)
            {
                Questions.Try(turn);
                return;
            }

            Questions.Summary(turn);
        }
    }

    /// <summary>True when it is known what is read and where the report goes.</summary>
    private static bool Settled(Drafted turn)
    {
        if (turn.State.OpenEvent is { } happened)
        {
            Events.EventTalk.AskService(turn, happened);
            return false;
        }

        for (var at = 0; at < Math.Max(1, turn.Wish.Sources.Count); at++)
        {
            turn.Speak(at);
            if (!Places.SourceSettled(turn))
            {
                return false;
            }

            if (turn.Wish.File is null || turn.Table is null)
            {
                Questions.File(turn);
                return false;
            }
        }

        turn.Speak(0);

        if (turn.Wish.Goal.Length == 0 && turn.Wish.From is not null)
        {
            Questions.Goal(turn);
            return false;
        }

        Events.EventTalk.Refresh(turn);
        return Places.TargetsSettled(turn) && Forms.Settled(turn);
    }

    /// <summary>A change of an agent that is on or paused is put side by side with what runs now.</summary>
    private static void Changed(Drafted turn)
    {
        if (Drafting.Differences.Of(turn.State.History[^1].Wish, turn.Wish, turn.World).Count == 0)
        {
            turn.DropProposal();
            turn.State = turn.State with { Question = null };
            turn.Move(Phase.Complete, "unchanged");
            turn.Say("That is how it is already, so nothing changes.");
            turn.Offer("Run it now");
            return;
        }

        if (Editing.Restores.Again(turn))
        {
            return;
        }

        turn.Move(Phase.Requirements, "change");
        Questions.Edit(turn);
    }
}

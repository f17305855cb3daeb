using OmniForge.Agents.Building.Content;

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

        ReadLater(turn);
        if (turn.State.Unclear.Count > 0)
        {
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

            Questions.Summary(turn);
        }
    }

    /// <summary>True when it is known what is read and where the report goes.</summary>
    private static bool Settled(Drafted turn)
    {
        if (!Places.SourceSettled(turn))
        {
            return false;
        }

        if (turn.Wish.File is null || turn.Table is null)
        {
            Questions.File(turn);
            return false;
        }

        if (turn.Wish.Goal.Length == 0 && turn.Wish.From is not null)
        {
            Questions.Goal(turn);
            return false;
        }

        return Places.TargetSettled(turn);
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

        turn.Move(Phase.Requirements, "change");
        Questions.Edit(turn);
    }

    /// <summary>Words that came before the file was known are read now.</summary>
    private static void ReadLater(Drafted turn)
    {
        if (turn.State.LaterWords is not { } words || TableView.Of(turn.World, turn.Wish.File) is not { } table)
        {
            return;
        }

        var draft = ContentGrammar.Read(words, Reading.LaterWords.Of(words), table, turn.World.Now);
        turn.State = turn.State with
        {
            LaterWords = null,
            Wish = WishChanges.Apply(turn.Wish, draft.ToChange(), [.. table.Columns.Select(column => column.Name)]),
            Unclear = [.. turn.State.Unclear, .. draft.Unclear, .. draft.Left],
        };
    }
}

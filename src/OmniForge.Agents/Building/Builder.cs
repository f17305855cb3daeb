using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Building.Turns;

namespace OmniForge.Agents.Building;

/// <summary>The conversational builder: understands nothing by itself and does nothing by itself, it decides. Pure.</summary>
public static class Builder
{
    /// <summary>The greeting of a new conversation.</summary>
    public static BuilderTurn Greet(BuilderWorld world)
    {
        var turn = new Drafted(new(), world, TurnReading.Statement);
        turn.Move(Phase.Discovery, "greeting");
        var files = world.Files.Count switch
        {
            0 when world.Accounts.Count > 0 => $" I can use your {Say.And(world.Accounts.Take(4).Select(PlaceWords.Known))}.",
            0 => " I see no table in your workspace yet; put one there, for instance exported from a spreadsheet, or say \"connect my Notion\".",
            _ => $" I can see {Say.And(world.Files.Take(5).Select(Questions.Described))}.",
        };
        turn.Say("Hello. I build agents that read your files or your Notion, Linear and GitHub, and write you reports or post them to Slack, at set times or "
            + "whenever you ask." + files);
        Questions.Goal(turn);
        return turn.Done();
    }

    /// <summary>One turn of the person.</summary>
    public static BuilderTurn Take(BuilderState state, TurnUnderstanding turn, BuilderWorld world)
    {
        var drafted = new Drafted(state with { Deferred = false, Lead = null }, world, turn.Reading) { Words = turn.Words };
        drafted.Say(state.Lead ?? "");
        if (state is { Lead: not null, Question: null })
        {
            drafted.DropProposal();
        }

        if (state.Question?.Kind == QuestionKind.Restart && turn.Reading is not (TurnReading.Cancel or TurnReading.Restart))
        {
            TakeRestart(drafted, turn);
        }
        else if (Editing.EditTalk.Take(drafted, turn))
        {
            return drafted.Done();
        }
        else if (turn.Unsupported.Count > 0)
        {
            Answers.Unsupported(drafted, turn.Unsupported);
        }
        else if (Events.EventTalk.Refusal(state, turn, world) is { } refusal)
        {
            Answers.Impossible(drafted, refusal);
        }
        else
        {
            Route(drafted, turn);
        }

        return drafted.Done();
    }

    /// <summary>Goes on after the caller carried out the command of a turn.</summary>
    public static BuilderTurn Continue(BuilderState state, CommandOutcome outcome, BuilderWorld world)
    {
        var turn = new Drafted(state, world, TurnReading.Statement);
        Outcomes.Take(turn, outcome);
        Noted.Later(turn, state.Noted);
        return turn.Done();
    }

    private static void TakeRestart(Drafted drafted, TurnUnderstanding turn)
    {
        if (turn.Reading == TurnReading.Yes)
        {
            Moves.Restart(drafted);
        }
        else if (turn.Reading is TurnReading.Unclear or TurnReading.Question)
        {
            Moves.AskRestart(drafted);
        }
        else
        {
            Moves.CarryOn(drafted);
        }
    }

    private static void Route(Drafted drafted, TurnUnderstanding turn)
    {
        switch (turn.Reading)
        {
            case TurnReading.Restart when drafted.Wish.Goal.Length == 0 && drafted.Wish.File is null:
                Questions.Goal(drafted);
                break;
            case TurnReading.Restart:
                Moves.AskRestart(drafted);
                break;
            case TurnReading.Cancel:
                Moves.Cancel(drafted);
                break;
            case TurnReading.Back:
                Moves.Back(drafted, turn.Target);
                break;
            case TurnReading.Undo:
                Moves.Undo(drafted, turn.Target);
                break;
            case TurnReading.Later:
                Answers.Later(drafted);
                break;
            case TurnReading.Question:
                Answers.Question(drafted, turn);
                break;
            case TurnReading.Yes:
                Answers.Yes(drafted, turn);
                break;
            case TurnReading.No:
                Answers.No(drafted, turn);
                break;
            default:
                Statements.Take(drafted, turn);
                break;
        }
    }
}

using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Turns;

/// <summary>Yes, no, later and questions.</summary>
internal static class Answers
{
    public static void Unsupported(Drafted turn, IReadOnlyList<string> services)
    {
        turn.Say($"I cannot work with {Say.And(services)}. I know files in your workspace and accounts of {Say.And(ServiceNames.Known.Select(ServiceNames.Title))}.");
        turn.Say("Nothing has changed.");
        if (turn.State.Question is null)
        {
            turn.Offer(Examples.Goals(turn.World));
            return;
        }

        Questions.Again(turn);
    }

    /// <summary>What cannot be done, with what can; all else stays.</summary>
    public static void Impossible(Drafted turn, string why)
    {
        turn.Say(why);
        if (turn.State.Question is not null)
        {
            Questions.Again(turn);
        }
    }

    public static void Later(Drafted turn)
    {
        if (turn.State.Question?.Kind is QuestionKind.Connect or QuestionKind.SignIn)
        {
            SignIns.Postponed(turn);
            return;
        }

        var what = turn.State.Standing switch
        {
            AgentStanding.None when turn.Wish.Goal.Length == 0 && turn.Wish.File is null => "No hurry.",
            AgentStanding.None => "No hurry. What you told me is saved.",
            AgentStanding.Draft => "No hurry. Everything is saved, and it stays off.",
            _ => "No hurry. Everything is saved, and nothing changes until you say so.",
        };
        turn.Say($"{what} Come back whenever you like and say \"continue\".");
        turn.State = turn.State with { Deferred = true };
        turn.Offer("Continue", "Cancel");
    }

    public static void Yes(Drafted turn, TurnUnderstanding said)
    {
        switch (turn.State.Question?.Kind)
        {
            case QuestionKind.Summary:
                turn.Move(Phase.Generation, "confirmed");
                turn.State = turn.State with { Next = said.Act is TurnAct.Test or TurnAct.Activate ? said.Act : turn.State.Next };
                turn.Command = new AcceptProposal(AcceptMode.Draft);
                turn.Say("I am saving it.");
                break;
            case QuestionKind.Edit:
                turn.Command = new AcceptProposal(AcceptMode.NewVersion);
                turn.Say("I am saving it.");
                break;
            case QuestionKind.Connect when turn.State.SignIn is { } wait:
                SignIns.Begin(turn, wait.Integration);
                break;
            case QuestionKind.SignIn when turn.State.SignIn is { } wait:
                turn.Command = new LookAtSignIn(wait.Connection);
                break;
            case QuestionKind.SourceAccount or QuestionKind.TargetAccount or QuestionKind.SourcePlace or QuestionKind.TargetPlace
                when turn.State.Question.Choices is [var only]:
                Statements.Take(turn, said with { Reading = TurnReading.Statement, Answer = only, Act = TurnAct.None });
                break;
            case QuestionKind.Whereabouts when turn.State.Question.Choices is [var place]:
                Zones.Take(turn, new(place, PlaceWish.Use));
                break;
            case QuestionKind.Test:
                Acts.Test(turn);
                break;
            case QuestionKind.Activate when turn.State is { Standing: AgentStanding.Draft, Proposal: not null, Next: TurnAct.Activate }:
                turn.Command = new AcceptProposal(AcceptMode.Draft);
                turn.Say("I am saving it.");
                break;
            case QuestionKind.Activate:
                Acts.Activate(turn);
                break;
            case QuestionKind.SkipTest:
                Acts.ActivateUntested(turn);
                break;
            default:
                Settled(turn, said);
                break;
        }
    }

    /// <summary>Yes where nothing is decided by it: what is there stays, or there is nothing to confirm.</summary>
    private static void Settled(Drafted turn, TurnUnderstanding said)
    {
        switch (turn.State.Question?.Kind)
        {
            case QuestionKind.File when turn.State.Question is { Choices: [var only] } && turn.Wish.File is null:
                Statements.Take(turn, said with { Reading = TurnReading.Statement, Answer = only, Files = [only], Act = TurnAct.None });
                break;
            case null when turn.State.Phase == Phase.Idle:
                Moves.Resume(turn);
                break;
            case null when turn.State.Phase == Phase.Complete:
                turn.Say($"There is nothing to confirm now. {Say.Quote(turn.Name)} is {Moves.Standing(turn)}.");
                turn.Offer("Run it now", "What will it do?");
                break;
            case QuestionKind.Fault or QuestionKind.When or QuestionKind.File or QuestionKind.Goal when turn.Wish.File is not null
                && turn.Wish.When is not null && turn.State.OpenWhen is null:
                KeepAll(turn);
                break;
            case QuestionKind.File or QuestionKind.Goal or QuestionKind.Fault when turn.Wish.File is not null || turn.Wish.From is not null:
                KeepAll(turn);
                break;
            default:
                turn.Say("Good.");
                Questions.Again(turn);
                break;
        }
    }

    /// <summary>After "go back": the shown answer stays.</summary>
    private static void KeepAll(Drafted turn)
    {
        turn.State = turn.State with { Question = null };
        Advance.Next(turn);
    }

    public static void No(Drafted turn, TurnUnderstanding said)
    {
        switch (turn.State.Question?.Kind)
        {
            case QuestionKind.Unclear when turn.State.Unclear.Count > 0:
                turn.Say($"I leave out {Say.Quote(turn.State.Unclear[0].Words.TrimStart('-', '+'))}.");
                turn.State = turn.State with { Unclear = [.. turn.State.Unclear.Skip(1)] };
                Advance.Next(turn);
                break;
            case QuestionKind.Limit:
                Figures.Take(turn, "always");
                Advance.Next(turn);
                break;
            case QuestionKind.Edit:
                turn.State = turn.State with { Wish = turn.State.History[^1].Wish, Question = null, Undo = [] };
                turn.Command = new RejectProposal();
                turn.DropProposal();
                turn.Move(Phase.Complete, "rejected");
                break;
            case QuestionKind.Connect or QuestionKind.SignIn:
                SignIns.Declined(turn);
                break;
            case QuestionKind.Whereabouts:
                Zones.Keep(turn);
                break;
            case QuestionKind.Test:
                Questions.SkipTest(turn);
                break;
            case QuestionKind.SkipTest:
                turn.Move(Phase.Testing, "not_untested");
                turn.Say("Good, it stays off.");
                Questions.Test(turn);
                break;
            case QuestionKind.Fault:
                KeepAll(turn);
                break;
            case QuestionKind.File when turn.State.Question.Choices.Count == 1:
                turn.Ask(QuestionKind.File, "Then please put the right table into your workspace and tell me its name.", []);
                break;
            case QuestionKind.When:
                turn.Say("Then it needs a time, or runs only when you ask.");
                Questions.When(turn);
                break;
            case QuestionKind.Summary or QuestionKind.Activate:
                turn.State = turn.State with { Next = TurnAct.None };
                turn.Say(turn.State.Question.Kind == QuestionKind.Activate ? "All right, it stays off." : "All right, nothing is created.");
                turn.Ask(QuestionKind.Fault, "What should I change?", [], ["The time", "The rows", "The columns", "Nothing, keep it"]);
                break;
            default:
                turn.Say("All right.");
                Questions.Again(turn);
                break;
        }
    }

    public static void Question(Drafted turn, TurnUnderstanding said)
    {
        turn.Say(Replies.Of(turn, said));
        if (turn.State.Question is not null)
        {
            Questions.Again(turn);
        }
        else if (turn.State.Phase == Phase.Complete)
        {
            turn.Offer("Run it now", "When does it run?", "What will it do?");
        }
        else if (turn.State.Phase == Phase.Discovery)
        {
            Questions.Goal(turn);
        }
        else
        {
            turn.Say("Say \"continue\" to go on where we were.");
            turn.Offer("Continue", "Start over");
        }
    }
}

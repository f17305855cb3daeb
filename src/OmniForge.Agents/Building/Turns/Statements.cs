using OmniForge.Agents.Building.Content;
using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Turns;

/// <summary>Turns that tell something: a goal, an answer, a change, a command.</summary>
internal static class Statements
{
    public static void Take(Drafted turn, TurnUnderstanding said)
    {
        var first = WishChanges.Any(said.Change) || said.When is not null || said.Unclear.Count > 0 || said.Files.Count > 0
            || said.Goal is not null || said.Services.Count > 0;
        if (said.Act != TurnAct.None && !first && Acts.Take(turn, said))
        {
            return;
        }

        if (Beside(turn, said))
        {
            return;
        }

        var before = turn.State;
        var idle = turn.State.Phase == Phase.Idle;
        if (idle && said.Goal is not null)
        {
            turn.State = new BuilderState
            {
                Phase = Phase.Idle,
                Parked = Moves.Park(turn.State),
                OfflineSaid = turn.State.OfflineSaid,
                Zone = turn.State.Zone
            };
            turn.Move(Phase.Discovery, "new_goal");
        }

        var asked = turn.State.Question?.Kind;
        if (asked is QuestionKind.SourcePlace or QuestionKind.TargetPlace or QuestionKind.SourceAccount or QuestionKind.TargetAccount && Elsewhere(said))
        {
            turn.Say($"I find nothing called {Say.Quote(said.Words.Trim())} there.");
            Questions.Again(turn);
            return;
        }

        if (said.Reading == TurnReading.Unclear || !Absorb.Take(turn, said))
        {
            NotUnderstood(turn, said);
            return;
        }

        if (asked is QuestionKind.Goal && turn.Wish.Goal.Length == 0)
        {
            turn.State = turn.State with { Wish = turn.Wish with { Goal = said.Goal ?? said.Words.Trim() } };
        }

        if (turn.State.Test is TestStanding.Passed or TestStanding.Failed or TestStanding.Skipped && said.Reading == TurnReading.Change)
        {
            turn.State = turn.State with { Test = TestStanding.None };
        }

        turn.State = turn.State with { Next = first && said.Act is TurnAct.Test or TurnAct.Activate ? said.Act : turn.State.Next };
        Advance.Next(turn);
        Noted.Say(turn, before);
    }

    /// <summary>What is no part of the agent's description: whose time counts, what went wrong, an account to connect.</summary>
    private static bool Beside(Drafted turn, TurnUnderstanding said)
    {
        if (said.Place is { } place)
        {
            Zones.Take(turn, place);
            return true;
        }

        if (said.Fault)
        {
            Fault(turn, said);
            return true;
        }

        return Connecting(turn, said);
    }

    /// <summary>No answer to "which one?" and nothing else that can be taken.</summary>
    private static bool Elsewhere(TurnUnderstanding said)
        => said.Answer is null && said.Services.Count == 0 && said.Without.Count == 0 && said.When is null && said.Name is null && said.Files.Count == 0
            && !WishChanges.Any(said.Change);

    /// <summary>"connect my Notion" is a wish of its own, whatever agent follows.</summary>
    private static bool Connecting(Drafted turn, TurnUnderstanding said)
    {
        if (said.Connect is not { } integration || (turn.State.Phase != Phase.Idle && said.When is not null))
        {
            return false;
        }

        if (turn.State.Phase == Phase.Idle)
        {
            turn.Move(Phase.Discovery, "first_turn");
        }

        Services.Take(turn, said);
        if (turn.World.Accounts.Any(account => account.Integration == integration && account.Standing == AccountStanding.Usable)
            && !AnotherAccount.Wanted(said.Words))
        {
            turn.Say($"{ServiceNames.Title(integration)} is connected already.");
            Advance.Next(turn);
            return true;
        }

        SignIns.Begin(turn, integration);
        return true;
    }

    private static void Fault(Drafted turn, TurnUnderstanding said)
    {
        turn.DropProposal();
        var question = turn.State.Phase is Phase.Testing or Phase.Activation or Phase.Complete
            ? "What exactly went wrong, and what should be different? For example \"sort by date\" or \"leave out the done ones\"."
            : "What should be different? For example fewer rows (\"only the top 10\"), fewer columns (\"drop the notes column\"), or "
                + "another time.";
        turn.Say(said.Reading == TurnReading.Change ? "Thank you for telling me. Nothing goes ahead until it is right." : "");
        turn.Ask(QuestionKind.Fault, question, [], Suggestions(turn));
    }

    private static IReadOnlyList<string> Suggestions(Drafted turn)
        => turn.Table is { } table ? [Examples.Condition(table).Trim('"'), "Only the first 10 rows", "Keep it as it is"] : ["Keep it as "
            + "it is"];

    /// <summary>Asks again with two choices; nothing else changes.</summary>
    private static void NotUnderstood(Drafted turn, TurnUnderstanding said)
    {
        var kind = turn.State.Question?.Kind;
        if (said.MissingFile is not null)
        {
            Questions.File(turn);
            return;
        }

        switch (kind)
        {
            case QuestionKind.Summary or QuestionKind.Edit or QuestionKind.Test or QuestionKind.Activate or QuestionKind.SkipTest:
                turn.Say("I am not sure whether that is a yes or a no.");
                turn.Ask(kind.Value, turn.State.Question!.Text + " Please say \"yes\", or tell me what to change.", [], ["Yes", "Change "
                    + "something"]);
                break;
            case QuestionKind.Goal or null when turn.State.Phase is Phase.Discovery or Phase.Idle || kind == QuestionKind.Goal:
                turn.Say(said.Act switch
                {
                    TurnAct.Greet => "Hello.",
                    TurnAct.Thank => "You are welcome.",
                    _ => "I did not find a job for an agent in that.",
                });
                turn.Ask(QuestionKind.Goal, "What should the agent do? Tell me which file to read and what you want to know.", [],
                    Examples.Goals(turn.World));
                break;
            case null:
                turn.Say("I did not understand that. You can tell me what to change, for example \"only the top 10\", or say \"run it "
                    + "now\".");
                turn.Offer("Run it now", "What will it do?");
                break;
            case QuestionKind.Unclear when turn.State.Unclear is [var open, ..] && TableView.Of(turn.World, turn.Wish.File) is not null
                && open.Words.Length > 0:
                turn.Say("I did not understand that.");
                Questions.Unclear(turn);
                break;
            default:
                turn.Say("I did not understand that.");
                Questions.Again(turn);
                break;
        }
    }
}

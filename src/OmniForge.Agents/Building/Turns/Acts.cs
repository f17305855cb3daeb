namespace OmniForge.Agents.Building.Turns;

/// <summary>Wishes to test, turn on, run, pause or resume.</summary>
internal static class Acts
{
    /// <summary>False when the act has no meaning here and the words should be read in another way.</summary>
    public static bool Take(Drafted turn, TurnUnderstanding said)
    {
        switch (said.Act)
        {
            case TurnAct.NewLink or TurnAct.SignedIn when turn.State.SignIn is { } wait:
                SignIns.Take(turn, said.Act, wait);
                return true;
            case TurnAct.Resume when turn.State.Phase == Phase.Idle:
                Moves.Resume(turn);
                return true;
            case TurnAct.Resume when turn.State.Standing == AgentStanding.Paused && turn.State.Question is null:
                turn.Command = new ResumeAgent();
                return true;
            case TurnAct.Resume:
                Settle(turn);
                return true;
            case TurnAct.Pause when turn.State.Standing == AgentStanding.Active:
                turn.Command = new PauseAgent();
                return true;
            case TurnAct.Pause:
                turn.Say(turn.State.Standing == AgentStanding.Paused ? "It is paused already." : "It is not on, so there is nothing to "
                    + "pause.");
                Settle(turn);
                return true;
            case TurnAct.Run:
                Run(turn);
                return true;
            case TurnAct.Test when turn.State.Question?.Kind == QuestionKind.Edit:
                turn.Say("I am testing the change now; what runs at present stays untouched.");
                turn.Command = new StartTest(TestSubject.Proposal) { Sample = Samples.For(turn) };
                return true;
            case TurnAct.Test when turn.State.Standing != AgentStanding.None:
                Test(turn);
                return true;
            case TurnAct.SkipTest when turn.State is { Standing: AgentStanding.Draft, Test: TestStanding.Passed }:
                turn.Say("It is tested already.");
                Settle(turn);
                return true;
            case TurnAct.SkipTest when turn.State.Standing == AgentStanding.Draft:
                Questions.SkipTest(turn);
                return true;
            case TurnAct.Activate when turn.State.Standing == AgentStanding.Draft:
                TryActivate(turn);
                return true;
            case TurnAct.Activate when turn.State.Standing == AgentStanding.Paused:
                turn.Command = new ResumeAgent();
                return true;
            case TurnAct.Activate when turn.State.Standing == AgentStanding.Active:
                turn.Say("It is on already.");
                Settle(turn);
                return true;
            case TurnAct.Test or TurnAct.Activate or TurnAct.SkipTest:
                turn.Say("It has to be created first.");
                Questions.Again(turn);
                return true;
            default:
                return false;
        }
    }

    public static void Test(Drafted turn)
    {
        if (SignIns.Missing(turn) is { } missing)
        {
            turn.Say("It cannot be tested yet.");
            SignIns.OfferAgain(turn, missing);
            return;
        }

        turn.Say("I am testing it now.");
        turn.Command = new StartTest(TestSubject.Draft) { Sample = Samples.For(turn) };
    }

    public static void Activate(Drafted turn)
    {
        if (SignIns.Missing(turn) is { } missing)
        {
            turn.Say("It cannot be turned on yet.");
            SignIns.OfferAgain(turn, missing);
            return;
        }

        turn.Move(Phase.Activation, "confirmed");
        turn.Say("I am turning it on.");
        turn.Command = new Activate(turn.State.Test == TestStanding.Passed ? TestEvidence.PassedTest : TestEvidence.SkippedByPerson);
    }

    /// <summary>The person decided to go without a test, and that is kept.</summary>
    public static void ActivateUntested(Drafted turn)
    {
        turn.State = turn.State with { Test = TestStanding.Skipped };
        turn.Move(Phase.Activation, "test_skipped");
        Activate(turn);
    }

    private static void TryActivate(Drafted turn)
    {
        if (turn.State.Test is TestStanding.Passed or TestStanding.Skipped && turn.State.Question?.Kind is QuestionKind.Activate)
        {
            Answers.Yes(turn, new() { Reading = TurnReading.Yes, Act = TurnAct.Activate });
        }
        else if (turn.State.Question?.Kind is QuestionKind.Summary or QuestionKind.Fault or QuestionKind.When)
        {
            turn.Say("There is a change that is not saved yet.");
            Questions.Summary(turn);
        }
        else if (turn.State.Test is TestStanding.Passed)
        {
            turn.Move(Phase.Activation, "test_passed");
            Questions.Activate(turn);
        }
        else
        {
            Questions.SkipTest(turn);
        }
    }

    private static void Run(Drafted turn)
    {
        switch (turn.State.Standing)
        {
            case AgentStanding.Active when SignIns.Missing(turn) is { } missing:
                turn.Say("It cannot run yet.");
                SignIns.OfferAgain(turn, missing);
                break;
            case AgentStanding.Active:
                turn.Say("I am running it now.");
                turn.Command = new RunNow();
                break;
            case AgentStanding.Paused:
                turn.Say("It is paused. Say \"resume\" to turn it on again, then I can run it.");
                turn.Offer("Resume", "Test it");
                break;
            case AgentStanding.Draft:
                turn.Say("It is not on yet, so I can only test it.");
                Settle(turn);
                break;
            default:
                turn.Say("There is no agent to run yet.");
                Questions.Again(turn);
                break;
        }
    }

    private static void Settle(Drafted turn)
    {
        if (turn.State.Question is null)
        {
            Moves.Settle(turn);
        }
        else
        {
            Questions.Again(turn);
        }
    }
}

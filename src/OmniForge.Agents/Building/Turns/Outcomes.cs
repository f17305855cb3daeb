using System.Text.Json.Nodes;
using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Turns;

/// <summary>What is said and asked once a command has been carried out: only here anything is called done.</summary>
internal static class Outcomes
{
    private const int ShownLines = 12;

    public static void Take(Drafted turn, CommandOutcome outcome)
    {
        if (AccountOutcomes.Take(turn, outcome) || Editing.EditOutcomes.Take(turn, outcome))
        {
            return;
        }

        switch (outcome)
        {
            case ProposalAccepted accepted:
                Accepted(turn, accepted);
                break;
            case ProposalRefused refused:
                turn.Say($"It could not be saved: {Sentence(refused.Reason)} Nothing was changed, and your answers are kept.");
                turn.Move(Phase.Requirements, "refused");
                turn.Ask(QuestionKind.Fault, "What should I change?", [], ["Keep it as it is", "Start over"]);
                break;
            case ProposalRejected:
                turn.Say("All right, it stays as it was. What would you like instead?");
                turn.Offer("Run it now", "What will it do?");
                break;
            case TestPassed passed:
                Passed(turn, passed);
                break;
            case TestFailed failed:
                turn.State = turn.State with { Test = TestStanding.Failed, Next = TurnAct.None };
                turn.Say($"The test did not work: {Sentence(failed.Message)} It was only a test, so nothing was written.");
                turn.Ask(QuestionKind.Fault, "Tell me what to change, or say \"test it\" to try again.", [], ["Test it", "Cancel"]);
                break;
            case Activated activated:
                Active(turn, activated);
                break;
            case ActivationRefused refused:
                turn.Say($"It could not be turned on: {Sentence(refused.Reason)} It stays off, and everything is saved.");
                if (SignIns.Missing(turn) is { } missing)
                {
                    SignIns.OfferAgain(turn, missing);
                    break;
                }

                turn.Move(Phase.Testing, "activation_refused");
                Questions.Test(turn);
                break;
            case RunFinished finished:
                Finished(turn, finished);
                break;
            case RunFailed failed:
                turn.Say($"The run did not work: {Sentence(failed.Message)} The agent and earlier reports are untouched.");
                turn.Say("Say \"run it now\" to try again, or tell me what to change.");
                turn.Offer("Run it now", "What will it do?");
                break;
            default:
                Standing(turn, outcome);
                break;
        }
    }

    private static void Accepted(Drafted turn, ProposalAccepted accepted)
    {
        var draft = accepted.Version == 0 || turn.State.Standing is AgentStanding.None or AgentStanding.Draft;
        var first = turn.State.Standing == AgentStanding.None;
        var tried = draft && turn.State is { Test: TestStanding.Passed, Next: TurnAct.Activate, History.Count: > 0 };
        var what = turn.State.History is [.., var last] ? string.Join("; ", Differences.Lines(last.Wish, turn.Wish, turn.World))
            : "created";
        turn.State = turn.State with
        {
            History = Versions(turn.State, new(accepted.Version, turn.Wish, what, turn.World.Now) { By = turn.World.Person }, draft),
            Proposal = null,
            Question = null,
            Undo = [],
            Skills = SkillLayout.Names(turn.Wish, turn.State.SkillName ?? Slug.Of(turn.Name)),
            Standing = draft ? AgentStanding.Draft : turn.State.Standing,
            Test = draft && !tried ? TestStanding.None : turn.State.Test,
        };
        if (tried)
        {
            turn.State = turn.State with { Next = TurnAct.None };
            turn.Say("The change is saved.");
            Acts.Activate(turn);
            return;
        }

        if (draft)
        {
            turn.Say(first ? $"{Say.Quote(turn.Name)} is created. It is not on yet." : "The change is saved. It is not on yet.");
            turn.Say(first && turn.Wish.When is { OnDemand: false } when ? $"Once it is on, it runs {when.Sentence}." : "");
            turn.Move(Phase.Testing, "accepted");
            if (turn.State.Next == TurnAct.None)
            {
                Questions.Test(turn);
            }
            else
            {
                turn.State = turn.State with { Next = TurnAct.None };
                Acts.Test(turn);
            }

            return;
        }

        turn.Move(Phase.Complete, "saved");
        turn.Say($"Saved as version {accepted.Version}. {Upper(what)}.");
        turn.Say(Times(turn, accepted.Next));
        turn.Say("Say \"undo\" to go back to the version before.");
        turn.Offer("Run it now", "Undo");
    }

    /// <summary>Drafts overwrite each other; published versions stay.</summary>
    private static IReadOnlyList<SavedVersion> Versions(BuilderState state, SavedVersion saved, bool draft)
        => draft ? [saved] : [.. state.History.Where(version => version.Version > 0), saved];

    private static void Passed(Drafted turn, TestPassed passed)
    {
        turn.Say(passed.Sample.Length > 0 ? $"This is the result of the test, with {passed.Sample} as a sample. Nothing was written and nothing was sent."
            : "This is the result of the test. Nothing was written and nothing was sent.");
        if (!StepWords.Tell(turn, passed.Steps, StepTense.Test))
        {
            turn.Say(Shown(passed.Result));
        }

        foreach (var effect in passed.PredictedEffects.Take(5))
        {
            turn.Say("In a real run: " + Sentence(PlaceWords.Named(turn.Wish, effect)));
        }

        if (passed.Present is { } present)
        {
            Compared(turn, present, passed);
        }

        if (turn.State.Question?.Kind == QuestionKind.Edit)
        {
            turn.Ask(QuestionKind.Edit, "Shall I save the change as a new version?", [], ["Yes, save it", "Leave it as it was"]);
            return;
        }

        turn.State = turn.State with { Test = TestStanding.Passed };
        if (turn.State is { Standing: AgentStanding.Draft, Proposal: not null, Next: TurnAct.Activate or TurnAct.Test })
        {
            Questions.Tried(turn);
            return;
        }

        if (turn.State.Standing is AgentStanding.Active or AgentStanding.Paused)
        {
            turn.State = turn.State with { Question = null };
            turn.Say("Tell me if something should change.");
            turn.Offer("Run it now", "What will it do?");
            return;
        }

        turn.Move(Phase.Activation, "test_passed");
        Questions.Activate(turn);
    }

    /// <summary>Where steps only come besides, the last result is another one and says nothing about the old.</summary>
    private static void Compared(Drafted turn, JsonObject present, TestPassed passed)
    {
        if (Editing.StepChanges.OnlyAdd(turn.State.History[^1].Wish, turn.Wish))
        {
            turn.Say("What it does now stays as it is; only the new step comes besides.");
            return;
        }

        Editing.SideBySide.Tell(turn, present, passed.Result);
    }

    private static void Active(Drafted turn, Activated activated)
    {
        turn.State = turn.State with
        {
            Standing = AgentStanding.Active,
            Question = null,
            History = [new(activated.Version, turn.Wish, "turned on for the first time", turn.World.Now) { By = turn.World.Person }],
            Undo = [],
        };
        turn.Move(Phase.Complete, "activated");
        turn.Say($"{Say.Quote(turn.Name)} is on.");
        turn.Say(Times(turn, activated.Next));
        turn.Say("Say \"run it now\" to have a report right away, or tell me at any time what to change.");
        turn.Offer("Run it now", "Pause it");
    }

    private static void Finished(Drafted turn, RunFinished finished)
    {
        if (StepWords.Tell(turn, finished.Steps, StepTense.Run))
        {
            Following(turn);
            return;
        }

        var file = finished.File ?? Text(finished.Result, "file");
        turn.Say(file is not null ? $"The run is finished. The report is saved as {Say.Quote(file)}."
            : turn.Wish.To is { } to ? $"The run is finished. {PlaceWords.Sent(to)}" : "The run is finished.");
        turn.Say(Shown(finished.Result));
        Following(turn);
    }

    private static void Following(Drafted turn)
    {
        turn.Say(turn.Wish.When is { OnDemand: false } when && turn.State.Standing == AgentStanding.Active && WhenWords.Next(when,
            turn.World.Now, 1) is [var next] ? $"Next run: {next}." : "Say \"run it now\" whenever you want another one.");
        turn.Offer("Run it now", "Pause it");
    }

    private static void Standing(Drafted turn, CommandOutcome outcome)
    {
        switch (outcome)
        {
            case AgentPaused:
                turn.State = turn.State with { Standing = AgentStanding.Paused };
                turn.Say($"{Say.Quote(turn.Name)} is paused and will not run. Say \"resume\" to turn it on again.");
                turn.Offer("Resume", "What will it do?");
                break;
            case AgentResumed resumed:
                turn.State = turn.State with { Standing = AgentStanding.Active };
                turn.Say($"{Say.Quote(turn.Name)} is on again. Times that passed meanwhile are not made up for.");
                turn.Say(Times(turn, resumed.Next));
                turn.Offer("Run it now", "Pause it");
                break;
            case VersionUndone undone:
                Undone(turn, undone);
                break;
            case CommandRefused refused:
                turn.Say($"That was not possible: {Sentence(refused.Reason)} Nothing was changed.");
                Moves.Settle(turn);
                break;
        }
    }

    private static void Undone(Drafted turn, VersionUndone undone)
    {
        var history = turn.State.History;
        var before = history.Count > 1 ? history[^2].Wish : history[^1].Wish;
        var what = string.Join("; ", Differences.Lines(turn.Wish, before, turn.World));
        turn.State = turn.State with
        {
            Wish = before,
            Skills = SkillLayout.Names(before, turn.State.SkillName ?? Slug.Of(turn.Name)),
            History = [.. history, new(undone.Version, before, "undone: " + what,
            turn.World.Now) { By = turn.World.Person, Restored = history.Count > 1 ? history[^2].Version : 0 }],
            Question = null,
            Undo = []
        };
        turn.Say($"Undone, saved as version {undone.Version}. {Upper(what)}. Both versions stay in the history.");
        turn.Say(Times(turn, undone.Next));
        turn.Offer("Run it now", "What changed?");
    }

    public static string Times(Drafted turn, IReadOnlyList<DateTimeOffset> next)
        => next.Count > 0
            ? $"Next times: {Say.And(WhenWords.Moments([.. next.Take(3)], turn.Wish.When, turn.State.Zone ?? turn.World.TimeZone))}."
            : turn.State.Standing == AgentStanding.Paused ? "It is paused, so it will not run by itself."
            : turn.Wish.When is { Event: not null } happens ? Say.Lines([$"It runs {happens.Sentence}.", Events.EventWords.NextStep(happens.Event, turn.Wish.From)])
            : turn.Wish.When is { OnDemand: true } ? "It runs only when you ask for it." : "";

    /// <summary>The first lines of a report.</summary>
    internal static string Shown(JsonObject? result)
    {
        var text = Text(result, "text")?.ReplaceLineEndings("\n").Trim();
        if (string.IsNullOrEmpty(text))
        {
            return Text(result, "rows") == "0" ? "No rows fit at the moment." : "";
        }

        var lines = text.Split('\n');
        var more = lines.Length > ShownLines
            ? $"\n… and {Say.Count(lines.Length - ShownLines, "more row").Replace("more rows", "more rows", StringComparison.Ordinal)}"
            : "";
        return string.Join('\n', lines.Take(ShownLines)) + more;
    }

    private static string? Text(JsonObject? result, string key)
        => result is not null && result.TryGetPropertyValue(key, out var node) && node is JsonValue value ? value.ToString() : null;

    private static string Sentence(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length == 0 || trimmed[^1] is '.' or '!' or '?' ? trimmed : trimmed + ".";
    }

    private static string Upper(string text) => text.Length == 0 ? "Nothing else changed" : char.ToUpperInvariant(text[0]) + text[1..];
}

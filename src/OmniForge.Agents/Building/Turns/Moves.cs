using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Turns;

/// <summary>Start over, cancel, go back, undo: they work in every phase.</summary>
internal static class Moves
{
    private static readonly (string Key, string[] Words)[] Named =
    [
        ("schedule", ["schedule", "time", "times", "day", "days", "when", "weekday", "weekdays", "hour", "weekend", "monday", "tuesday",
            "wednesday", "thursday", "friday", "saturday", "sunday", "daily", "weekly"]),
        ("source", ["file", "source", "data", "table", "list", "service"]),
        ("target", ["slack", "channel", "message", "destination", "target"]),
        ("filter", ["filter", "filters", "condition", "conditions", "rows", "only"]),
        ("order", ["order", "sorting", "sort", "first"]),
        ("limit", ["limit", "top", "number", "length"]),
        ("content", ["column", "columns", "fields", "content"]),
        ("grouping", ["group", "grouping", "groups", "count", "total"]),
        ("format", ["format", "csv"]),
        ("name", ["name", "title"]),
        ("goal", ["goal", "start", "beginning", "job", "task"]),
    ];

    /// <summary>What of a wish each requirement is, where it can be brought back alone.</summary>
    private static readonly Dictionary<string, string[]> Members = new(StringComparer.Ordinal)
    {
        ["schedule"] = ["when"],
        ["filter"] = ["filters"],
        ["order"] = ["sorts"],
        ["limit"] = ["limit"],
        ["content"] = ["columns"],
        ["grouping"] = ["grouping"],
        ["name"] = ["name"],
    };

    public static string Standing(Drafted turn) => turn.State.Standing == AgentStanding.Paused ? "paused" : "on";

    public static void AskRestart(Drafted turn)
    {
        turn.State = turn.State with
        {
            Interrupted = turn.State.Question?.Kind == QuestionKind.Restart ? turn.State.Interrupted
            : turn.State.Question
        };
        turn.Ask(QuestionKind.Restart, "Start over? Your answers would be cleared; the draft so far is kept, and nothing that is on is "
            + "touched.", [], ["Yes, start over", "No, carry on"]);
    }

    public static void Restart(Drafted turn)
    {
        var parked = Park(turn.State);
        turn.DropProposal();
        turn.State = new BuilderState
        {
            Phase = turn.State.Phase,
            Parked = parked,
            OfflineSaid = turn.State.OfflineSaid,
            Zone = turn.State.Zone
        };
        turn.Move(Phase.Discovery, "restart");
        turn.Say("All right, we start over." + (parked is null ? "" : " The old draft is kept; say \"back to the old draft\" to have it "
            + "again."));
        Questions.Goal(turn);
    }

    public static ParkedDraft? Park(BuilderState state)
        => state.Wish.File is null && state.Wish.Goal.Length == 0 ? state.Parked : new(state.Wish, state.Standing, state.SkillName,
            state.History, state.Test)
        {
            AgentId = state.AgentId
        };

    public static void CarryOn(Drafted turn)
    {
        turn.State = turn.State with { Question = turn.State.Interrupted, Interrupted = null };
        turn.Say("Good, we carry on.");
        Questions.Again(turn);
    }

    public static void Cancel(Drafted turn)
    {
        if (turn.State.Phase == Phase.Idle)
        {
            turn.Say("There is nothing open to cancel. Tell me what an agent should do whenever you like.");
            return;
        }

        var draft = turn.Wish.File is not null || turn.Wish.Goal.Length > 0;
        var on = turn.State.Standing == AgentStanding.Active;
        var present = turn.State.History is [.., var last] && turn.State.Standing is AgentStanding.Active or AgentStanding.Paused
            ? last.Wish : null;
        turn.DropProposal();
        turn.State = turn.State with
        {
            ResumePhase = turn.State.Phase,
            Question = null,
            Interrupted = null,
            SignIn = null,
            Next = TurnAct.None,
            Wish = present ?? turn.Wish
        };
        turn.Move(Phase.Idle, "cancel");
        turn.Say(on ? $"Stopped. {Say.Quote(turn.Name)} stays as it is, and nothing else was changed."
            : draft ? "Stopped. Your draft is kept, and nothing was turned on." : "Stopped. Nothing was changed.");
        turn.Say("Say \"continue\" to go on where we were.");
        turn.Offer("Continue", "Start over");
    }

    public static void Resume(Drafted turn)
    {
        var to = turn.State.ResumePhase == Phase.Idle ? Phase.Discovery : turn.State.ResumePhase;
        turn.Move(to, "resume");
        turn.Say("Welcome back. This is where we were.");
        Settle(turn);
    }

    /// <summary>The question that belongs to the phase.</summary>
    public static void Settle(Drafted turn)
    {
        switch (turn.State.Phase)
        {
            case Phase.Testing:
                Questions.Test(turn);
                break;
            case Phase.Activation:
                Questions.Activate(turn);
                break;
            case Phase.Complete:
                turn.State = turn.State with { Question = null };
                turn.Say($"{Say.Quote(turn.Name)} is {(turn.State.Standing == AgentStanding.Paused ? "paused" : "on")}. Tell me what to "
                    + $"change, or say \"run it now\".");
                turn.Offer("Run it now", "What will it do?");
                break;
            default:
                Advance.Next(turn);
                break;
        }
    }

    public static void Back(Drafted turn, string? target)
    {
        if (target is not null && target.Contains("draft", StringComparison.Ordinal) && turn.State.Parked is { } parked)
        {
            turn.State = turn.State with
            {
                Wish = parked.Wish,
                Standing = parked.Standing,
                SkillName = parked.SkillName,
                History = parked.History,
                Test = parked.Test,
                AgentId = parked.AgentId,
                Parked = null,
                Question = null
            };
            turn.Say("Here is the old draft again.");
            Advance.Next(turn);
            return;
        }

        var key = Key(target) ?? Earlier(turn);
        if (key is null)
        {
            return;
        }

        if (turn.State.Phase is Phase.Complete)
        {
            turn.State = turn.State with { Question = null };
            turn.Say($"{Say.Quote(turn.Name)} is finished. To change it, just tell me what should be different.");
            turn.Offer("What will it do?", "Run it now");
            return;
        }

        Show(turn, key);
    }

    /// <summary>The question before the open one; null when the phase itself moved back.</summary>
    private static string? Earlier(Drafted turn)
    {
        switch (turn.State.Phase)
        {
            case Phase.Activation:
                turn.Move(Phase.Testing, "back");
                Questions.Test(turn);
                return null;
            case Phase.Testing:
                turn.Move(Phase.Generation, "back");
                Questions.Summary(turn);
                return null;
            case Phase.Complete:
                return "schedule";
            case Phase.Idle:
                turn.Say("There is nothing before this. Say \"continue\" to go on where we were, or tell me what an agent should do.");
                return null;
        }

        return turn.State.Question?.Kind switch
        {
            QuestionKind.Summary or QuestionKind.Edit or QuestionKind.Fault => "schedule",
            QuestionKind.When or QuestionKind.WhenPart or QuestionKind.Zone or QuestionKind.Unclear or QuestionKind.TargetAccount
                or QuestionKind.TargetPlace or QuestionKind.Connect or QuestionKind.SignIn or QuestionKind.SourceAccount or QuestionKind.SourcePlace => "source",
            _ => "goal",
        };
    }

    private static string? Key(string? target)
    {
        if (target is null)
        {
            return null;
        }

        var words = target.Split(' ');
        return Named.FirstOrDefault(entry => entry.Words.Any(words.Contains)).Key;
    }

    private static void Show(Drafted turn, string key)
    {
        if (turn.State.Phase is Phase.Testing or Phase.Activation or Phase.Generation)
        {
            turn.Move(Phase.Requirements, "back");
        }

        var wish = turn.Wish;
        switch (key)
        {
            case "goal":
                turn.Move(Phase.Discovery, "back");
                turn.Ask(QuestionKind.Goal, wish.Goal.Length == 0 ? "What should the agent do for you?" : $"What should the agent do for "
                    + $"you? So far: {Say.Quote(wish.Goal)}. Say \"keep it\", or tell me something else.", [], wish.Goal.Length == 0 ? []
                    : ["Keep it"]);
                break;
            case "source" when wish.From is { } from:
                turn.State = turn.State with { SignIn = null };
                turn.Ask(
                    QuestionKind.File,
                    $"Where shall I read from? At present it is {PlaceWords.Source(from, turn.Table)}. Say \"keep it\", or name a file, Notion, Linear or GitHub.",
                    [.. turn.World.Files.Take(8).Select(file => file.File)],
                    ["Keep it", .. turn.World.Files.Take(3).Select(file => file.File)]);
                break;
            case "source" when turn.World.Files.Count > 0:
                turn.Ask(
                    QuestionKind.File,
                    wish.File is null ? "Which file shall I read?" : $"Which file shall I read? At present it is {Say.Quote(wish.File)}. "
                        + $"Say \"keep it\", or name another one.",
                    [.. turn.World.Files.Take(8).Select(file => file.File)],
                    wish.File is null ? [] : ["Keep it", .. turn.World.Files.Select(file => file.File).Where(file
                        => file != wish.File).Take(4)]);
                break;
            case "schedule":
                turn.Ask(
                    QuestionKind.When,
                    wish.When is null ? "When should it run?"
                        : $"When should it run? At present: {WhenWords.Sentence(wish.When, turn.World.Now)}. Say \"keep it\", or tell me "
                        + $"another time.",
                    [],
                    wish.When is null ? [] : ["Keep it", "Only when I ask"]);
                break;
            default:
                var point = WishWords.Points(wish, turn.World, turn.Name).FirstOrDefault(known => known.Key == key);
                turn.Ask(QuestionKind.Fault, $"{WishWords.Label(key)}: {point.Value ?? "nothing set"}. Say \"keep it\", or tell me what "
                    + $"it should be.", [], ["Keep it"]);
                break;
        }
    }

    public static void Undo(Drafted turn, string? target)
    {
        if (turn.State is { Phase: Phase.Complete, Question: null } && turn.State.History.Count > 1 && target is null)
        {
            turn.Command = turn.State.History is [.., var before, var last] && (before.Foreign || last.Foreign || turn.State.Outside != OutsideEdit.None)
                ? new RestoreVersion(before.Version) : new UndoVersion();
            return;
        }

        var steps = turn.State.Undo;
        var at = target is null ? steps.Count - 1 : Find(steps, target);
        if (at < 0)
        {
            turn.Say(target is null || steps.Count == 0 ? "There is nothing to undo." : $"I find no change about {Say.Quote(target)} to "
                + $"undo.");
            Questions.Again(turn);
            return;
        }

        var step = steps[at];
        var now = turn.Wish;
        var after = at + 1 < steps.Count ? steps[at + 1].Before : now;
        turn.State = turn.State with
        {
            Wish = Key(target) is { } named && step.Key != named && Members.TryGetValue(named, out var members) ? Editing.WishMerge.Without(step.Before, turn.Wish, members)
                : at == steps.Count - 1 ? step.Before with { Goal = turn.Wish.Goal } : Partly(turn.Wish, step.Before, after),
            Undo = [.. steps.Where((_, i) => i != at)],
            OpenWhen = null,
            Unclear = [],
        };
        var lines = Drafting.Differences.Lines(now, turn.Wish, turn.World);
        turn.Say(lines.Count == 0 ? $"Undone: {step.What}." : $"Undone. {string.Join("; ", lines)}.");
        Advance.Next(turn);
    }

    /// <summary>Whether a change that can be undone is meant.</summary>
    public static bool Knows(BuilderState state, string target) => Find(state.Undo, target) >= 0;

    private static int Find(IReadOnlyList<UndoStep> steps, string target)
    {
        var key = Key(target);
        var words = target.Split(' ').Where(word => word.Length > 3 && word is not ("thing" or "part" or "change" or "last" or "that"
            or "the")).ToList();
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            if ((key is not null && (steps[i].Key == key || steps[i].What.Contains(WishWords.Label(key), StringComparison.Ordinal)))
                || words.Any(word => steps[i].What.Contains(word, StringComparison.OrdinalIgnoreCase)))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Columns of one table mean nothing in another.</summary>
    private static bool Alike(Wish before, Wish after, Wish now) => before.File == after.File && now.File == after.File;

    /// <summary>Takes back one earlier change and keeps what came later.</summary>
    private static Wish Partly(Wish now, Wish before, Wish after) => now with
    {
        Sources = before.Sources.Count != after.Sources.Count ? before.Sources : now.Sources,
        At = before.Sources.Count != after.Sources.Count ? before.At : now.At,
        Deliveries = !WishDeliveries.Same(before.Deliveries, after.Deliveries) ? before.Deliveries : now.Deliveries,
        ToAt = 0,
        File = before.File != after.File ? before.File : now.File,
        From = before.From != after.From ? before.From : now.From,
        Filters = Alike(before, after, now) && !before.Filters.SequenceEqual(after.Filters) ? [.. now.Filters.Except(after.Filters.Except(before.Filters)),
            .. before.Filters.Except(after.Filters)] : now.Filters,
        Sorts = Alike(before, after, now) && !before.Sorts.SequenceEqual(after.Sorts) ? before.Sorts : now.Sorts,
        Limit = before.Limit != after.Limit ? before.Limit : now.Limit,
        Columns = Alike(before, after, now) && !before.Columns.SequenceEqual(after.Columns) ? before.Columns : now.Columns,
        Grouping = Alike(before, after, now) && !Equals(before.Grouping, after.Grouping) ? before.Grouping : now.Grouping,
        Format = before.Format != after.Format ? before.Format : now.Format,
        OutputFile = before.OutputFile != after.OutputFile ? before.OutputFile : now.OutputFile,
        When = !Equals(before.When, after.When) ? before.When : now.When,
        Name = before.Name != after.Name ? before.Name : now.Name,
    };
}

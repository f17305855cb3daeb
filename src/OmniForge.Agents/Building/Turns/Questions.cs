using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Turns;

/// <summary>The questions of the builder: one short one at a time, with examples from the person's own file.</summary>
internal static class Questions
{
    private const int MostChoices = 8;
    private const int MostTimes = 5;

    public static void Goal(Drafted turn)
    {
        if (turn.Wish.From is { Id.Length: > 0 } && turn.Table is { } table)
        {
            turn.Ask(QuestionKind.Goal, $"What should the agent do with {Say.Quote(table.File)}?", [], Examples.Of(table));
            return;
        }

        turn.Ask(QuestionKind.Goal, "What should the agent do for you?", [], Examples.Goals(turn.World));
    }

    public static void File(Drafted turn)
    {
        var files = turn.World.Files;
        if (files.Count == 0)
        {
            var others = turn.World.OtherFiles.Count > 0 ? $" I see {Say.And(turn.World.OtherFiles.Take(5).Select(Say.Quote))}, but no "
                + $"table among them." : "";
            turn.Ask(QuestionKind.File, $"There is no table in your workspace yet.{others} Put a table file there, for instance one "
                + $"exported from a spreadsheet, and tell me its name.", []);
            return;
        }

        if (files.Count == 1)
        {
            turn.Ask(QuestionKind.File, $"Shall I read {Described(files[0])}?", [files[0].File], ["Yes", "No"]);
            return;
        }

        turn.Ask(QuestionKind.File, $"Which file shall I read? I see {Say.And(files.Take(MostChoices).Select(Described))}.",
            [.. files.Take(MostChoices).Select(file => file.File)]);
    }

    public static string Described(Tools.Tables.TableProfile file) => $"{Say.Quote(file.File)} ({Say.Count(file.Rows, "row")})";

    public static void Unclear(Drafted turn)
    {
        var open = turn.State.Unclear[0];
        var table = turn.Table!;
        var all = table.Columns.Select(column => column.Name).ToList();
        var numbers = table.Columns.Where(column => column.Type == Tools.Tables.ColumnType.Number).Select(column => column.Name).ToList();
        var candidates = open.Candidates.Count > 0 ? open.Candidates : open.Kind == UnclearKind.FigureColumn
            || (open.Filter is { } filter && filter.Op is FilterOp.Gt or FilterOp.Ge or FilterOp.Lt or FilterOp.Le) ? numbers : all;
        var choices = open.Kind == UnclearKind.Value ? open.Values : [.. candidates.Take(MostChoices)];
        var words = Say.Quote(open.Words.TrimStart('-', '+'));
        if (open.Kind == UnclearKind.Purpose)
        {
            var name = Say.Quote(open.Candidates[0]);
            turn.Ask(QuestionKind.Unclear, $"What shall I do with {words}? I can show only this column, sort by it, or leave it out.",
                open.Candidates, [$"Show only {name}", $"Sort by {name}, highest first", "Leave that out"]);
            return;
        }

        var listed = Say.Or(choices.Select(Say.Quote));
        var several = open.Candidates.Count > 1;
        var text = open.Kind switch
        {
            UnclearKind.Value => $"I find no {words} in the column {Say.Quote(open.Candidates[0])}. Which one do you mean: {listed}?",
            UnclearKind.Meaning => $"I do not know what {words} means in {Say.Quote(table.File)}. Which column tells me that: "
                + $"{listed}? You "
                + $"can also say, for instance, {Examples.Condition(table)}.",
            UnclearKind.CompareColumn => $"Compared with which column do you mean {words}: {listed}?",
            UnclearKind.GroupColumn when !several => $"I find no column {words}. Put together by which one: {listed}?",
            UnclearKind.SortColumn when !several => $"Which column tells me what is {words}: {listed}?",
            UnclearKind.FilterColumn when !several => $"Which column is {words} about: {listed}?",
            _ => $"Which column do you mean by {words}: {listed}?",
        };
        turn.Ask(QuestionKind.Unclear, text, choices, [.. choices.Take(5), "Leave that out"]);
    }

    public static void When(Drafted turn)
    {
        SoFar(turn);
        turn.Ask(QuestionKind.When, "When should it run? For example \"every Monday at 8 in the morning\", or \"only when I ask\".",
            [], ["Every Monday at 8 in the morning", "Weekdays at 9am", "Only when I ask"]);
    }

    /// <summary>What this turn added, as a short list.</summary>
    private static void SoFar(Drafted turn)
    {
        foreach (var one in turn.Changed.Where(one => one.After is not null && one.Key is not ("format" or "name" or "schedule")
            && !(one.Key == "content" && turn.Wish.Columns.Count == 0)))
        {
            turn.Say($"- {WishWords.Label(one.Key)}: {one.After}");
        }
    }

    public static void Summary(Drafted turn)
    {
        turn.State = turn.State with { Question = null };
        var skill = turn.State.SkillName ?? Slug.Of(turn.Name);
        turn.State = turn.State with { SkillName = skill };
        turn.Propose(ProposalWriter.Write(turn.State, turn.World, skill));
        var fresh = turn.State.Standing == AgentStanding.None;
        turn.Say(fresh ? "This is what I will build:" : "This is how it would be:");
        foreach (var (key, value) in WishWords.Points(turn.Wish, turn.World, turn.Name))
        {
            turn.Say($"- {WishWords.Label(key)}: {value}");
        }

        if (turn.Wish.When is { OnDemand: false } when && turn.Retimed && WhenWords.Next(when, turn.World.Now, MostTimes) is { Count: > 1 } times)
        {
            turn.Say($"Next times: {Say.And(times)}.");
        }

        turn.Ask(QuestionKind.Summary, fresh ? "Shall I create it like this? It stays off until you turn it on." : "Shall I save it like "
            + "this?", [], ["Yes, create it", "Change something"]);
    }

    /// <summary>A change of a draft that is to be tried, or turned on, at once: before and after, then the test of it.</summary>
    public static void Try(Drafted turn)
    {
        turn.State = turn.State with { Question = null, Test = TestStanding.None };
        turn.Propose(ProposalWriter.Write(turn.State, turn.World, turn.State.SkillName ?? Slug.Of(turn.Name)));
        turn.Say("Before and after:");
        foreach (var line in Differences.Lines(turn.State.History[^1].Wish, turn.Wish, turn.World))
        {
            turn.Say("- " + line);
        }

        turn.Say("I am testing it like this; nothing is saved or turned on before you say so.");
        turn.Command = new StartTest(TestSubject.Proposal) { Sample = Samples.For(turn) };
    }

    /// <summary>The question that such a change waits for.</summary>
    public static void Tried(Drafted turn)
    {
        if (turn.State.Next == TurnAct.Activate)
        {
            turn.Move(Phase.Activation, "test_passed");
            turn.Ask(QuestionKind.Activate, $"Shall I save this change and turn it on now?{WillRun(turn)}", [], ["Yes, turn it on", "Not yet", "Change something"]);
            return;
        }

        turn.State = turn.State with { Next = TurnAct.None };
        turn.Ask(QuestionKind.Summary, "Shall I save it like this?", [], ["Yes, save it", "Change something"]);
    }

    public static void Test(Drafted turn)
        => turn.Ask(QuestionKind.Test, $"Shall I try it out now? The test reads {Say.And(turn.Wish.Sources.Select(source => Say.Quote(source.File ?? "the file")))} and "
            + (turn.Wish.Deliveries.All(delivery => delivery.To is null) ? "changes nothing." : "sends nothing."), [], ["Yes, test it", "Skip the test", "Change something"]);

    public static void Activate(Drafted turn)
    {
        if (turn.State is { Standing: AgentStanding.Draft, Proposal: not null, Next: TurnAct.Activate, Test: TestStanding.Passed })
        {
            Tried(turn);
            return;
        }

        turn.Ask(QuestionKind.Activate, $"Shall I turn it on now?{WillRun(turn)}", [], ["Yes, turn it on", "Not yet", "Change something"]);
    }

    private static string WillRun(Drafted turn)
        => turn.Wish.When is { OnDemand: false } or { Event: not null } ? $" It will then run {turn.Wish.When.Sentence}." : " It will then run whenever you ask.";

    public static void SkipTest(Drafted turn)
        => turn.Ask(QuestionKind.SkipTest, turn.State.Test == TestStanding.Failed
            ? "The test did not work. Shall I turn it on all the same?" : "It has not been tested. Shall I turn it on without a test?", [], ["Yes, turn it on untested",
            "Test it first"]);

    public static void Edit(Drafted turn)
    {
        var before = turn.State.History[^1].Wish;
        turn.State = turn.State with { Question = null };
        turn.Propose(ProposalWriter.Write(turn.State, turn.World, turn.State.SkillName ?? ""));
        turn.Say("Before and after:");
        foreach (var line in Differences.Lines(before, turn.Wish, turn.World))
        {
            turn.Say("- " + line);
        }

        foreach (var line in Editing.StepChanges.Of(before, turn.Wish))
        {
            turn.Say("- " + line);
        }

        foreach (var line in Editing.Consequences.Of(turn, before))
        {
            turn.Say(line);
        }

        turn.Ask(QuestionKind.Edit, "Until you accept, the present version keeps working. Shall I save this as a new version?", [],
            ["Yes, save it", "Try it first", "Leave it as it was"]);
    }

    /// <summary>Asks the open question again in its own words, without saying anything new.</summary>
    public static void Again(Drafted turn)
    {
        switch (turn.State.Question?.Kind)
        {
            case QuestionKind.Summary:
                Summary(turn);
                break;
            case QuestionKind.Edit:
                Edit(turn);
                break;
            case QuestionKind.Test:
                Test(turn);
                break;
            case QuestionKind.Activate:
                Activate(turn);
                break;
            case QuestionKind.SkipTest:
                SkipTest(turn);
                break;
            case QuestionKind.File when turn.Wish.From is null:
                File(turn);
                break;
            case QuestionKind.SignIn:
                SignIns.Again(turn);
                break;
            case QuestionKind.SourceAccount or QuestionKind.SourcePlace or QuestionKind.TargetAccount or QuestionKind.TargetPlace:
                Advance.Next(turn);
                break;
            case QuestionKind.When:
                When(turn);
                break;
            case QuestionKind.Unclear when turn.State.Unclear.Count > 0:
                Unclear(turn);
                break;
            case { } kind:
                turn.Ask(kind, turn.State.Question!.Text, turn.State.Question.Choices);
                break;
            default:
                Advance.Next(turn);
                break;
        }
    }
}

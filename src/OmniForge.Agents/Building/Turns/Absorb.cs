using OmniForge.Agents.Building.Content;
using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building.Turns;

/// <summary>Takes what a turn says about the agent into the wish in hand.</summary>
internal static class Absorb
{
    private const int MostUndo = 50;

    /// <summary>False when the turn said nothing that could be taken.</summary>
    public static bool Take(Drafted turn, TurnUnderstanding said)
    {
        turn.Speak(said.Source);
        var before = turn.Wish;
        var unclear = turn.State.Unclear;
        var open = turn.State.OpenWhen;
        var whose = turn.State.OpenSource;
        if (said.Goal is { } goal && turn.Wish.Goal.Length == 0)
        {
            turn.State = turn.State with { Wish = turn.Wish with { Goal = goal } };
        }

        var happens = Events.EventTalk.Take(turn, said);
        var places = Services.Take(turn, happens ? said with { From = null } : said) || happens;
        var told = (said.Answer is { } picked && Places.Take(turn, picked)) | Files(turn, said) | places;
        Content(turn, said);
        if (said.Name is { } name)
        {
            turn.State = turn.State with { Wish = turn.Wish with { Name = name } };
        }

        if (said.When is { } when)
        {
            told |= said.WhenDisputed ? Disputed(turn, when) : Times.Take(turn, when);
        }

        Keep(turn, before);
        if (SkillLayout.Of(turn.Wish) is { Count: > 1 } laid && !laid.Select(skill => skill.Key).SequenceEqual(SkillLayout.Of(before).Select(skill => skill.Key)))
        {
            Conditions.Read(turn);
            turn.Say(PlanWords.Of(turn.Wish, turn.World));
        }

        return told || !ReferenceEquals(whose, turn.State.OpenSource)
            || !ReferenceEquals(before, turn.Wish) || !ReferenceEquals(unclear, turn.State.Unclear) || !ReferenceEquals(open,
            turn.State.OpenWhen);
    }

    /// <summary>Remembers the wish before a change so that "undo" can bring it back.</summary>
    public static void Keep(Drafted turn, Wish before)
    {
        var differences = Differences.Of(before, turn.Wish, turn.World);
        if (differences.Count == 0 || (before.Goal.Length == 0 && before.File is null))
        {
            return;
        }

        var key = differences.Count == 1 ? differences[0].Key : "";
        var what = string.Join("; ", differences.Select(one => $"{WishWords.Label(one.Key)} {one.After ?? one.Before}"));
        turn.State = turn.State with { Undo = [.. turn.State.Undo.TakeLast(MostUndo - 1), new UndoStep(key, what, before)] };
    }

    private static bool Disputed(Drafted turn, string when)
    {
        turn.Say($"I am not sure that I understood {Say.Quote(when)} correctly.");
        turn.State = turn.State with { Wish = turn.Wish with { When = null }, OpenWhen = null };
        return true;
    }

    private static bool Files(Drafted turn, TurnUnderstanding said)
    {
        if (said.MissingFile is { } missing)
        {
            var known = turn.World.Files.Count > 0
                ? $" I can see {Say.And(turn.World.Files.Take(8).Select(file => Say.Quote(file.File)))}." : "";
            turn.Say(turn.World.OtherFiles.FirstOrDefault(file => file.Equals(missing, StringComparison.OrdinalIgnoreCase)) is { } there
                ? $"{Say.Quote(there)} is in your workspace, but I can read no table in it. A table begins with a row that names its columns.{known}"
                : $"I find no table called {Say.Quote(missing)} in your workspace.{known}");
            return true;
        }

        var picked = said.Answer is { } answer && turn.World.Files.Any(file => file.File == answer) ? answer
            : said.Files is [var only] ? only
            : turn.Wish.File is null && said.Files.Count == 0 && turn.World.Files is [var single] && turn.Wish.From is null
                && said.Goal is not null ? single.File
            : null;
        if (picked is not null && turn.Wish.Sources.All(source => source.File != picked))
        {
            turn.State = turn.State with { Wish = turn.Wish with { From = null } };
            Choose(turn, TableView.Of(turn.World, picked)!);
            return true;
        }

        return said.Files.Count > 1;
    }

    /// <summary>Takes another table and drops what it cannot answer.</summary>
    public static void Choose(Drafted turn, TableView table)
    {
        var file = table.Profile.File;
        var dropped = Unfit(turn.Wish, table);
        turn.State = turn.State with { Wish = dropped.Wish with { File = file }, Unclear = [] };
        if (dropped.Lost.Count > 0)
        {
            turn.Say($"{Say.Quote(file)} has no such columns, so I dropped: {Say.And(dropped.Lost)}.");
        }

        foreach (var warning in table.Profile.Warnings.Take(2))
        {
            turn.Say($"Note on {Say.Quote(file)}: {warning.TrimEnd('.')}.");
        }
    }

    /// <summary>The wish without what the other file cannot answer, and what that was.</summary>
    private static (Wish Wish, List<string> Lost) Unfit(Wish wish, TableView table)
    {
        var lost = new List<string>();
        bool Has(string? column) => column is null or "" || table.Exactly(column) is not null;
        var filters = wish.Filters.Where(filter => Has(filter.Column) && Has(filter.OtherColumn) && filter.Any.All(one
            => Has(one.Column))).ToList();
        lost.AddRange(wish.Filters.Except(filters).Select(filter => FilterWords.Of(filter, null)));
        var sorts = wish.Sorts.Where(sort => Has(sort.Column)).ToList();
        lost.AddRange(wish.Sorts.Except(sorts).Select(sort => WishWords.Sorted(sort, null)));
        var columns = wish.Columns.Where(Has).ToList();
        lost.AddRange(wish.Columns.Except(columns).Select(column => $"the column {Say.Quote(column)}"));
        var grouping = wish.Grouping is { } group && group.By.All(Has) && group.Aggregates.All(figure => Has(figure.Column)) ? group : null;
        if (wish.Grouping is not null && grouping is null)
        {
            lost.Add("the grouping");
        }

        return (wish with { Filters = filters, Sorts = sorts, Columns = columns, Grouping = grouping }, lost);
    }

    private static void Content(Drafted turn, TurnUnderstanding said)
    {
        if (Whose.Take(turn, said))
        {
            return;
        }

        if (turn.Wish.File is null || turn.Table is not { } table)
        {
            if ((said.LaterWords is not null || WishChanges.Any(said.Change) || said.Unclear.Count > 0) && Unplaced(turn, said) is { } later)
            {
                turn.State = turn.State with { LaterWords = LaterCorrections.Join(turn.State.LaterWords, later) };
            }

            return;
        }

        var columns = table.Columns.Select(column => column.Name).ToList();
        if (Answered(turn, said, table))
        {
            return;
        }

        var change = AsSort(turn, said.Change);
        Already(turn, change);
        if (WishChanges.Any(change))
        {
            turn.State = turn.State with { Wish = WishChanges.Apply(turn.Wish, change, columns) };
            if (turn.State.Question?.Kind == QuestionKind.Unclear && turn.State.Unclear.Count > 0)
            {
                turn.State = turn.State with { Unclear = [.. turn.State.Unclear.Skip(1)] };
            }
        }

        var open = said.Unclear.Where(one => !Ranked(turn.Wish, one)).ToList();
        if (open.Count > 0)
        {
            turn.State = turn.State with { Unclear = [.. turn.State.Unclear, .. open] };
        }
    }

    /// <summary>The words without the name of what is read, which was taken already; null = nothing else was said.</summary>
    private static string? Unplaced(Drafted turn, TurnUnderstanding said)
        => turn.Wish.From is not { Name.Length: > 0, Integration: var integration } || SaidPlaces.Of(said.Words, integration) is not { } place ? said.LaterWords ?? said.Words
            : SaidPlaces.IsAll(place) ? null
            : string.Join(' ', Reading.LaterWords.Of(place.Rest).Where(word => word.Kind != Reading.WordKind.Mark || word.Text == ",")
                .Select(word => word.Kind == Reading.WordKind.Mark ? "," : place.Rest[word.Start..word.End])).Trim(' ', ',');

    /// <summary>"top 3" of a report that has an order already needs no question.</summary>
    private static bool Ranked(Wish wish, Unclear open)
        => open.Words.StartsWith("top ", StringComparison.Ordinal) && (wish.Sorts.Count > 0 || wish.Grouping is { Aggregates.Count: > 0 });

    /// <summary>To "what is important?" the answer "priority High" names the values that go first.</summary>
    private static WishChange AsSort(Drafted turn, WishChange change)
        => turn.State is { Question.Kind: QuestionKind.Unclear, Unclear: [{ Kind: UnclearKind.SortColumn }, ..] } && change.Sorts.Count == 0
            && change.AddFilters is [{ Op: FilterOp.Eq or FilterOp.In, OtherColumn: null } filter]
            ? change with { AddFilters = [], Sorts = [new(filter.Column, SortWay.Ascending, filter.Values)] }
            : change;

    private static void Already(Drafted turn, WishChange change)
    {
        if (change.AddColumns.Count > 0 && turn.Wish.Columns.Count == 0 && turn.State.Phase is not (Phase.Discovery or Phase.Idle))
        {
            turn.Say($"{Say.And(change.AddColumns.Select(Say.Quote))} will be shown: the report has all columns.");
        }
    }

    /// <summary>The answer completes the condition of one way.</summary>
    private static Wish Tested(Wish wish, int delivery, WishChange change) => wish with
    {
        Deliveries = [.. wish.Deliveries.Select((one, at) => at == delivery && one.Only is { } test
            ? one with { Only = Completed(test, change) } : one)],
    };

    private static RowTest Completed(RowTest test, WishChange change) => test with
    {
        Filters = [.. test.Filters, .. change.AddFilters],
        Figure = test.Figure is { Column: "" } && change.Grouping is { Aggregates: [var figure] } ? figure : test.Figure,
    };

    /// <summary>The answer to an open word: a column or a value that was offered.</summary>
    private static bool Answered(Drafted turn, TurnUnderstanding said, TableProfile table)
    {
        if (said.Answer is not { } answer || turn.State.Unclear is not [var open, ..] || turn.State.Question?.Kind != QuestionKind.Unclear)
        {
            return false;
        }

        var change = UnclearAnswers.Change(open, answer, table, out var next);
        turn.State = turn.State with
        {
            Unclear = [.. next is null ? Array.Empty<Unclear>() : [next], .. turn.State.Unclear.Skip(1)],
            Wish = open.Delivery is { } delivery && delivery < turn.Wish.Deliveries.Count ? Tested(turn.Wish, delivery, change)
                : WishChanges.Apply(turn.Wish, change, [.. table.Columns.Select(column => column.Name)]),
        };
        return true;
    }
}

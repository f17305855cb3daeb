namespace OmniForge.Agents.Building.Content;

/// <summary>What a message said and no rule used: a number, a column, a value or unknown words are asked about, never lost.</summary>
internal static class Leftovers
{
    private const int LongestRun = 3;

    /// <summary>Words after which something of the file is expected.</summary>
    private static readonly string[] Cues = ["only", "just", "except", "without", "excluding", "in", "from", "where", "whose", "by"];

    /// <summary>Words before a column that is wanted; elsewhere its name is part of the prose, as in "copying project status".</summary>
    private static readonly string[] Wanted =
        ["the", "their", "its", "show", "me", "with", "include", "including", "and", ",", "plus", "by", "per", "also", "list", "give",
            "see", "want", "need", "column", "only", "just", "highest", "lowest"];

    private static readonly string[] Reports =
        ["report", "reports", "list", "lists", "overview", "file", "table", "data", "summary", "sheet", "update", "updates", "check",
            "digest", "email", "mail", "message", "dashboard", "ones", "one", "rows", "csv", "export"];

    public static void Note(Cursor at, ContentDraft draft)
    {
        for (var place = 0; place < at.Count; place++)
        {
            var item = at[place];
            if (item.IsValue)
            {
                Value(item, draft);
            }
            else if (item.IsNumber && at.Passed.Contains(place))
            {
                Number(at, place, draft);
            }
            else if (item.IsColumn && at.Passed.Contains(place))
            {
                Column(at, place, draft);
            }
            else if (item.Kind == ItemKind.Quote && at.Passed.Contains(place))
            {
                draft.Left.Add(new() { Kind = UnclearKind.Meaning, Words = item.Word.Text, Filter = new() { Op = FilterOp.Eq } });
            }
            else if (at.Passed.Contains(place) && Extreme(item))
            {
                draft.Left.Add(new() { Kind = UnclearKind.SortColumn, Words = item.Word.Text, Sort = new("", SortWay.Descending, []) });
            }
            else if (at.Passed.Contains(place) && (item.Is(Cues) || Beside(at, place)))
            {
                Words(at, place, draft);
            }
        }
    }

    /// <summary>"the slowest cars": an order by something.</summary>
    private static bool Extreme(Item item)
        => item.Kind == ItemKind.Word && item.Word.Text is { Length: > 5 } word && word.EndsWith("est", StringComparison.Ordinal)
            && !Prose.Is(word) && word is not ("request" or "interest" or "forest" or "invest" or "suggest" or "contest" or "harvest"
                or "honest" or "midwest" or "northwest" or "southwest");

    private static void Value(Item item, ContentDraft draft)
    {
        var keys = item.Columns.Select(column => column.ValueOf(item.Value!) ?? item.Value!).Append(item.Value!).ToList();
        bool In(Filter? filter) => filter is not null && (filter.Values.Intersect(keys).Any() || filter.Any.Any(In));
        if (draft.Filters.Any(In) || draft.Unclear.Any(open => In(open.Filter) || open.Words.Contains(item.Word.Text,
                StringComparison.OrdinalIgnoreCase))
            || draft.Sorts.Any(sort => sort.First.Count > 0 && item.Columns.Any(column => column.Name == sort.Column))
            || draft.Swaps.Any(swap => keys.Contains(swap.New) || (swap.Old is { } old && keys.Contains(old)))
            || draft.DropFilters.Count > 0 || draft.ClearFilters)
        {
            return;
        }

        draft.Left.Add(new()
        {
            Kind = UnclearKind.FilterColumn,
            Words = item.Value!,
            Candidates = [.. item.Columns.Select(column => column.Name)],
            Filter = new() { Op = FilterOp.Eq, Values = [item.Value!] },
        });
    }

    private static void Number(Cursor at, int place, ContentDraft draft)
    {
        var end = place + 1;
        while (end < at.Count && end - place < LongestRun && at[end].Kind == ItemKind.Word)
        {
            end++;
        }

        draft.Left.Add(new()
        {
            Kind = UnclearKind.FilterColumn,
            Words = at.Said(place, end),
            Candidates = [.. at.Table.Numbers.Select(column => column.Name)],
            Filter = new() { Op = FilterOp.Eq, Values = [at[place].Word.Text] },
        });
    }

    private static void Column(Cursor at, int place, ContentDraft draft)
    {
        var item = at[place];
        var stems = Stems.Of(at.Text[item.Start..item.End]);
        var file = Stems.Of(Path.GetFileNameWithoutExtension(at.Table.Profile.File));
        var named = item.Columns.Where(column => stems.All(column.Words.Contains)).ToList();
        if (named.Count == 0 || stems.All(file.Contains) || Cursor.IsNoun(item.Word.Text) || (place + 1 < at.Count
            && (at[place + 1].Is(Reports) || at[place + 1].IsColumn || at[place + 1].Kind == ItemKind.File))
            || (place > 0 && !at[place - 1].Is(Wanted)) || Rows(at, place))
        {
            return;
        }

        draft.Left.Add(named.Count == 1
            ? new() { Kind = UnclearKind.Purpose, Words = at.Said(place, place + 1), Candidates = [named[0].Name] }
            : new() { Kind = UnclearKind.ShownColumn, Words = at.Said(place, place + 1), Candidates = [.. named.Select(one => one.Name)] });
    }

    /// <summary>"countries with …": the rows are called by their column.</summary>
    private static bool Rows(Cursor at, int place)
        => place + 1 < at.Count && at[place + 1].Is("with", "where", "whose", "that", "which", "who", "in", "from", "having", "are")
            && (place == 0 || !at[place - 1].Is(",", "and", "with"));

    /// <summary>"Norway and Narnia": a name beside a value of the file.</summary>
    private static bool Beside(Cursor at, int place)
        => place > 0 && at[place - 1].IsValue && at[place].Is("and", "or", ",") && place + 1 < at.Count && at.Passed.Contains(place + 1)
            && at[place + 1] is { Kind: ItemKind.Word } next && char.IsUpper(at.Text[next.Start]);

    /// <summary>"in Narnia", "only fluffy": a limit whose words fit nothing in the file.</summary>
    private static void Words(Cursor at, int place, ContentDraft draft)
    {
        var from = place + 1;
        while (from < at.Count && at[from].Is("the", "a", "an", "all", "my", "our", "those", "of"))
        {
            from++;
        }

        var end = from;
        while (end < at.Count && end - from < LongestRun && at[end].Kind == ItemKind.Word && at.Passed.Contains(end)
            && !Prose.Is(at[end].Word.Text))
        {
            end++;
        }

        if (end > from)
        {
            draft.Left.Add(new()
            {
                Kind = UnclearKind.Meaning,
                Words = at.Said(from, end),
                Filter = new() { Op = at[place].Is("except", "without", "excluding") ? FilterOp.Ne : FilterOp.Eq },
            });
        }
    }
}

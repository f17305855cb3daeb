namespace OmniForge.Agents.Building.Content;

/// <summary>What comes first: "sorted by …", "at-risk ones first", "newest first".</summary>
internal static class SortGrammar
{
    public static bool Try(Cursor at, ContentDraft draft)
    {
        var back = at.At;
        if (SortedBy(at, draft) || FirstOf(at, draft) || ExtremeGrammar.Extreme(at, draft) || ExtremeGrammar.Alphabetical(at, draft)
            || ColumnWay(at, draft)
            || UnknownFirst(at, draft))
        {
            draft.Strong = true;
            More(at, draft);
            return true;
        }

        at.At = back;
        return false;
    }

    private static bool SortedBy(Cursor at, ContentDraft draft)
    {
        if (!at.Is(0, "sort", "sorted", "sorting", "order", "ordered", "ordering", "rank", "ranked", "arrange", "arranged")
            && !OrderColumn(at))
        {
            return false;
        }

        var from = at.At++;
        for (var k = 0; k < 6 && !at.Is(0, "by", "on", "after", "according") && at.Peek() is
        {
            Kind: ItemKind.Word
            or ItemKind.Column
        }; k++)
        {
            at.At++;
        }

        if (!at.TakeAny("by", "on", "after", "according to", ":"))
        {
            at.At = from;
            return false;
        }

        return Key(at, draft, from);
    }

    /// <summary>"order by" in a table that has a column of that name.</summary>
    private static bool OrderColumn(Cursor at)
        => at.Peek() is { IsColumn: true } item && item.Word.IsAny("sort", "sorted", "order", "ordered", "rank", "ranked") && at.Is(1,
            "by", "it", "them");

    /// <summary>One sort key; unknown words become a question.</summary>
    private static bool Key(Cursor at, ContentDraft draft, int from)
    {
        at.SkipArticles();
        var before = at.TakeAny("descending", "decreasing", "falling") ? SortWay.Descending
            : at.TakeAny("ascending", "increasing", "rising") ? SortWay.Ascending : (SortWay?)null;
        at.SkipArticles();
        if (at.TakeAny("number of rows", "row count", "number of them", "number", "count", "counts", "how many"))
        {
            draft.Add(new Sort(Drafting.QueryArguments.CountName, before ?? Way(at) ?? SortWay.Descending, []));
            return true;
        }

        if (Superlatives.Starts(at) && !(at.Peek()!.IsColumn))
        {
            var start = at.At;
            var (way, columns) = Superlatives.Take(at)!.Value;
            return Settle(at, draft, columns, way, at.Said(start, at.At));
        }

        if (at.Peek() is { IsColumn: true } column)
        {
            at.At++;
            at.Skip("column", "field", "value", "values");
            if (at.Is(0, "first") && (at.Peek(1) is null or { Kind: ItemKind.Mark } || at.Is(1, "then", "and")))
            {
                at.At++;
            }

            return Settle(at, draft, column.Columns, before ?? Way(at) ?? SortWay.Ascending, at.Said(at.At - 1, at.At), column);
        }

        if (at.Peek() is { IsValue: true } value)
        {
            at.At++;
            at.SkipNouns();
            at.Skip("first");
            draft.Add(new Sort(value.Columns[0].Name, SortWay.Ascending, [value.Value!]));
            return true;
        }

        if (at.Peek() is { Kind: ItemKind.Word or ItemKind.Quote } word)
        {
            at.At++;
            draft.Unclear.Add(new()
            {
                Kind = UnclearKind.SortColumn,
                Words = word.Word.Text,
                Sort = new("", before ?? Way(at) ?? SortWay.Ascending, []),
            });
            return true;
        }

        at.At = from;
        return false;
    }

    internal static bool Settle(Cursor at, ContentDraft draft, IReadOnlyList<ColumnView> columns, SortWay way, string words,
        Item? said = null)
    {
        if (columns.Count == 1)
        {
            draft.Add(new Sort(columns[0].Name, way, []));
            return true;
        }

        draft.Unclear.Add(new()
        {
            Kind = UnclearKind.SortColumn,
            Words = said is null ? words : at.Text[said.Start..said.End],
            Candidates = [.. columns.Select(column => column.Name)],
            Sort = new("", way, []),
        });
        return true;
    }

    /// <summary>"… descending", "… highest first", "… from high to low".</summary>
    private static SortWay? Way(Cursor at)
    {
        var back = at.At;
        at.Skip(",", "(", "in", "from", "with", "the");
        if (at.TakeAny("descending order", "descending", "desc", "decreasing", "highest to lowest", "high to low", "largest to smallest",
            "most to least", "z to a", "newest to oldest",
            "latest to earliest", "reverse order", "reverse", "biggest to smallest", "best to worst"))
        {
            return SortWay.Descending;
        }

        if (at.TakeAny("ascending order", "ascending", "asc", "increasing", "lowest to highest", "low to high", "smallest to largest",
            "least to most", "a to z", "oldest to newest",
            "earliest to latest", "alphabetically", "worst to best"))
        {
            return SortWay.Ascending;
        }

        foreach (var (word, way) in new[]
        {
            ("highest", SortWay.Descending), ("biggest", SortWay.Descending), ("largest", SortWay.Descending), ("most",
                SortWay.Descending), ("newest", SortWay.Descending), ("latest", SortWay.Descending),
            ("best", SortWay.Descending), ("greatest", SortWay.Descending), ("lowest", SortWay.Ascending), ("smallest",
                SortWay.Ascending), ("oldest", SortWay.Ascending), ("earliest", SortWay.Ascending), ("soonest", SortWay.Ascending),
            ("cheapest", SortWay.Ascending), ("least", SortWay.Ascending), ("worst", SortWay.Ascending), ("most expensive",
                SortWay.Descending), ("most recent", SortWay.Descending),
            ("longest", SortWay.Descending), ("shortest", SortWay.Ascending), ("heaviest", SortWay.Descending), ("lightest",
                SortWay.Ascending),
        })
        {
            var here = at.At;
            if (at.Take(word))
            {
                at.SkipNouns();
                if (at.TakeAny("first", "on top", "at the top"))
                {
                    return way;
                }
            }

            at.At = here;
        }

        at.At = back;
        return null;
    }

    /// <summary>"at-risk ones first", "first the blocked ones", "done ones last".</summary>
    private static bool FirstOf(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        at.TakeAny("the ones", "those", "the ones that are", "those that are");
        var lead = at.TakeAny("first");
        if (lead)
        {
            at.Skip("come", "comes", "show", "list", "of", "all", "put");
        }

        at.SkipArticles();
        if (at.Peek() is not { IsValue: true } first)
        {
            at.At = from;
            return false;
        }

        var column = first.Columns[0];
        var values = new List<string>();
        while (at.Peek() is { IsValue: true } value && value.Columns.Any(holder => holder.Name == column.Name))
        {
            values.Add(column.ValueOf(value.Value!) ?? value.Value!);
            at.At++;
            at.SkipNouns();
            var here = at.At;
            at.Skip(",", "and", "then", "or", "the");
            if (at.Peek() is not { IsValue: true })
            {
                at.At = here;
            }
        }

        if (at.Peek() is { IsColumn: true } && at.Is(1, "first", "on", "at", "last", "to", "up"))
        {
            at.At++;
        }
        else if (at.Peek() is { Kind: ItemKind.Word } && at.Is(1, "first") && !at.Is(0, "and", "by", "come", "comes", "go", "goes",
            "should"))
        {
            at.At++;
        }

        at.Skip("should", "must", "come", "comes", "go", "goes", "always", "be", "listed", "shown", "to");
        if (lead || at.TakeAny("first", "on top", "at the top", "up top", "top", "the top", "at the beginning", "up front", "before the "
            + "rest", "before the others", "before everything else", "before all others", "before all else", "at the start"))
        {
            draft.Add(new Sort(column.Name, SortWay.Ascending, values));
            return true;
        }

        if (at.TakeAny("last", "at the bottom", "at the end", "the bottom", "the end", "bottom"))
        {
            draft.Add(new Sort(column.Name, SortWay.Ascending, [.. column.Profile.Values.Where(value => !values.Contains(value))]));
            return true;
        }

        at.At = from;
        return false;
    }

    /// <summary>"by due date, latest first", "due date ascending", "highest first by rating".</summary>
    private static bool ColumnWay(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        var by = at.TakeAny("by");
        at.SkipArticles();
        if (at.Peek() is { IsColumn: true } column)
        {
            at.At++;
            if (Way(at) is { } way)
            {
                return Settle(at, draft, column.Columns, way, "", column);
            }

            if (by && at.TakeAny("first") || (by && from == 0 && at.End && column.OnlyColumn is { } ordered && (ordered.IsNumber || ordered.IsDate)))
            {
                return Settle(at, draft, column.Columns, SortWay.Ascending, "", column);
            }
        }

        at.At = from;
        return false;
    }

    /// <summary>"the important ones first": nothing in the file says important.</summary>
    private static bool UnknownFirst(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        at.SkipArticles();
        if (at.Peek() is { Kind: ItemKind.Word } word && !at.Is(0, "ones", "by", "and", "then", "them", "it", "is", "on", "come", "put",
            "show", "list", "that", "those", "these", "due", "most", "of", "in", "to")
            && at.Is(1, "ones", "one", "rows", "items", "entries", "things") && at.Is(2, "first", "on", "at") && !at.Is(2, "at"))
        {
            at.At += 3;
            at.Skip("top");
            draft.Unclear.Add(new() { Kind = UnclearKind.SortColumn, Words = word.Word.Text, Sort = new("", SortWay.Ascending, []) });
            return true;
        }

        at.At = from;
        return false;
    }

    /// <summary>", then by due date", "and then the blocked ones".</summary>
    private static void More(Cursor at, ContentDraft draft)
    {
        while (true)
        {
            var from = at.At;
            at.Skip(",", ";");
            var then = at.TakeAny("and then", "then", "after that", "followed by", "and within that", "within that", "and within those",
                "and after that", "and finally", "and", "finally", "secondly");
            at.TakeAny("sorted by", "sort by", "order by", "ordered by", "sort them by", "by", "sort");
            var by = at.Peek(-1) is { } last && last.Is("by");
            if ((then || by) && (by || at.Is(-1, "then", "that", "sort")) && (at.Peek() is { IsColumn: true } || Superlatives.Starts(at)
                || at.Is(0, "the"))
                && (by || !IsFollowedByMeaning(at)) && Key(at, draft, at.At))
            {
                continue;
            }

            at.At = from;
            if (then || at.Is(0, ","))
            {
                at.Skip(",", "and", "then");
                if (at.Peek() is { IsValue: true } && FirstOf(at, draft))
                {
                    continue;
                }
            }

            at.At = from;
            return;
        }
    }

    /// <summary>"then show the owner": not a sort key.</summary>
    private static bool IsFollowedByMeaning(Cursor at)
    {
        var next = at.Is(0, "the") ? 1 : 0;
        return at.Peek(next) is not ({ IsColumn: true } or { IsValue: true }) && !Superlatives.Starts(at);
    }
}

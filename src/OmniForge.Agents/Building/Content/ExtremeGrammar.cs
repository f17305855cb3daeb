namespace OmniForge.Agents.Building.Content;

/// <summary>Orders named by an extreme: "newest first", "overdue first", "alphabetically".</summary>
internal static class ExtremeGrammar
{
    /// <summary>"newest first", "the highest budgets on top", "starting with the cheapest".</summary>
    public static bool Extreme(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        var starting = at.TakeAny("starting with", "start with", "beginning with", "starts with", "from");
        at.SkipArticles();
        if (Late(at, draft, starting))
        {
            return true;
        }

        var start = at.At;
        if (Superlatives.Take(at) is { } best)
        {
            var words = at.Said(start, at.At);
            var figure = at.TakeAny("total", "totals", "sum", "average", "number", "count") && draft.Aggregates.Count > 0;
            at.SkipNouns();
            figure |= best.Columns.Count == 0 && draft.Aggregates.Count > 0;
            if (figure && at.TakeAny("first", "on top", "at the top"))
            {
                draft.Add(new Sort(draft.Aggregates[0].Column ?? Drafting.QueryArguments.CountName, best.Way, []));
                return true;
            }

            var columns = best.Columns;
            if (columns.Count == 0 && at.Is(0, "by", "in") && at.Peek(1) is { IsColumn: true } by)
            {
                at.At += 2;
                columns = by.Columns;
            }

            if (at.Peek() is { Kind: ItemKind.Word or ItemKind.Column } && at.Is(1, "first"))
            {
                at.At++;
            }

            if (starting || at.TakeAny("first", "on top", "at the top", "come first", "go first", "up top", "should come first"))
            {
                if (columns.Count != 1 && at.Is(0, "by") && at.Peek(1) is { IsColumn: true } named)
                {
                    at.At += 2;
                    columns = named.Columns;
                }

                return SortGrammar.Settle(at, draft, columns, best.Way, words);
            }
        }

        at.At = from;
        return false;
    }

    /// <summary>"overdue first": by the day they are due, unless the file has a value of that word.</summary>
    private static bool Late(Cursor at, ContentDraft draft, bool starting)
    {
        var from = at.At;
        if (!at.TakeAny("overdue", "late", "urgent", "most urgent", "due soonest", "next due", "most overdue", "delayed"))
        {
            return false;
        }

        var words = at.Said(from, at.At);
        at.SkipNouns();
        if (at.Peek() is { Kind: ItemKind.Word or ItemKind.Column } && at.Is(1, "first"))
        {
            at.At++;
        }

        var due = at.Table.Meaning("due").Where(column => column.IsDate).ToList();
        if (!(starting || at.TakeAny("first", "on top", "at the top", "up top")))
        {
            at.At = from;
            return false;
        }

        return SortGrammar.Settle(at, draft, due.Count > 0 ? due : at.Table.Dates, SortWay.Ascending, words);
    }

    public static bool Alphabetical(Cursor at, ContentDraft draft)
    {
        if (!at.TakeAny("alphabetically", "in alphabetical order", "alphabetical order", "alphabetical", "from a to z", "a to z"))
        {
            return false;
        }

        if (at.TakeAny("by", "by the", "of") && at.Peek() is { IsColumn: true } column)
        {
            at.At++;
            return SortGrammar.Settle(at, draft, column.Columns, SortWay.Ascending, "", column);
        }

        var names = at.Table.Meaning("name").Where(view => !view.IsNumber).ToList();
        return SortGrammar.Settle(at, draft, names.Count > 0 ? names : [.. at.Table.Columns.Where(view => !view.IsNumber && !view.IsDate).Take(1)],
            SortWay.Ascending, "");
    }
}

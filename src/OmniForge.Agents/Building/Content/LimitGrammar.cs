namespace OmniForge.Agents.Building.Content;

/// <summary>"top 5 by rating", "the 10 cheapest", "first 20 rows", "at most 50", "no limit".</summary>
internal static class LimitGrammar
{
    private static readonly string[] Rows = ["rows", "row", "results", "lines", "entries", "items", "records", "of", "ones", "hits",
        "matches"];

    public static bool Try(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        if (Never(at, draft) || Ranked(at, draft) || Counted(at, draft))
        {
            draft.Strong = true;
            return true;
        }

        at.At = from;
        return false;
    }

    private static bool Never(Cursor at, ContentDraft draft)
    {
        if (!at.TakeAny("no limit", "without a limit", "without limit", "all rows", "all of the rows", "all the rows", "unlimited",
            "every row", "not limited"))
        {
            return false;
        }

        return draft.ClearLimit = true;
    }

    private static bool Ranked(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        at.Skip("the", "only", "just", "my", "our");
        var way = at.TakeAny("top", "best", "highest", "first", "leading") ? SortWay.Descending : at.TakeAny("bottom", "worst", "last",
            "lowest") ? SortWay.Ascending : (SortWay?)null;
        if (way is not null)
        {
            var plain = at.Is(-1, "first", "last");
            if (Whole(at) is { } count && !(plain && DateGrammar.Unit(at.Peek()?.Word.Text ?? "") is not null))
            {
                draft.Limit = count;
                return Rank(at, draft, plain && !at.Is(-2, "last") ? null : way);
            }
        }

        at.At = from;
        at.Skip("the", "only", "just", "my", "our");
        var start = at.At;
        if (Superlatives.Take(at) is { } best && at.At is var end && Whole(at) is { } some)
        {
            draft.Limit = some;
            return Settle(at, draft, best.Way, best.Columns, at.Said(start, end));
        }

        at.At = from;
        if (Some(at, draft))
        {
            return true;
        }

        at.At = from;
        at.Skip("the", "only", "just", "my", "our", "show", "me", "list", "give");
        if (Whole(at) is { } few && at.At is var word && Superlatives.Take(at) is { } most)
        {
            draft.Limit = few;
            return Settle(at, draft, most.Way, most.Columns, at.Said(word, at.At));
        }

        at.At = from;
        return false;
    }

    /// <summary>"the 10 cars with the best mileage", "list 20 films".</summary>
    private static bool Some(Cursor at, ContentDraft draft)
    {
        var cued = at.Peek(-1) is null or { Kind: ItemKind.Mark } || at.Is(-1, "the", "list", "show", "me", "only", "just", "give",
            "want", "need");
        if (!cued || at.Is(0, "one") || Whole(at) is not { } count || Unit(at)
            || at.Peek() is not ({ Kind: ItemKind.Word } or { IsValue: true } or { IsColumn: true }))
        {
            return false;
        }

        draft.Limit = count;
        var here = at.At;
        for (var k = 0; k < 3 && at.Peek() is { Kind: ItemKind.Word or ItemKind.Column } && !at.Is(0, "with", "by", "of", "having"); k++)
        {
            at.At++;
        }

        var start = at.At;
        if (at.TakeAny("with the", "with", "having the", "of the", "of", "by", "by the") && Superlatives.Take(at) is { } best)
        {
            return Settle(at, draft, best.Way, best.Columns, at.Said(start + 1, at.At));
        }

        at.At = here;
        return true;
    }

    /// <summary>"8 cylinders" and "5 days" count something else than rows.</summary>
    private static bool Unit(Cursor at)
        => at.Peek() is { IsColumn: true } column && column.Columns.Any(view => view.IsNumber || view.IsDate)
            || at.Peek() is { } word && (DateGrammar.Unit(word.Word.Text) is not null || !(word.Word.Text.EndsWith('s') || (word.Is("with", "having") && Superlatives.Starts(at, at.Is(1, "the") ? 2 : 1))));

    /// <summary>"top 5 …": by a superlative, by a column named after "by", or by a column named at once.</summary>
    private static bool Rank(Cursor at, ContentDraft draft, SortWay? way)
    {
        if (way is null)
        {
            at.SkipNouns();
            return true;
        }

        var start = at.At;
        if (Superlatives.Take(at) is { } best)
        {
            return Settle(at, draft, best.Way, best.Columns, at.Said(start, at.At));
        }

        for (var k = 0; k < 4 && !at.End; k++)
        {
            if (at.TakeAny("by", "in terms of", "according to", "ranked by", "sorted by", "ordered by", "with the highest", "with the "
                + "most", "with the best", "with the lowest", "with the least", "with highest", "on"))
            {
                var lowest = at.Is(-1, "lowest", "least");
                at.SkipArticles();
                at.Skip("highest", "lowest", "best", "most", "total");
                if (at.Peek() is { IsColumn: true } column)
                {
                    at.At++;
                    return Settle(at, draft, lowest ? SortWay.Ascending : Way(at) ?? way.Value, column.Columns);
                }

                if (at.Peek() is { Kind: ItemKind.Word } word)
                {
                    at.At++;
                    draft.Unclear.Add(new() { Kind = UnclearKind.SortColumn, Words = word.Word.Text, Sort = new("", way.Value, []) });
                    return true;
                }
            }

            if (at.Peek() is { IsValue: true } && ConditionGrammar.Try(at, draft))
            {
                start = at.At;
                continue;
            }

            if (at.Peek() is { Kind: ItemKind.Mark } || at.Is(0, "every", "and", "that", "where"))
            {
                break;
            }

            at.At++;
        }

        at.At = start;
        if (at.Peek() is { IsColumn: true } named && named.Columns.Any(view => view.IsNumber) && named.Word.Text.EndsWith('s'))
        {
            at.At++;
            return Settle(at, draft, way.Value, [.. named.Columns.Where(view => view.IsNumber)]);
        }

        draft.Ranking = way;
        return true;
    }

    private static SortWay? Way(Cursor at)
        => at.TakeAny("ascending", "lowest first", "from low to high") ? SortWay.Ascending : at.TakeAny("descending", "highest first",
            "from high to low") ? SortWay.Descending : null;

    private static bool Settle(Cursor at, ContentDraft draft, SortWay way, IReadOnlyList<ColumnView> columns, string? said = null)
    {
        at.SkipNouns();
        if (columns.Count != 1)
        {
            var here = at.At;
            if (at.Peek() is { Kind: ItemKind.Word or ItemKind.Column } && at.Is(1, "by"))
            {
                at.At++;
            }

            if (at.TakeAny("by", "in") && at.Peek() is { IsColumn: true } by)
            {
                at.At++;
                columns = by.Columns;
            }
            else
            {
                at.At = here;
            }
        }

        if (columns.Count == 1)
        {
            draft.Add(new Sort(columns[0].Name, way, []));
            return true;
        }

        draft.Unclear.Add(new()
        {
            Kind = UnclearKind.SortColumn,
            Words = said ?? (way == SortWay.Descending ? "highest" : "lowest"),
            Candidates = [.. columns.Select(column => column.Name)],
            Sort = new("", way, []),
        });
        return true;
    }

    private static bool Counted(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        var limit = at.TakeAny("limit it to", "limit them to", "limit to", "limit the report to", "limit this to", "limited to", "limit "
            + "of", "limit", "cap it at", "cap at", "maximum of", "a maximum of", "max", "not more than", "no more than", "at most", "up "
            + "to", "a limit of", "stop after", "maximum");
        var cue = at.Is(-1, "to", "limit", "cap", "after") || at.Is(-2, "limit", "cap") || at.Is(-1, "of") && at.Is(-2, "limit");
        var only = !limit && at.TakeAny("only", "just", "show me", "show", "list", "give me", "make it", "want", "need", "please");
        at.Skip("the", "me", "only", "just");
        if ((limit || only) && Whole(at) is { } count && (cue || at.End || at.Is(0, Rows) || (at.Is(0, "please") && at.Peek(1) is null)
            || (at.Peek() is { Kind: ItemKind.Mark } && !at.Is(0, "%"))))
        {
            at.SkipNouns();
            draft.Limit = count;
            return true;
        }

        at.At = from;
        if (from == 0 && Whole(at) is { } most && at.TakeAny("at most", "at the most", "max", "maximum", "tops", "is enough", "are enough", "is plenty", "will do") && at.End)
        {
            draft.Limit = most;
            return true;
        }

        at.At = from;
        if (Whole(at) is { } rows && at.TakeAny("rows", "results", "lines", "entries", "records") && (at.TakeAny("only", "max",
            "maximum", "at most", "instead", "is enough", "are enough", "at the most") || at.End || at.Peek() is { Kind: ItemKind.Mark }))
        {
            draft.Limit = rows;
            return true;
        }

        at.At = from;
        return false;
    }

    private static int? Whole(Cursor at)
    {
        if (at.Is(0, "a") && at.Is(1, "dozen", "hundred"))
        {
            at.At++;
        }

        return Plain(at);
    }

    private static int? Plain(Cursor at)
        => at.Number() is { } number && number == Math.Floor(number) && number is >= 1 and <= 100_000 && !at.Is(1, "%", "percent",
            "thousand") && at.TakeNumber() is not null
            ? (int)number
            : null;
}

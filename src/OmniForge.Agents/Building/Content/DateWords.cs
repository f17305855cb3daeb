namespace OmniForge.Agents.Building.Content;

/// <summary>Conditions on dates: "due this week", "overdue", "released before 2000", "in the last 30 days".</summary>
internal static class DateWords
{
    public static bool Try(Cursor at, ContentDraft draft, bool not)
    {
        var from = at.At;
        at.Skip("that", "are", "is", "were", "was", "which");
        if (Overdue(at, draft, not))
        {
            return true;
        }

        var columns = Verb(at);
        if (columns.Count > 0 && After(at, draft, columns, not, linked: true))
        {
            return true;
        }

        at.At = from;
        var strong = draft.Strong;
        if (columns.Count == 0 && at.Table.Dates.Count > 0 && at.Is(0, "before", "after", "since", "until", "from", "in", "during",
            "within", "this", "last", "next", "between")
            && After(at, draft, at.Table.Dates, not, linked: false))
        {
            // "tomorrow" alone may be an answer as well as a condition.
            draft.Strong = strong;
            return true;
        }

        at.At = from;
        return false;
    }

    /// <summary>The part behind a date column: a period, a day with a preposition, a month, a year.</summary>
    public static bool After(Cursor at, ContentDraft draft, IReadOnlyList<ColumnView> columns, bool not, bool linked)
    {
        var from = at.At;
        var item = new Item(ItemKind.Column, default, columns, null, at.Peek()?.Start ?? 0, at.Peek()?.End ?? 0);
        if (DateGrammar.Period(at) is { } period)
        {
            return !not && ConditionGrammar.Settle(at, draft, item, new Filter { Op = FilterOp.Within, Values = [period] });
        }

        var op = Order(at);
        op = op is { } known && not ? Comparators.Opposite(known) : op;
        if ((op is not null || linked || at.Is(0, "on")) && Bound(at, op, draft, item, linked))
        {
            return true;
        }

        at.At = from;
        if (at.Take("between") && DateGrammar.Day(at) is { } low && at.TakeAny("and") && DateGrammar.Day(at) is { } high)
        {
            return ConditionGrammar.Settle(at, draft, item, new Filter { Op = FilterOp.Ge, Values = [low] })
                && ConditionGrammar.Settle(at, draft, item, new Filter { Op = FilterOp.Le, Values = [high] });
        }

        at.At = from;
        if (at.Is(0, "in", "from", "during", "of") && Whole(at, draft, item))
        {
            return true;
        }

        at.At = from;
        return false;
    }

    private static bool Whole(Cursor at, ContentDraft draft, Item item)
    {
        if (DateGrammar.Span(at) is not { } span)
        {
            return false;
        }

        return ConditionGrammar.Settle(at, draft, item, new Filter { Op = FilterOp.Ge, Values = [span.From] })
            && ConditionGrammar.Settle(at, draft, item, new Filter { Op = FilterOp.Lt, Values = [span.Until] });
    }

    private static bool Bound(Cursor at, FilterOp? op, ContentDraft draft, Item item, bool linked)
    {
        at.Skip("on", "the");
        if (DateGrammar.Day(at) is { } day)
        {
            return ConditionGrammar.Settle(at, draft, item, new Filter { Op = op ?? FilterOp.Eq, Values = [day] });
        }

        if (op is { } order && DateGrammar.Span(at) is { } span)
        {
            var edge = order is FilterOp.Gt or FilterOp.Le ? span.Until : span.From;
            var way = order switch { FilterOp.Gt => FilterOp.Ge, FilterOp.Le => FilterOp.Lt, _ => order };
            return ConditionGrammar.Settle(at, draft, item, new Filter { Op = way, Values = [edge] });
        }

        return op is null && linked && Whole(at, draft, item);
    }

    private static FilterOp? Order(Cursor at)
        => at.TakeAny("on or before", "no later than", "not after", "by", "until", "up to", "till", "at the latest") ? FilterOp.Le
            : at.TakeAny("on or after", "since", "starting", "from", "not before") ? FilterOp.Ge
            : at.TakeAny("before", "earlier than", "prior to", "older than", "is before", "under", "below", "<") ? FilterOp.Lt
            : at.TakeAny("after", "later than", "newer than", "is after", "past", "over", "above", ">") ? FilterOp.Gt
            : null;

    internal static bool Overdue(Cursor at, ContentDraft draft, bool not)
    {
        var from = at.At;
        at.Skip("only", "just", "the", "all", "are");
        if (at.TakeAny("overdue", "past due", "past their deadline", "past the deadline", "past its deadline", "past deadline", "past "
            + "their due date", "past the due date", "running late", "late", "expired"))
        {
            var due = at.Table.Meaning("due").Where(column => column.IsDate).ToList();
            var columns = due.Count > 0 ? due : [.. at.Table.Dates];
            if (columns.Count > 0)
            {
                at.SkipNouns();
                var item = new Item(ItemKind.Column, at.Peek(-1)!.Word, columns, null, at.Peek(-1)!.Start, at.Peek(-1)!.End);
                return ConditionGrammar.Settle(at, draft, item, new Filter { Op = not ? FilterOp.Ge : FilterOp.Lt, Values = ["today"] });
            }
        }

        at.At = from;
        return false;
    }

    /// <summary>"due", "ending", "released", "created" name a kind of date column.</summary>
    private static IReadOnlyList<ColumnView> Verb(Cursor at)
    {
        if (at.Peek() is not { Kind: ItemKind.Word or ItemKind.Column } item)
        {
            return [];
        }

        var columns = item.IsColumn ? [.. item.Columns.Where(column => column.IsDate)] : item.Word.Text switch
        {
            "due" or "ending" or "ends" or "expiring" or "expires" or "finishing" => Dated(at, "due"),
            "starting" or "started" or "starts" or "beginning" => Dated(at, "start"),
            "released" or "published" or "launched" => Dated(at, "release"),
            "created" or "opened" or "added" or "ordered" or "made" or "dated" or "issued" or "sold" or "updated" or "modified"
                or "happened" or "recorded" or "measured" => Dated(at, "created"),
            _ => [],
        };
        if (columns.Count > 0)
        {
            at.At++;
            at.Skip("date", "dates", "is", "are");
        }

        return columns;
    }

    private static IReadOnlyList<ColumnView> Dated(Cursor at, string kind)
    {
        var named = at.Table.Meaning(kind).Where(column => column.IsDate).ToList();
        return named.Count > 0 ? named : at.Table.Dates;
    }
}

namespace OmniForge.Agents.Building.Content;

/// <summary>Amounts without their column in front: "more than 30 mpg", "over budget".</summary>
internal static class AmountGrammar
{
    private static readonly string[] Units =
        ["mm", "cm", "m", "km", "inch", "inches", "feet", "ft", "miles", "mph", "kmh", "kg", "lbs", "pounds", "tons", "minutes", "mins",
            "hours", "days", "years", "degrees", "c", "f", "points", "stars", "people", "units", "pieces"];

    /// <summary>"more than 30 mpg", "over budget", "under 5 hours": the column comes after, or must be asked.</summary>
    public static bool Amount(Cursor at, ContentDraft draft, bool not)
    {
        var from = at.At;
        at.Skip("only", "just", "the", "those", "ones", "rows", "with", "have", "has", "having", "that", "are", "is", "cost", "costs",
            "costing", "who", "which");
        var verb = at.Peek(-1) is { } before && before.Is("cost", "costs", "costing");
        if (Between(at, draft) || YearGrammar.Try(at, draft, not) || Exactly(at, draft, not))
        {
            return true;
        }

        if (Comparators.Take(at) is not { } op || op == FilterOp.Eq && !at.Is(-1, "exactly", "to"))
        {
            at.At = from;
            return false;
        }

        op = not ? Comparators.Opposite(op) : op;
        at.SkipArticles();
        if (at.TakeNumber() is { } number)
        {
            return Numbered(at, draft, op, number, verb, from);
        }

        at.At = from;
        return false;
    }

    private static readonly string[] More = ["minimum", "or more", "or above", "or over", "or higher", "and more", "and above", "and up", "and over", "at least", "at the least", "upwards", "or up", "or better", "or longer"];

    private static readonly string[] Fewer = ["maximum", "or less", "or fewer", "or below", "or under", "or lower", "and less", "and below", "and fewer", "at most", "at the most", "tops", "or shorter"];

    /// <summary>"8 cylinder cars", "with 4 cylinders": an amount right before its column.</summary>
    private static bool Exactly(Cursor at, ContentDraft draft, bool not)
    {
        var from = at.At;
        if (!at.Is(-1, "top", "first", "last", "bottom") && at.Peek() is { IsNumber: true } && at.TakeNumber() is { } number
            && at.Peek() is { IsColumn: true, OnlyColumn.IsNumber: true } column)
        {
            at.At++;
            at.SkipNouns();
            var op = at.TakeAny(More) ? FilterOp.Ge : at.TakeAny(Fewer) ? FilterOp.Le : FilterOp.Eq;
            op = not ? Comparators.Opposite(op) : op;
            return ConditionGrammar.Settle(at, draft, column, new Filter { Op = op, Values = [Cursor.Plain(number)] });
        }

        at.At = from;
        return false;
    }

    private static bool Between(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        if (at.Take("between") && at.TakeNumber() is { } low && at.TakeAny("and", "to", "-") && at.TakeNumber() is { } high
            && at.Peek() is { IsColumn: true } column)
        {
            at.At++;
            return ConditionGrammar.Settle(at, draft, column, new Filter { Op = FilterOp.Ge, Values = [Cursor.Plain(low)] })
                && ConditionGrammar.Settle(at, draft, column, new Filter { Op = FilterOp.Le, Values = [Cursor.Plain(high)] });
        }

        at.At = from;
        return false;
    }

    private static bool Numbered(Cursor at, ContentDraft draft, FilterOp op, decimal number, bool price, int from)
    {
        if (at.Is(0, "rows", "results", "lines", "entries", "items", "records", "of"))
        {
            return false;
        }

        var here = at.At;
        if (at.Is(0, Units) && (at.Peek(1) is { IsColumn: true } || (at.Is(1, "of", "in") && at.Peek(2) is { IsColumn: true })))
        {
            at.At++;
        }

        at.Skip("in", "of", "on", "for", "the", "has", "have", "had", "been", "was", "were", "is", "are", "got", "already");
        var filter = new Filter { Op = op, Values = [Cursor.Plain(number)] };
        if (at.Peek() is { IsColumn: true } column && column.Columns.Any(view => view.IsNumber))
        {
            at.At++;
            return ConditionGrammar.Settle(at, draft, column with { Columns = [.. column.Columns.Where(view => view.IsNumber)] }, filter);
        }

        at.At = here;
        draft.Strong = true;
        var guess = price ? at.Table.Meaning("price").Where(view => view.IsNumber).ToList() : [];
        if (guess.Count == 1)
        {
            draft.Add(filter with { Column = guess[0].Name });
            return true;
        }

        var numbers = guess.Count > 0 ? guess : at.Table.Numbers;
        if (numbers.Count == 1)
        {
            draft.Add(filter with { Column = numbers[0].Name });
            return true;
        }

        draft.Unclear.Add(new()
        {
            Kind = UnclearKind.FilterColumn,
            Words = at.Said(from, at.At),
            Candidates = [.. numbers.Select(view => view.Name)],
            Filter = filter,
        });
        return true;
    }

    /// <summary>"over budget": another number of the same row is compared with that column.</summary>
    public static bool Pair(Cursor at, ContentDraft draft, bool not)
    {
        var from = at.At;
        at.Skip("only", "just", "the", "those", "ones", "rows", "that", "are", "is", "went", "go", "gone", "have", "which", "running",
            "well");
        if (Comparators.Take(at) is not { } op)
        {
            at.At = from;
            return false;
        }

        at.SkipArticles();
        if (at.Peek() is not { IsColumn: true } right || !right.Columns.Any(column => column.IsNumber || column.IsDate))
        {
            at.At = from;
            return false;
        }

        at.At++;
        op = not ? Comparators.Opposite(op) : op;
        draft.Strong = true;
        if (right.OnlyColumn is { IsDate: true } due)
        {
            draft.Add(new Filter
            {
                Column = due.Name,
                Op = op is FilterOp.Gt or FilterOp.Ge ? FilterOp.Lt : FilterOp.Ge,
                Values = ["today"]
            });
            return true;
        }

        var rights = right.Columns.Where(column => column.IsNumber).ToList();
        var lefts = PairOf(at.Table, rights);
        if (rights.Count == 1 && lefts.Count == 1)
        {
            draft.Add(new Filter { Column = lefts[0].Name, Op = op, OtherColumn = rights[0].Name });
            return true;
        }

        draft.Unclear.Add(new()
        {
            Kind = rights.Count == 1 ? UnclearKind.FilterColumn : UnclearKind.CompareColumn,
            Words = at.Said(from, at.At),
            Candidates = [.. (rights.Count == 1 ? (lefts.Count > 0 ? lefts : [.. at.Table.Numbers.Except(rights)])
                : rights).Select(column => column.Name)],
            Filter = new() { Column = rights.Count == 1 || lefts.Count != 1 ? "" : lefts[0].Name, Op = op, OtherColumn = rights[0].Name },
        });
        return true;
    }

    /// <summary>Columns that hold what was used of a budget or the like.</summary>
    private static List<ColumnView> PairOf(TableView table, List<ColumnView> rights)
    {
        foreach (var word in new[] { "spent", "actual", "cost", "used", "amount" })
        {
            var found = table.Meaning(word).Where(column => column.IsNumber && !rights.Contains(column)).ToList();
            if (found.Count == 1)
            {
                return found;
            }
        }

        var numbers = table.Numbers.Except(rights).ToList();
        return numbers.Count == 1 ? numbers : [];
    }
}

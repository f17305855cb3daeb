namespace OmniForge.Agents.Building.Content;

/// <summary>Which rows: "only the at-risk ones", "owner is Maya", "over budget", "due this week", "more than 30 mpg".</summary>
internal static class ConditionGrammar
{
    public static bool Try(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        var not = Negated(at);
        if (not)
        {
            at.TakeAny("with a", "with an", "with the", "with", "that has a", "that has", "which has a", "which has", "where the", "where", "whose", "having a", "having");
        }

        var found = ComparedGrammar.Try(at, draft, not) || OfColumn(at, draft, not) || AmountGrammar.Pair(at, draft, not) || AmountGrammar.Amount(at, draft, not)
            || DateWords.Try(at, draft, not)
            || TraitGrammar.ByPerson(at, draft, not) || TraitGrammar.Flag(at, draft, not) || OfValue(at, draft, not);
        if (!found)
        {
            at.At = from;
        }

        return found;
    }

    private static bool Negated(Cursor at)
        => at.TakeAny("that are not", "which are not", "who are not", "are not", "is not", "not", "except for", "except", "excluding",
            "other than", "anything but", "everything but",
            "all but", "but not", "but no", "apart from", "besides", "exclude", "ignore", "ignoring", "leaving out", "aside from", "non",
                "skipping", "neither", "nor", "nothing", "none", "no projects", "no rows");

    /// <summary>A condition that starts with its column: "owner is Maya", "price over 1000", "spent is more than budget".</summary>
    private static bool OfColumn(Cursor at, ContentDraft draft, bool not)
    {
        if (at.Peek() is not { IsColumn: true } item)
        {
            return false;
        }

        var from = at.At++;
        at.Skip("column", "field");
        var linked = at.TakeAny("is", "are", "was", "were", "be", "has been", "of", "has", "have", "being", "value is", ":", "should be", "must be", "has to be", "have to be", "needs to be",
            "ought to be", "shall be", "may be", "can be", "lies", "stays");
        not ^= at.TakeAny("not", "is not", "are not", "not been", "does not", "do not", "no longer");
        at.TakeAny("is", "be", "been", "still", "already", "set to", "marked as", "marked", "either");
        if (linked && OnlyNoun(at, item))
        {
            at.At = from;
            return false;
        }

        if (Empty(at) is { } empty)
        {
            return Settle(at, draft, item, new Filter { Op = not ? Comparators.Opposite(empty) : empty });
        }

        if (item.Columns.Any(column => column.IsNumber) && Sign(at) is { } sign)
        {
            return Settle(at, draft, item, new Filter { Op = not ? Comparators.Opposite(sign) : sign, Values = ["0"] });
        }

        if (Matching(at, item, draft, not) || Between(at, item, draft))
        {
            return true;
        }

        if (item.Columns.All(column => column.IsDate) && DateWords.After(at, draft, item.Columns, not, linked))
        {
            return true;
        }

        if (Comparators.Take(at) is { } op)
        {
            if (Compared(at, draft, item, not ? Comparators.Opposite(op) : op))
            {
                return true;
            }
        }
        else if ((linked || Numbered(at, item)) && Literal(at, item, draft, not ? FilterOp.Ne : FilterOp.Eq))
        {
            return true;
        }
        else if (at.Peek() is { IsValue: true } value && value.Columns.Intersect(item.Columns).Any() && Values(at, draft, not))
        {
            return true;
        }

        at.At = from;
        return false;
    }

    private static bool Compared(Cursor at, ContentDraft draft, Item item, FilterOp op)
    {
        at.SkipArticles();
        if (at.Peek() is { IsColumn: true } other)
        {
            if (op is not (FilterOp.Eq or FilterOp.Ne) && !Measured(item, other))
            {
                return false;
            }

            at.At++;
            return Compare(at, draft, item, op, other);
        }

        return Literal(at, item, draft, op);
    }

    /// <summary>Only numbers, and only dates, have an order between them: in "projects over budget" no project is compared.</summary>
    private static bool Measured(Item left, Item right)
        => left.Columns.Any(one => right.Columns.Any(other => (one.IsNumber && other.IsNumber) || (one.IsDate && other.IsDate)));

    /// <summary>"which invoices are unpaid": the column's name only stands for the rows; what follows is a condition of its own.</summary>
    private static bool OnlyNoun(Cursor at, Item item)
    {
        var back = at.At;
        var other = new ContentDraft();
        var found = TraitGrammar.Flag(at, other, false) || DateWords.Overdue(at, other, false)
            || (at.Peek() is { IsValue: true } value && !value.Columns.Intersect(item.Columns).Any());
        at.At = back;
        return found && !item.Columns.Any(column => column.Type == Tools.Tables.ColumnType.Bool);
    }

    /// <summary>"cluster 3": the number right behind its column.</summary>
    private static bool Numbered(Cursor at, Item item)
        => item.OnlyColumn is { IsNumber: true } && at.Peek() is { IsNumber: true } && !at.Is(1, "rows", "results", "lines", "entries",
            "of") && at.Peek(1) is not { IsColumn: true };

    private static FilterOp? Sign(Cursor at)
        => at.TakeAny("negative", "below zero") ? FilterOp.Lt : at.TakeAny("positive", "above zero") ? FilterOp.Gt
            : at.TakeAny("zero") ? FilterOp.Eq : null;

    private static FilterOp? Empty(Cursor at)
        => at.TakeAny("empty", "missing", "blank", "unknown", "not set", "unset", "not given", "not filled", "not filled in", "nothing",
            "undefined", "not known", "not there") ? FilterOp.IsEmpty
            : at.TakeAny("filled", "filled in", "present", "given", "known", "there", "not empty", "not blank", "not missing")
                ? FilterOp.NotEmpty
            : null;

    private static bool Matching(Cursor at, Item item, ContentDraft draft, bool not)
    {
        var from = at.At;
        var op = at.TakeAny("contains", "contain", "containing", "includes", "including", "mentions", "mentioning", "has the word", "with "
            + "the word") ? FilterOp.Contains
            : at.TakeAny("starts with", "start with", "starting with", "begins with", "beginning with") ? FilterOp.StartsWith
                : (FilterOp?)null;
        if (op is null || not)
        {
            at.At = from;
            return false;
        }

        at.Skip("the", "word", "words", "text", "letter", "letters");
        if (at.Peek() is { Kind: not ItemKind.Mark } word)
        {
            var text = word.Kind == ItemKind.Quote ? word.Word.Text : at.Said(at.At, at.At + 1);
            at.At++;
            return Settle(at, draft, item, new Filter { Op = op.Value, Values = [text] });
        }

        at.At = from;
        return false;
    }

    private static bool Between(Cursor at, Item item, ContentDraft draft)
    {
        var from = at.At;
        at.Skip("anywhere", "somewhere", "anything", "ranging", "ranges", "lies", "roughly", "lying", "falls");
        if (at.TakeAny("between", "from") && Operand(at) is { } low && at.TakeAny("and", "to", "-", "until") && Operand(at) is { } high)
        {
            return Settle(at, draft, item, new Filter { Op = FilterOp.Ge, Values = [low] }) && Settle(at, draft, item,
                new Filter { Op = FilterOp.Le, Values = [high] });
        }

        at.At = from;
        return false;
    }

    private static string? Operand(Cursor at)
        => DateGrammar.Day(at) ?? (at.TakeNumber() is { } number ? Cursor.Plain(number) : null);

    /// <summary>"spent more than budget", "over budget" with the column said before.</summary>
    private static bool Compare(Cursor at, ContentDraft draft, Item left, FilterOp op, Item right)
    {
        draft.Strong = true;
        var others = right.Columns.Except(left.Columns).ToList();
        if (left.OnlyColumn is { } one && others.Count == 1)
        {
            draft.Add(new Filter { Column = one.Name, Op = op, OtherColumn = others[0].Name });
            return true;
        }

        draft.Unclear.Add(new()
        {
            Kind = left.OnlyColumn is null ? UnclearKind.FilterColumn : UnclearKind.CompareColumn,
            Words = at.Text[(left.OnlyColumn is null ? left : right).Start..(left.OnlyColumn is null ? left : right).End],
            Candidates = [.. (left.OnlyColumn is null ? left.Columns : others).Select(column => column.Name)],
            Filter = new() { Column = left.OnlyColumn?.Name ?? "", Op = op, OtherColumn = others.Count > 0 ? others[0].Name : null },
        });
        return true;
    }

    /// <summary>A number, a date, a value or any words behind a column.</summary>
    internal static bool Literal(Cursor at, Item item, ContentDraft draft, FilterOp op)
    {
        at.SkipArticles();
        if (op is FilterOp.Eq or FilterOp.Ne && at.Peek() is { IsValue: true } && Values(at, draft, op == FilterOp.Ne, item.Columns))
        {
            return true;
        }

        var numeric = item.Columns.Where(column => column.IsNumber).ToList();
        if (at.Number() is not null && DateGrammar.Day(at) is null && at.TakeNumber() is { } number)
        {
            at.SkipNouns();
            return Settle(at, draft, item with { Columns = numeric.Count > 0 ? numeric : item.Columns }, new Filter
            {
                Op = op,
                Values = [Cursor.Plain(number)]
            });
        }

        if (item.Columns.Any(column => column.IsDate) && DateGrammar.Day(at) is { } day)
        {
            return Settle(at, draft, item, new Filter { Op = op, Values = [day] });
        }

        if (item.OnlyColumn is { Type: Tools.Tables.ColumnType.Bool } flag && (at.TakeAny("true", "yes", "set", "on") || at.Peek() is null))
        {
            return Settle(at, draft, item, new Filter { Op = op, Values = ["true"] });
        }

        if (at.TakeAny("false", "no", "off") && item.OnlyColumn?.Type == Tools.Tables.ColumnType.Bool)
        {
            return Settle(at, draft, item, new Filter { Op = op, Values = ["false"] });
        }

        return op is FilterOp.Eq or FilterOp.Ne && FreeText.Take(at, item, draft, op);
    }

    private static bool OfValue(Cursor at, ContentDraft draft, bool not)
    {
        var from = at.At;
        var also = !not && (at.TakeAny("also", "and also", "as well as", "add", "and add", "include", "and include", "plus", "together with") || (from == 0 && at.TakeAny("and")));
        var cued = at.TakeAny("only", "just", "that are", "which are", "who are", "where", "whose", "for", "in", "from", "with", "of",
            "are", "is", "all", "the", "by", "to", "it should be", "should be", "must be", "i meant", "i mean", "make it", "make that");
        var ordered = cued && at.Is(-1, "be", "meant", "mean");
        at.Skip("the", "all", "only", "those", "ones", "for", "of", "in", "with", "a", "an", "either", "both", "those", "that", "are",
            "is");
        not ^= at.TakeAny("not", "not in", "not from");
        var known = draft.Filters.Count;
        if (at.Peek() is { IsValue: true } && Values(at, draft, not))
        {
            draft.Strong |= (cued && at.Is(-1, "ones")) || ordered;
            also &= !at.Text.Contains("only", StringComparison.OrdinalIgnoreCase) && !at.Is(0, "column", "columns", "first", "last");
            if (!not && draft.Filters.Count == known + 1 && (at.TakeAny("as well", "too", "also", "in addition", "should be in there", "should be there", "should be included", "should be in it", "must be included",
                "must be in there", "belong in there", "belong there", "need to be in there", "should also be in there", "should also be there", "should also be included") || also))
            {
                draft.AlsoFilters.Add(draft.Filters[^1]);
                draft.Filters.RemoveAt(known);
                draft.Strong = true;
            }

            return true;
        }

        at.At = from;
        return false;
    }

    /// <summary>One value or several of one column: "At risk, Delayed or Blocked".</summary>
    internal static bool Values(Cursor at, ContentDraft draft, bool not, IReadOnlyList<ColumnView>? within = null)
    {
        var first = at.Peek()!;
        var columns = within is null ? first.Columns : [.. first.Columns.Intersect(within)];
        if (columns.Count == 0)
        {
            return false;
        }

        var start = at.At;
        var values = new List<string>();
        while (at.Peek() is { IsValue: true } value && value.Columns.Intersect(columns).Any())
        {
            columns = [.. columns.Intersect(value.Columns)];
            values.Add(columns[0].ValueOf(value.Value!) ?? value.Value!);
            at.At++;
            at.SkipNouns();
            var here = at.At;
            at.Skip(not ? "not" : ",", ",", "and", "or", "nor", not ? "not" : "and", "the", "is", "are", "plus", "in", "from", "for", "either", "with", "&", "/");
            if (at.Peek() is not { IsValue: true } || at.Peek(-1) is { } joint && joint.Is("with"))
            {
                at.At = here;
                break;
            }
        }

        if (at.Peek() is { IsColumn: true } named && columns.Count > 1 && columns.Intersect(named.Columns).ToList() is { Count: 1 } sure)
        {
            columns = sure;
            at.At++;
        }

        draft.Strong |= within is not null;
        if (columns.Count > 1)
        {
            draft.Unclear.Add(new()
            {
                Kind = UnclearKind.FilterColumn,
                Words = at.Said(start, at.At),
                Candidates = [.. columns.Select(column => column.Name)],
                Filter = new() { Op = not ? FilterOp.Ne : values.Count > 1 ? FilterOp.In : FilterOp.Eq, Values = values },
            });
            return true;
        }

        if (not)
        {
            values.ForEach(value => draft.Add(new Filter { Column = columns[0].Name, Op = FilterOp.Ne, Values = [value] }));
            return true;
        }

        draft.Add(new Filter { Column = columns[0].Name, Op = values.Count > 1 ? FilterOp.In : FilterOp.Eq, Values = values });
        return true;
    }

    /// <summary>Adds a condition whose column may still be one of several.</summary>
    internal static bool Settle(Cursor at, ContentDraft draft, Item item, Filter filter)
    {
        draft.Strong = true;
        if (item.OnlyColumn is { } column)
        {
            draft.Add(filter with { Column = column.Name });
            return true;
        }

        draft.Unclear.Add(new()
        {
            Kind = UnclearKind.FilterColumn,
            Words = at.Text[item.Start..item.End],
            Candidates = [.. item.Columns.Select(view => view.Name)],
            Filter = filter,
        });
        return true;
    }
}

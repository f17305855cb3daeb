namespace OmniForge.Agents.Building.Content;

/// <summary>"drop the budget column", "without the done ones", "remove the sorting", "no limit".</summary>
internal static class RemovalGrammar
{
    public static bool Try(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        if (Lacking(at, draft) || Absent(at, draft) || NotOnly(at, draft) || Apart(at, draft) || Stopped(at, draft))
        {
            return true;
        }

        var useless = at.TakeAny("no need for", "no use for", "no point in", "no longer need", "no longer want", "no interest in");
        var without = !useless && at.TakeAny("without", "no", "minus", "less the");
        if (!useless && !without && !at.TakeAny("drop", "remove", "delete", "hide", "omit", "leave out", "take out", "leave off", "exclude",
            "excluding", "skip", "ignore", "get rid of", "forget about", "forget",
            "do not show", "do not include", "do not need", "do not want", "not show", "not include", "throw out", "kick out", "cut",
                "lose", "do not list", "leave away", "stop showing", "take away", "scrap", "ditch", "axe", "nix", "bin", "chuck out", "chuck",
                "kill", "strike out", "strike", "erase", "dump", "knock off", "strip out", "strip", "take off", "cross out", "junk", "nobody needs",
                "no one needs", "nobody cares about", "no one cares about", "do not care about", "not interested in", "could do without",
                "can do without", "can live without", "have no use for", "no use for", "no point in", "no need for", "do not bother with",
                "no longer need", "no longer want", "spare me"))
        {
            at.At = from;
            return false;
        }

        at.Skip("the", "all", "any", "that", "those", "my", "column", "columns", "field", "fields", "of", "rows", "with", "every", "is",
            "are", "which", "ones", "show", "me", "called", "everything", "anything", "whatever", "projects", "those", "whose");
        if (Rule(at, draft) || Columns(at, draft, without) || (at.Peek() is { IsValue: true } && Values(at, draft)))
        {
            draft.Strong = true;
            return true;
        }

        at.At = from;
        return false;
    }

    /// <summary>"skip projects without a due date": rows that lack a value go.</summary>
    private static bool Lacking(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        if (at.TakeAny("skip", "exclude", "leave out", "drop", "ignore", "hide", "omit", "remove", "forget", "do not show", "not show", "no"))
        {
            at.Skip("the", "all", "any", "those", "that", "which", "are", "ones", "rows", "items", "entries", "everything", "anything", "whatever");
            at.SkipNouns();
            at.TakeAny("project", "projects");
            if (at.Peek() is { IsColumn: true } noun && Cursor.IsNoun(noun.Word.Text))
            {
                at.At++;
            }

            at.Skip("that", "which");
            if (at.TakeAny("without a", "without an", "without any", "without", "with no", "that have no", "have no", "having no", "missing a", "missing an", "missing", "lacking a", "lacking an", "lacking")
                && at.Peek() is { IsColumn: true } column)
            {
                at.At++;
                return ConditionGrammar.Settle(at, draft, column, new Filter { Op = FilterOp.NotEmpty });
            }
        }

        at.At = from;
        return false;
    }

    /// <summary>"without an owner", "that have no due date": rows that lack a value.</summary>
    private static bool Absent(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        at.TakeAny("only those", "only the ones", "only ones", "only the projects", "only rows", "just those", "just the ones", "those", "the ones", "only");
        var none = at.TakeAny("nothing", "none", "no projects", "no rows", "no entries", "nobody", "no one");
        var rows = at.TakeAny("with no", "have no", "having no", "has no", "without a", "without an", "without any", "missing a",
            "missing an", "missing their", "missing the", "missing", "lacking a", "lacking an", "lacking", "do not have a", "do not have "
            + "an", "do not have any",
            "does not have a", "does not have an");
        if (rows && at.Peek() is { IsColumn: true } column && !at.Is(1, "column", "columns"))
        {
            at.At++;
            return ConditionGrammar.Settle(at, draft, column, new Filter { Op = none ? FilterOp.NotEmpty : FilterOp.IsEmpty });
        }

        at.At = from;
        if (at.TakeAny("no", "without") && at.Peek() is { IsColumn: true } unset)
        {
            at.At++;
            if (at.Peek() is { IsColumn: true } verb && verb.Columns.Intersect(unset.Columns).Any())
            {
                at.At++;
                return ConditionGrammar.Settle(at, draft, unset, new Filter { Op = FilterOp.IsEmpty });
            }

            if (at.TakeAny("assigned", "set", "given", "yet", "known", "entered", "specified", "recorded", "filled in"))
            {
                return ConditionGrammar.Settle(at, draft, unset, new Filter { Op = FilterOp.IsEmpty });
            }
        }

        at.At = from;
        at.TakeAny("only those", "only the ones", "only ones", "only the projects", "only rows", "just those", "just the ones", "those", "the ones", "only");
        if (at.TakeAny("with a", "with an", "that have", "which have", "who have", "having", "have a", "have an", "has a", "has an", "having a", "having an")
            && at.Peek() is { IsColumn: true } present
            && !(at.Peek(1) is { IsNumber: true } or { IsValue: true }) && !Comparators.Follows(at, 1) && !at.Is(1, "of", "over", "above", "under", "below", "between",
                "more", "less", "greater", "higher", "lower", "at", "that", "is", "column", "before", "after", "in", "and", ","))
        {
            at.At++;
            return ConditionGrammar.Settle(at, draft, present, new Filter { Op = FilterOp.NotEmpty });
        }

        at.At = from;
        return false;
    }

    /// <summary>"take the client out", "leave the notes off".</summary>
    private static bool Apart(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        if (at.TakeAny("take", "leave", "throw", "kick", "cut", "put", "chuck", "pop", "stick", "drop", "squeeze", "toss", "slot", "bung", "pull", "bring", "keep", "have"))
        {
            at.SkipArticles();
            var rule = new ContentDraft();
            if (Rule(at, rule) && at.TakeAny("out", "off", "away", "aside"))
            {
                return Cleared(rule, draft);
            }

            var items = ColumnGrammar.List(at);
            if (items.Count > 0 && at.TakeAny("out", "off", "away", "aside") && items.TrueForAll(item => item.OnlyColumn is not null))
            {
                draft.DropColumns.AddRange(items.Select(item => item.OnlyColumn!.Name));
                return draft.Strong = true;
            }

            if (items.Count > 0 && at.TakeAny("in there", "in it", "back in", "in too", "in as well", "in also", "in again", "in") && items.TrueForAll(item => item.OnlyColumn is not null)
                && (at.Peek() is null or { Kind: ItemKind.Mark } || at.Is(0, "too", "as", "also", "please", "mate", "and", "again")))
            {
                draft.AddColumns.AddRange(items.Select(item => item.OnlyColumn!.Name));
                return draft.Strong = true;
            }
        }

        at.At = from;
        return false;
    }

    /// <summary>"do not sort it", "stop grouping", "ungrouped".</summary>
    private static bool Stopped(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        if (at.TakeAny("do not filter on", "do not filter by", "do not filter for", "stop filtering on", "stop filtering by", "no filtering on", "no filtering by", "no filter on"))
        {
            at.SkipArticles();
            if (ColumnGrammar.List(at) is { Count: > 0 } columns)
            {
                draft.DropFilters.AddRange(columns.SelectMany(item => item.Columns).Select(column => column.Name));
                return draft.Strong = true;
            }
        }

        at.At = from;
        var rule = new ContentDraft
        {
            ClearSorts = at.TakeAny("unsorted"),
            ClearFilters = at.TakeAny("unfiltered", "do not filter", "stop filtering", "no filtering"),
            ClearGrouping = at.TakeAny("ungrouped", "ungroup", "do not group", "stop grouping", "no grouping", "not grouped"),
            ClearLimit = at.TakeAny("do not limit", "do not cap", "stop limiting", "no cap", "no maximum"),
        };
        rule.ClearSorts |= at.TakeAny("no particular order", "in no particular order", "in any order", "any order", "no special order", "do not sort", "stop sorting", "no sorting", "do not order", "no ordering", "not sorted");
        if (Cleared(rule, draft))
        {
            at.Skip("it", "them", "at", "all", "the", "anything", "any", "more", "anymore", "rows", "please", "list", "report", "results");
            return true;
        }

        at.At = from;
        return false;
    }

    private static bool Cleared(ContentDraft rule, ContentDraft draft)
    {
        draft.ClearSorts |= rule.ClearSorts;
        draft.ClearFilters |= rule.ClearFilters;
        draft.ClearGrouping |= rule.ClearGrouping;
        draft.ClearLimit |= rule.ClearLimit;
        var any = rule.ClearSorts || rule.ClearFilters || rule.ClearGrouping || rule.ClearLimit;
        draft.Strong |= any;
        return any;
    }

    /// <summary>"all of them, not only the late ones": the condition goes.</summary>
    private static bool NotOnly(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        var here = new ContentDraft();
        if (at.TakeAny("not only", "not just"))
        {
            at.Skip("the", "those", "that", "are", "ones", "one", "projects", "rows", "which");
            if ((at.Peek() is { IsValue: true } ? ConditionGrammar.Values(at, here, not: false) : ConditionGrammar.Try(at, here)) && here.Filters.Count > 0)
            {
                draft.DropFilters.AddRange(here.Filters.Select(filter => filter.Column));
                return draft.Strong = true;
            }
        }

        at.At = from;
        return false;
    }

    private static bool Rule(Cursor at, ContentDraft draft)
    {
        if (at.Peek() is { IsColumn: true } called && called.Word.Text is "limit" or "maximum" && called.Columns.All(column => !column.Words.Contains("limit")))
        {
            at.At++;
            return draft.ClearLimit = true;
        }

        if (at.TakeAny("sorting", "sort", "order", "ordering", "sort order"))
        {
            draft.ClearSorts = true;
            return true;
        }

        if (at.TakeAny("filters", "filter", "conditions", "condition", "filtering", "restrictions", "restriction"))
        {
            draft.ClearFilters = true;
            return true;
        }

        if (at.TakeAny("limit", "maximum", "top"))
        {
            at.TakeNumber();
            return draft.ClearLimit = true;
        }

        return at.TakeAny("grouping", "groups", "group") && (draft.ClearGrouping = true);
    }

    private static bool Columns(Cursor at, ContentDraft draft, bool without)
    {
        if (at.Peek() is not { IsColumn: true })
        {
            return false;
        }

        var from = at.At;
        var items = ColumnGrammar.List(at);
        if (at.TakeAny("filter", "condition", "rule", "restriction", "limit", "part", "filters", "conditions", "requirement", "thing", "stuff", "bit", "business", "criterion"))
        {
            draft.DropFilters.AddRange(items.SelectMany(item => item.Columns).Select(column => column.Name));
            return true;
        }

        var next = at.Peek();
        if (next is not null && (next.IsNumber || next.IsValue || next.Is("is", "are", "over", "under", "above", "below", "=", ">", "<",
            "more", "less", "before", "after")))
        {
            at.At = from;
            return false;
        }

        at.Skip("column", "columns", "field", "fields", "too", "as", "well", "please");
        foreach (var item in items)
        {
            if (item.OnlyColumn is { } column)
            {
                draft.DropColumns.Add(column.Name);
            }
            else
            {
                draft.Unclear.Add(new()
                {
                    Kind = UnclearKind.ShownColumn,
                    Words = "-" + at.Text[item.Start..item.End],
                    Candidates = [.. item.Columns.Select(view => view.Name)],
                });
            }
        }

        return items.Count > 0 || without;
    }

    private static bool Values(Cursor at, ContentDraft draft)
    {
        var here = new ContentDraft();
        if (!ConditionGrammar.Values(at, here, not: true))
        {
            return false;
        }

        if (at.TakeAny("filter", "condition", "rule", "restriction", "part"))
        {
            draft.DropFilters.AddRange(here.Filters.Select(filter => filter.Column));
            return true;
        }

        here.Filters.ForEach(draft.Add);
        draft.Unclear.AddRange(here.Unclear);
        return true;
    }
}

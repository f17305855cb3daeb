namespace OmniForge.Agents.Building.Content;

/// <summary>"grouped by client", "count per team", "average price per make", "how many are at risk".</summary>
internal static class GroupGrammar
{
    public static bool Try(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        if (By(at, draft) || Figure(at, draft))
        {
            draft.Strong = true;
            return true;
        }

        at.At = from;
        return false;
    }

    private static bool By(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        var sure = at.TakeAny("grouped by", "group by", "grouped per", "group per", "broken down by", "breakdown by", "split by", "split "
            + "up by", "bucketed by", "summarised by", "summarized by", "summarise by", "summarize by", "grouped on", "organised by",
            "organized by", "arranged by groups of", "in groups by", "divided by", "separated by");
        if (!sure && at.TakeAny("group", "break", "split", "grouped", "divide"))
        {
            at.Skip("it", "them", "rows", "everything", "the", "down", "that", "this", "up", "all", "results", "result", "report",
                "list", "ones", "projects");
            if (at.Peek() is { IsColumn: true } && at.Is(1, "by"))
            {
                at.At++;
            }

            sure = at.TakeAny("by", "per");
        }

        var per = !sure && at.TakeAny("per", "for each", "for every", "in each", "by each", "of each", "in every", "of every", "each");
        var by = !sure && !per && draft.Aggregates.Count > 0 && at.TakeAny("by", "within", "across");
        if (!sure && !per && !by)
        {
            at.At = from;
            return false;
        }

        var found = Columns(at, draft);
        if (!found && sure && at.Peek() is { Kind: ItemKind.Word } word)
        {
            at.At++;
            draft.Unclear.Add(new() { Kind = UnclearKind.GroupColumn, Words = word.Word.Text });
            return true;
        }

        if (!found)
        {
            at.At = from;
            return false;
        }

        Former(at);
        return true;
    }

    /// <summary>"per client instead of per status": what it is instead of is gone anyway.</summary>
    private static void Former(Cursor at)
    {
        var from = at.At;
        at.Skip(",");
        if (at.TakeAny("instead of", "rather than", "not", "in place of"))
        {
            at.Skip("per", "by", "for", "each", "the", "grouped");
            if (at.Peek() is { IsColumn: true })
            {
                at.At++;
                return;
            }
        }

        at.At = from;
    }

    private static bool Columns(Cursor at, ContentDraft draft)
    {
        var found = false;
        while (true)
        {
            at.SkipArticles();
            if (at.Peek() is not { IsColumn: true } item)
            {
                return found;
            }

            at.At++;
            found = true;
            Put(at, draft, item);
            var here = at.At;
            if (!at.TakeAny("and then", "and by", "and", ",") || at.Peek() is not ({ IsColumn: true } or
                {
                    Kind: ItemKind.Word,
                    Word.Text: "the" or "then" or "per" or "by"
                }) || at.Is(1, "first", "is", "are"))
            {
                at.At = here;
                return true;
            }

            at.Skip("then", "by", "per");
        }
    }

    private static void Put(Cursor at, ContentDraft draft, Item item)
    {
        if (item.OnlyColumn is { } column)
        {
            draft.GroupBy.Add(column.Name);
            return;
        }

        draft.Unclear.Add(new()
        {
            Kind = UnclearKind.GroupColumn,
            Words = at.Text[item.Start..item.End],
            Candidates = [.. item.Columns.Select(view => view.Name)],
        });
    }

    private static bool Figure(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        if (Counted(at, draft))
        {
            return true;
        }

        var kind = at.TakeAny("total of", "total", "sum of", "sum", "sum up", "summed", "add up", "overall", "in total", "totals of",
            "totals", "the sum of") ? AggregateKind.Sum
            : at.TakeAny("average of", "average", "averages", "avg", "mean", "on average") ? AggregateKind.Average
            : at.TakeAny("median") ? AggregateKind.Median
            : at.TakeAny("minimum", "min", "lowest", "smallest", "cheapest", "earliest") ? AggregateKind.Minimum
            : at.TakeAny("maximum", "max", "highest", "largest", "biggest", "greatest", "latest") ? AggregateKind.Maximum
            : (AggregateKind?)null;
        if (kind is not { } which)
        {
            return false;
        }

        at.Skip("of", "the", "all", "their", "number");
        if (at.Peek() is not { IsColumn: true } item || (which is AggregateKind.Minimum or AggregateKind.Maximum && !FollowedByGroup(at)))
        {
            at.At = from;
            return false;
        }

        var usable = item.Columns.Where(column => column.IsNumber || (column.IsDate && which is AggregateKind.Minimum
            or AggregateKind.Maximum)).ToList();
        if (usable.Count == 0 && item.Columns.All(column => !column.IsNumber))
        {
            usable = [.. at.Table.Numbers];
        }

        at.At++;
        if (usable.Count == 1)
        {
            draft.Aggregates.Add(new(which, usable[0].Name));
        }
        else
        {
            draft.Unclear.Add(new()
            {
                Kind = UnclearKind.FigureColumn,
                Words = at.Said(at.At - 1, at.At),
                Candidates = [.. usable.Select(column => column.Name)],
                Aggregate = new(which, ""),
            });
        }

        More(at, draft);
        return true;
    }

    /// <summary>"average price and weight per make": the next figure of the same kind needs its own word, "and total …" does.</summary>
    private static void More(Cursor at, ContentDraft draft)
    {
        var here = at.At;
        at.Skip(",", "and", "the");
        if (!Figure(at, draft))
        {
            at.At = here;
        }
    }

    private static bool Counted(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        if (at.TakeAny("how many different", "how many distinct", "how many unique", "number of different", "number of distinct", "number "
            + "of unique", "count of distinct", "count distinct", "count the different") && at.Peek() is
            {
                IsColumn: true,
                Columns.Count: 1
            } distinct)
        {
            at.At++;
            draft.Aggregates.Add(new(AggregateKind.CountDistinct, distinct.Columns[0].Name));
            return true;
        }

        at.At = from;
        if (!at.TakeAny("how many", "number of", "total number of", "count of", "counts of", "counting", "counts", "count up", "count",
            "the count", "tally of", "tally"))
        {
            return false;
        }

        at.Skip("the", "all", "rows", "of", "our", "my", "number");
        if (at.Peek() is { IsColumn: true } && (FollowedByGroup(at) || at.Is(1, "there", "are", "is", "have", "we", "that", "with", "in",
            "from", "each")))
        {
            at.At++;
        }

        draft.Aggregates.Add(new(AggregateKind.Count, null));
        return true;
    }

    private static bool FollowedByGroup(Cursor at)
    {
        for (var k = 1; k <= 5 && at.Peek(k) is { } item; k++)
        {
            if (item.Is("per", "each") || (item.Is("by", "every") && at.Peek(k + 1) is { IsColumn: true }))
            {
                return true;
            }
        }

        return false;
    }
}

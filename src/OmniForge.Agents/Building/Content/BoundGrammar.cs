namespace OmniForge.Agents.Building.Content;

/// <summary>"max budget 25000", "a minimum spend of 500", "budget max 25000": the most or least that a column may have.</summary>
internal static class BoundGrammar
{
    public static bool Try(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        at.SkipArticles();
        var before = Bound(at);
        if (at.Peek() is { IsColumn: true } item && item.Columns.Any(column => column.IsNumber))
        {
            at.At++;
            at.TakeAny("is", "of", ":", "=", "should be");
            var op = before ?? Bound(at);
            at.TakeAny("of", "is", ":", "=", "to be");
            if (op is { } bound && at.TakeNumber() is { } number && !at.Is(0, "rows", "results", "lines", "entries"))
            {
                return ConditionGrammar.Settle(at, draft, item, new Filter { Op = bound, Values = [Cursor.Plain(number)] });
            }
        }

        at.At = from;
        return false;
    }

    private static FilterOp? Bound(Cursor at)
        => at.TakeAny("max", "maximum") ? FilterOp.Le : at.TakeAny("min", "minimum") ? FilterOp.Ge : null;
}

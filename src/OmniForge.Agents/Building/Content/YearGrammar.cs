namespace OmniForge.Agents.Building.Content;

/// <summary>"in 2000", "since 1995", "between 1990 and 2000" in a table that has its years as numbers.</summary>
internal static class YearGrammar
{
    public static bool Try(Cursor at, ContentDraft draft, bool not)
    {
        var columns = at.Table.Columns.Where(column => column.IsNumber && column.Words.Contains("year")).ToList();
        if (columns.Count != 1)
        {
            return false;
        }

        var from = at.At;
        if (at.TakeAny("between", "from") && Year(at) is { } first && at.TakeAny("and", "to", "until", "through", "-")
            && Year(at) is { } last)
        {
            Put(draft, columns[0], FilterOp.Ge, first);
            Put(draft, columns[0], FilterOp.Le, last);
            return true;
        }

        at.At = from;
        var op = at.TakeAny("in the year", "in year", "in", "of", "for", "from") ? FilterOp.Eq
            : at.TakeAny("since", "starting in") ? FilterOp.Ge
            : at.TakeAny("after") ? FilterOp.Gt
            : at.TakeAny("before") ? FilterOp.Lt
            : at.TakeAny("until", "up to") ? FilterOp.Le
            : (FilterOp?)null;
        if (op is { } known && Year(at) is { } year)
        {
            Put(draft, columns[0], not ? Comparators.Opposite(known) : known, year);
            at.TakeAny("on", "onwards", "and later");
            return true;
        }

        at.At = from;
        return false;
    }

    private static int? Year(Cursor at)
    {
        if (at.Peek() is not { IsNumber: true } || at.Number() is not { } number || number != Math.Floor(number)
            || number is < 1500 or > 2199)
        {
            return null;
        }

        at.At++;
        return (int)number;
    }

    private static void Put(ContentDraft draft, ColumnView column, FilterOp op, int year)
    {
        draft.Strong = true;
        draft.Add(new Filter { Column = column.Name, Op = op, Values = [Cursor.Plain(year)] });
    }
}

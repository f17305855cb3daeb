namespace OmniForge.Agents.Building.Content;

/// <summary>"below 20 instead of 10", "change 10 to 20", "Ben, not Maya", "swap owner for client".</summary>
internal static class SwapGrammar
{
    public static bool Try(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        foreach (var rule in new Func<Cursor, ContentDraft, bool>[] { Instead, Changed, Columns })
        {
            at.At = from;
            if (rule(at, draft))
            {
                return draft.Strong = true;
            }
        }

        at.At = from;
        return false;
    }

    /// <summary>"replace the client with the due date", "swap owner for client".</summary>
    private static bool Columns(Cursor at, ContentDraft draft)
    {
        var turned = at.TakeAny("substitute");
        if (!turned && !at.TakeAny("replace", "swap out", "swap", "exchange", "trade", "switch", "change"))
        {
            return false;
        }

        if (Column(at) is { } first && at.TakeAny("with", "for", "by", "to", "against", "and put in", "into") && Column(at) is { } second && first != second)
        {
            draft.DropColumns.Add(turned ? second : first);
            draft.AddColumns.Add(turned ? first : second);
            return true;
        }

        return false;
    }

    private static string? Column(Cursor at)
    {
        at.SkipArticles();
        at.Skip("column", "field");
        if (at.Peek() is not { IsColumn: true, OnlyColumn: { } column })
        {
            return null;
        }

        at.At++;
        at.Skip("column", "field");
        return column.Name;
    }

    private static bool Instead(Cursor at, ContentDraft draft)
    {
        Comparators.Take(at);
        at.Skip("use", "make", "it", "with", "the");
        if (Value(at) is not { } now)
        {
            return false;
        }

        at.SkipNouns();
        if (at.TakeAny("instead of", "rather than", "in place of", "not"))
        {
            at.SkipArticles();
            if (Value(at) is { } before)
            {
                draft.Swaps.Add(new(before, now));
                return true;
            }
        }

        return false;
    }

    private static bool Changed(Cursor at, ContentDraft draft)
    {
        if (!at.TakeAny("change", "raise", "lower", "increase", "decrease", "set", "replace", "reduce", "swap"))
        {
            return false;
        }

        at.Skip("the", "limit", "threshold", "it", "from", "value", "number");
        var before = Value(at);
        if (!at.TakeAny("to", "with", "by", "for", "into"))
        {
            return false;
        }

        if (Value(at) is { } now)
        {
            draft.Swaps.Add(new(before, now));
            return true;
        }

        return false;
    }

    private static string? Value(Cursor at)
    {
        if (at.TakeNumber() is { } number)
        {
            return Cursor.Plain(number);
        }

        if (at.Peek() is { IsValue: true } value)
        {
            at.At++;
            return value.Value;
        }

        return null;
    }
}

namespace OmniForge.Agents.Building.Content;

/// <summary>"more spent than budgeted": one number of a row against another.</summary>
internal static class ComparedGrammar
{
    public static bool Try(Cursor at, ContentDraft draft, bool not)
    {
        var from = at.At;
        at.Skip("only", "just", "the", "those", "ones", "that", "which", "have", "has", "with", "a", "where", "there", "was", "is");
        var op = at.TakeAny("more", "higher", "greater", "bigger", "larger") ? FilterOp.Gt : at.TakeAny("less", "lower", "smaller") ? FilterOp.Lt : (FilterOp?)null;
        if (op is { } way && Number(at) is { } left)
        {
            at.Skip("has", "been", "was", "is", "on", "it");
            if (at.Take("than"))
            {
                at.SkipArticles();
                if (Number(at) is { } right && right != left)
                {
                    draft.Add(new Filter { Column = left, Op = not ? Comparators.Opposite(way) : way, OtherColumn = right });
                    return draft.Strong = true;
                }
            }
        }

        at.At = from;
        return false;
    }

    private static string? Number(Cursor at)
    {
        if (at.Peek() is { IsColumn: true } item && item.Columns.Where(column => column.IsNumber).ToList() is [var only])
        {
            at.At++;
            return only.Name;
        }

        // "budgeted" for "budget"
        if (at.Peek() is { Kind: ItemKind.Word } word
            && at.Table.Numbers.FirstOrDefault(column => column.Joined.Length > 3 && word.Word.Text.StartsWith(column.Joined, StringComparison.Ordinal)
            && word.Word.Text.EndsWith("ed", StringComparison.Ordinal)) is { } named)
        {
            at.At++;
            return named.Name;
        }

        return null;
    }
}

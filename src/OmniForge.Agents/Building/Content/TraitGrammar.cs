namespace OmniForge.Agents.Building.Content;

/// <summary>Traits of a row: who it belongs to, and columns of yes and no.</summary>
internal static class TraitGrammar
{
    /// <summary>"owned by Maya", "directed by Steven Spielberg", "assigned to Ben".</summary>
    public static bool ByPerson(Cursor at, ContentDraft draft, bool not)
    {
        if (at.Peek() is not { Kind: ItemKind.Word or ItemKind.Column } verb || !at.Is(1, "by", "to") || verb.Word.Text.Length < 4
            || at.Is(0, "sorted", "ordered", "grouped", "ranked", "split"))
        {
            return false;
        }

        var from = at.At;
        var stem = verb.Word.Text.EndsWith("ed", StringComparison.Ordinal) ? verb.Word.Text[..^2] : verb.Word.Text;
        var root = stem.Length > 5 ? stem[..5] : stem;
        var columns = at.Table.Columns.Where(column => column.Words.Any(word => word.StartsWith(root, StringComparison.Ordinal))).ToList();
        if (columns.Count == 0)
        {
            columns = verb.Word.Text switch
            {
                "owned" or "assigned" or "managed" or "led" or "handled" => [.. at.Table.Meaning("owner")],
                "made" or "built" or "produced" => [.. at.Table.Meaning("maker")],
                "written" => [.. at.Table.Meaning("author"), .. at.Table.Meaning("writer")],
                "sold" or "supplied" => [.. at.Table.Meaning("supplier")],
                _ => [],
            };
        }

        at.At += 2;
        if (columns.Count > 0 && ConditionGrammar.Literal(at, verb with { Kind = ItemKind.Column, Columns = columns }, draft, not
            ? FilterOp.Ne
            : FilterOp.Eq))
        {
            return true;
        }

        at.At = from;
        return false;
    }

    /// <summary>"the active ones", "unpaid invoices" for a column of yes and no.</summary>
    public static bool Flag(Cursor at, ContentDraft draft, bool not)
    {
        var from = at.At;
        var cued = at.TakeAny("only", "just", "that are", "which are", "are", "the", "all");
        not ^= at.TakeAny("not");
        at.Skip("the", "all");
        if (at.Peek() is not { Kind: ItemKind.Word or ItemKind.Column } item)
        {
            at.At = from;
            return false;
        }

        var word = item.Word.Text;
        var opposite = word.StartsWith("un", StringComparison.Ordinal) && word.Length > 4;
        var column = at.Table.Columns.FirstOrDefault(view => view.Type == Tools.Tables.ColumnType.Bool
            && (view.Words.Contains(Content.Stems.Of1(word)) || (opposite && view.Words.Contains(Content.Stems.Of1(word[2..])))));
        if (column is null || (!cued && at.Peek(1) is { Kind: ItemKind.Mark } or { IsColumn: true }) || (item.IsColumn && at.Is(1, "and",
            ",") && at.Peek(2) is { IsColumn: true }))
        {
            at.At = from;
            return false;
        }

        at.At++;
        at.SkipNouns();
        not ^= opposite && !column.Words.Contains(Content.Stems.Of1(word));
        draft.Strong |= cued;
        draft.Add(new Filter { Column = column.Name, Op = FilterOp.Eq, Values = [not ? "false" : "true"] });
        return true;
    }
}

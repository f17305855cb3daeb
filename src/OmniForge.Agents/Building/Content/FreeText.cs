namespace OmniForge.Agents.Building.Content;

/// <summary>A value that is not among the known ones: a name of a long list, or a word the person must explain.</summary>
internal static class FreeText
{
    private static readonly string[] Ends =
    [
        "and", "or", "but", "sorted", "sort", "order", "ordered", "by", "then", "with", "every", "each", "on", "at", "as", "that",
            "which", "who", "where", "only", "please", "first",
        "grouped", "group", "show", "list", "write", "send", "put", "in", "from", "for", "top", "daily", "weekly", "monthly", "is", "are",
    ];

    public static bool Take(Cursor at, Item item, ContentDraft draft, FilterOp op)
    {
        var values = new List<string>();
        while (One(at) is { } value)
        {
            values.Add(value);
            var here = at.At;
            if (!at.TakeAny("or", "nor") || at.End)
            {
                at.At = here;
                break;
            }

            at.SkipArticles();
        }

        if (values.Count == 0)
        {
            return false;
        }

        var text = item.Columns.Where(column => column.Type == Tools.Tables.ColumnType.Text).ToList();
        var columns = text.Count > 0 ? text : item.Columns;
        if (columns.All(column => column.Joined != string.Concat(Stems.Of(at.Text[item.Start..item.End]))) && item.Word.Text.EndsWith('s'))
        {
            return false;
        }

        if (columns.Count == 1 && columns[0].Values.Count > 0)
        {
            draft.Strong = true;
            draft.Unclear.Add(new()
            {
                Kind = UnclearKind.Value,
                Words = string.Join(" or ", values),
                Candidates = [columns[0].Name],
                Values = [.. columns[0].Profile.Values.Take(8)],
                Filter = new() { Column = columns[0].Name, Op = op },
            });
            return true;
        }

        if (columns.All(column => column.IsNumber || column.IsDate))
        {
            return false;
        }

        var filter = new Filter { Op = values.Count > 1 && op == FilterOp.Eq ? FilterOp.In : op, Values = values };
        return ConditionGrammar.Settle(at, draft, item with { Columns = columns }, filter);
    }

    private static string? One(Cursor at)
    {
        if (at.Peek() is { Kind: ItemKind.Quote } quote)
        {
            at.At++;
            return quote.Word.Text;
        }

        var from = at.At;
        while (at.Peek() is { Kind: ItemKind.Word or ItemKind.Number or ItemKind.Value } word && !word.Is(Ends) && at.At - from < 4)
        {
            at.At++;
        }

        return at.At > from ? at.Said(from, at.At) : null;
    }
}

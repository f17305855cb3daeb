namespace OmniForge.Agents.Building.Content;

/// <summary>"only the shiny ones": a condition whose words fit nothing in the file is asked about, never dropped in silence.</summary>
internal static class UnknownGrammar
{
    public static bool Try(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        if (!at.TakeAny("only", "just", "except", "without", "excluding", "leave out", "ignore", "but not"))
        {
            return false;
        }

        var not = !at.Is(-1, "only", "just");
        at.SkipArticles();
        at.Skip("where", "whose", "if", "those", "ones", "that", "which", "who", "are", "is");
        var start = at.At;
        while (at.Peek() is { Kind: ItemKind.Word or ItemKind.Quote } word && !word.Is("ones", "rows", "projects", "items", "one", "and",
            "or", "every", "each", "please", "on", "at", "by", "sorted", "for", "to", "with", "in", "if", "when", "once", "after",
            "before", "until", "as", "while", "unless", "because", "not", "over", "under", "above", "below", "more", "less", "than",
            "between", "first", "this", "next", "last") && at.At - start < 3)
        {
            at.At++;
        }

        var words = at.Said(start, at.At);
        var noun = at.Is(0, "ones", "rows", "projects", "items", "one", "entries") || at.Peek() is { IsColumn: true };
        if (words.Length == 0 || !noun)
        {
            at.At = from;
            return false;
        }

        at.At++;
        draft.Strong = true;
        if (at.TakeAny("first", "on top", "at the top"))
        {
            draft.Unclear.Add(new() { Kind = UnclearKind.SortColumn, Words = words, Sort = new("", SortWay.Ascending, []) });
            return true;
        }

        draft.Unclear.Add(new()
        {
            Kind = UnclearKind.Meaning,
            Words = words,
            Filter = new() { Op = not ? FilterOp.Ne : FilterOp.Eq },
        });
        return true;
    }
}

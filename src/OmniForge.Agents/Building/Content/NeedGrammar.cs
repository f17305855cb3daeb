namespace OmniForge.Agents.Building.Content;

/// <summary>What is said of a column instead of an order: "the owner can go", "the budget would be nice", "everything but the notes".</summary>
internal static class NeedGrammar
{
    private static readonly string[] All =
        ["all columns", "all the columns", "every column", "all fields", "all the fields", "every field", "everything", "all", "the lot"];

    private static readonly string[] But =
        ["but", "except for", "except", "apart from", "other than", "minus", "without", "save for", "excluding", "aside from", "bar", "besides"];

    private static readonly string[] Unwanted =
    [
        "can go", "could go", "should go", "must go", "may go", "has to go", "have to go", "can be dropped", "can be removed", "can be left out",
        "can be hidden", "can be skipped", "can be deleted", "could be dropped", "should be removed", "should be dropped", "should be left out",
        "should not be there", "should not be in it", "should not be in there", "does not belong there", "does not belong in there", "is not needed",
        "are not needed", "is not necessary", "are not necessary", "is unnecessary", "are unnecessary", "is superfluous", "are superfluous",
        "is redundant", "are redundant", "is pointless", "is irrelevant", "are irrelevant", "is not relevant", "is not important", "is not interesting",
        "is not required", "are not required", "is too much", "does not matter", "do not matter", "is useless", "is of no use", "is of no interest", "out",
        "is not wanted", "not needed", "not necessary", "not required", "not wanted",
    ];

    private static readonly string[] Wanted =
    [
        "would be nice", "would be good", "would be great", "would be useful", "would be helpful", "would be handy", "would be lovely", "would help",
        "would not hurt", "would be nice to have", "would be good to have", "would be nice to see", "is needed", "are needed", "should be there",
        "should be in it", "should be in there", "should be included", "should be shown", "should be listed", "must be in it", "must be in there",
        "must be included", "has to be there", "belongs in it", "belongs in there", "belongs there", "needs to be there", "needs to be in there", "in",
    ];

    private static readonly string[] Missed =
    [
        "i miss", "i am missing", "we are missing", "i still miss", "i am still missing", "you forgot", "you have forgotten", "do not forget",
        "i would also like", "what about", "how about", "it lacks", "it needs", "bring in",
        "throw in", "pop in", "stick in", "pull in", "squeeze in", "chuck in", "toss in", "drop in", "work in", "add in", "slot in",
    ];

    public static bool Try(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        if (AllBut(at, draft) || Led(at, draft) || Judged(at, draft))
        {
            return draft.Strong = true;
        }

        at.At = from;
        return false;
    }

    /// <summary>"everything except the owner".</summary>
    private static bool AllBut(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        at.TakeAny("show me", "show", "keep", "list", "i want", "give me");
        if (at.TakeAny(All) && at.TakeAny(But) && Names(at) is { Count: > 0 } columns && Ends(at))
        {
            draft.AllColumns = true;
            draft.DropColumns.AddRange(columns);
            return true;
        }

        at.At = from;
        return false;
    }

    private static bool Led(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        if (at.TakeAny(Missed) && Names(at) is { Count: > 0 } columns)
        {
            Trailing(at);
            if (Ends(at))
            {
                draft.AddColumns.AddRange(columns);
                return true;
            }
        }

        at.At = from;
        if (Opens(at) && at.TakeAny("not the", "but not the", "and not the") && Names(at) is { Count: > 0 } gone && Closed(at))
        {
            draft.DropColumns.AddRange(gone);
            return true;
        }

        at.At = from;
        return false;
    }

    /// <summary>Nothing but a word of correction stands before it.</summary>
    private static bool Opens(Cursor at)
        => at.Peek(-1) is null or { Kind: ItemKind.Mark } || (at.At == 1 && at.Is(-1, "actually", "but", "no", "sorry", "just", "rather", "well", "hmm", "ok"));

    private static bool Judged(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        if (at.Peek(-1) is { } before && (before.IsColumn || !(before.Kind == ItemKind.Mark || before.Is("the", "and", "but", "that", "please", "think", "so"))))
        {
            return false;
        }

        if (Names(at) is { Count: > 0 } columns)
        {
            if (at.TakeAny(Unwanted) && Closed(at))
            {
                draft.DropColumns.AddRange(columns);
                return true;
            }

            if (at.TakeAny(Wanted))
            {
                at.TakeAny("to have", "to see", "to know");
                if (Closed(at))
                {
                    draft.AddColumns.AddRange(columns);
                    return true;
                }
            }
        }

        at.At = from;
        return false;
    }

    private static bool Closed(Cursor at)
    {
        Trailing(at);
        return Ends(at);
    }

    private static void Trailing(Cursor at) => at.Skip("too", "as", "well", "also", "in", "there", "it", "though", "please", "anymore", "any", "more", "really",
        "at", "all", "actually", "for", "me", "us", "back", "again", "here", "anyway");

    private static bool Ends(Cursor at) => at.Peek() is null or { Kind: ItemKind.Mark } || at.Is(0, "and", "but", "then", "please", "thanks", "because", "so");

    private static List<string> Names(Cursor at)
        => ColumnGrammar.List(at) is var items && items.TrueForAll(item => item.OnlyColumn is not null) ? [.. items.Select(item => item.OnlyColumn!.Name)] : [];
}

using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Content;

/// <summary>Which columns are shown: "just name and owner", "also include the due date", "all columns".</summary>
internal static class ColumnGrammar
{
    public static bool Try(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        if (at.TakeAny("all columns", "every column", "all the columns", "all fields", "all of the columns", "every field", "full rows",
            "whole rows", "all details", "all the details", "all information", "all info", "all data"))
        {
            draft.AllColumns = true;
            return draft.Strong = true;
        }

        if (Owner(at, draft) || Instead(at, draft) || InsteadFirst(at, draft) || Also(at, draft) || Exactly(at, draft) || Uncued(at, draft))
        {
            draft.Strong = true;
            return true;
        }

        at.At = from;
        return false;
    }

    private static readonly string[] WhatWas = ["what was", "what is", "what has been", "how much was", "how much is", "how much has been", "when it is"];

    /// <summary>Columns joined by commas and "and"; stops where the next one begins a condition.</summary>
    public static List<Item> List(Cursor at)
    {
        var items = new List<Item>();
        while (true)
        {
            var back = at.At;
            at.SkipArticles();
            at.Skip("column", "columns");
            at.SkipArticles();
            at.TakeAny(WhatWas);
            if (at.Peek() is not { IsColumn: true } item || Begins(at, items.Count))
            {
                at.At = back;
                return items;
            }

            items.Add(item);
            at.At++;
            at.Skip("column", "columns", "field", "fields");
            var here = at.At;
            at.Skip(",", "and", "&", "plus", "with", "+", "as", "well", "also", "then", "/");
            if (at.At == here)
            {
                return items;
            }

            var next = at.At;
            at.SkipArticles();
            at.TakeAny(WhatWas);
            if (at.Peek() is not { IsColumn: true })
            {
                at.At = here;
                return items;
            }

            at.At = next;
        }
    }

    /// <summary>"name and status is done": the last column starts a condition of its own.</summary>
    private static bool Begins(Cursor at, int before)
        => before > 0 && at.Peek(1) is { } next && (next.Is("is", "are", "over", "under", "above", "below", "=", ">", "<", ">=", "<=",
            "contains", "starts", "between", "more", "less", "greater", "at", "not", "first", "equals")
            || Comparators.Follows(at, 1) || (next.IsValue && next.Columns.Intersect(at.Peek()!.Columns).Any()));

    private static readonly Regex OwnerWords = new(
        "^(?:who (?:owns|is|runs|leads|manages|handles) (?:it|them|each|responsible|this|these|what)|whose (?:it|they|each|project) (?:is|are|it|they))",
        RegexOptions.CultureInvariant);

    /// <summary>"who owns it", "whose it is": the column that names somebody.</summary>
    private static bool Owner(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        at.TakeAny("also show", "also", "show", "see", "add", "include", "tell me");
        var columns = at.Table.Meaning("owner");
        if (columns.Count == 1 && OwnerWords.IsMatch(string.Join(' ', Enumerable.Range(0, 3).Select(ahead => at.Peek(ahead)?.Word.Text))))
        {
            at.At = Math.Min(at.At + 3, at.Count);
            at.Skip("is", "it", "them", "project", "one", "for", "each", "too", "as", "well");
            draft.AddColumns.Add(columns[0].Name);
            return true;
        }

        at.At = from;
        return false;
    }

    /// <summary>"the due date instead of the client": one column takes the place of another.</summary>
    private static bool Instead(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        at.TakeAny("show me", "show", "list", "use", "put", "i want", "give me", "with", "rather");
        at.SkipArticles();
        if (at.Peek() is { IsColumn: true, OnlyColumn: { } now })
        {
            at.At++;
            if (at.TakeAny("instead of", "rather than", "in place of") || (Alone(at, from) && (at.TakeAny("not", "and not") || at.Take(", not"))))
            {
                at.SkipArticles();
                if (at.Peek() is { IsColumn: true, OnlyColumn: { } before } && before.Name != now.Name)
                {
                    at.At++;
                    draft.AddColumns.Add(now.Name);
                    draft.DropColumns.Add(before.Name);
                    return true;
                }
            }
        }

        at.At = from;
        return false;
    }

    /// <summary>"instead of the client I want the status".</summary>
    private static bool InsteadFirst(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        if (at.TakeAny("instead of", "rather than", "in place of", "in lieu of"))
        {
            at.SkipArticles();
            if (at.Peek() is { IsColumn: true, OnlyColumn: { } before })
            {
                at.At++;
                at.Skip(",", "i", "want", "would", "like", "rather", "show", "me", "use", "put", "give", "have", "list", "prefer", "need", "please", "take", "see", "to", "the");
                if (at.Peek() is { IsColumn: true, OnlyColumn: { } now } && now.Name != before.Name)
                {
                    at.At++;
                    draft.AddColumns.Add(now.Name);
                    draft.DropColumns.Add(before.Name);
                    return true;
                }
            }
        }

        at.At = from;
        return false;
    }

    /// <summary>"client, not owner" says it only as a clause of its own.</summary>
    private static bool Alone(Cursor at, int from)
    {
        var end = Enumerable.Range(at.At, Math.Max(0, at.Count - at.At)).FirstOrDefault(place => at[place].IsColumn, -1);
        return end >= 0 && (from == 0 || at[from - 1].Kind == ItemKind.Mark) && (end + 1 >= at.Count || at[end + 1].Kind == ItemKind.Mark);
    }

    private static bool Also(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        var cued = at.TakeAny("also include", "also show", "also add", "also list", "also with", "also want", "also need", "also put in",
            "also", "add", "include also", "plus", "and also", "as well as", "along with", "together with", "additionally", "show also",
            "put in", "bring back", "i also want", "i also need", "and include", "and add", "include", "including");
        cued |= from == 0 && at.Take("and");
        at.Skip("the", "also", "a", "an", "column", "columns", "include", "show", "with", "for", "me", "back", "in", "to", "see", "have",
            "need", "want", "their", "its", "please");
        if (!cued && !at.Is(-1, "the") && at.Peek() is not { IsColumn: true })
        {
            at.At = from;
            return false;
        }

        if (at.Peek() is { IsColumn: true } && !(at.Peek(1) is { } next && next.Is("is", "are", "over", "under", "above", "below", "=",
            ">", "<", "between", "first", "by")) && !Comparators.Follows(at, 1))
        {
            var items = List(at);
            at.Skip("column", "columns");
            var inside = at.TakeAny("in there", "in it", "on there", "on it", "to it", "to the list", "to the report", "in the list", "in the report");
            var trailing = at.TakeAny("too", "as well", "also", "in addition", "in it too") || inside;
            if (items.Count > 0 && (cued || trailing))
            {
                items.ForEach(item => Put(at, draft, item, draft.AddColumns, "+"));
                return true;
            }
        }

        at.At = from;
        return false;
    }

    private static bool Exactly(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        var only = at.TakeAny("just the columns", "only the columns", "just show", "only show", "show only", "show just", "show me just",
            "show me only", "just", "only", "columns", "column", "fields", "with the columns", "with columns", "nothing but", "limited "
            + "to", "list only", "list just",
            "i only need", "i just need", "i only want", "i just want", "keep only", "reduce to", "consisting of", "containing only",
                "with only", "with just");
        var loose = !only && at.TakeAny("show me", "show", "list", "give me", "with", "containing", "display", "i need", "i want to see",
            "i want", "listing", "showing", "tell me", "contains", "should have", "has", "print", "see");
        at.Skip(":", "the", "columns", "column", "fields", "only", "just", "me", "their", "its", "each", "for", "these", "following",
            "of", "are", "to", "see", "a", "an");
        if ((only || loose) && at.Peek() is { IsColumn: true } && !(at.Peek(1) is { } next && next.Is("ones", "rows", "is", "are",
            "over", "under", "above", "below", "=", ">", "<", ">=", "<=", "between", "first", "from", "that", "which", "where", "with",
            "whose", "in", "contains", "starts", "sorted", "by", "grouped", "of", "more", "at")) && !Comparators.Follows(at, 1))
        {
            var items = List(at);
            if (items.Count >= (only ? 1 : 2) || (items.Count == 1 && at.TakeAny("only", "columns", "column")))
            {
                at.TakeAny("only", "columns", "column");
                items.ForEach(item => Put(at, draft, item, draft.Columns, ""));
                return true;
            }
        }

        at.At = from;
        return false;
    }

    /// <summary>"status and deadline, grouped by client": two columns or more say what is wanted.</summary>
    private static bool Uncued(Cursor at, ContentDraft draft)
    {
        var from = at.At;
        if (at.Peek() is not { IsColumn: true } || at.Is(-1, "by", "per", "than", "each", "of", "for", "over", "under") || Begins(at, 1))
        {
            return false;
        }

        var items = List(at);
        if (items.Count >= 2 && items.Select(item => item.Columns[0].Name).Distinct().Count() == items.Count
            && !(at.Peek() is { IsNumber: true }) && !at.Is(0, "first", "descending", "ascending", "desc", "asc"))
        {
            items.ForEach(item => Put(at, draft, item, draft.Columns, ""));
            at.Skip("only", "columns");
            return true;
        }

        at.At = from;
        return false;
    }

    private static void Put(Cursor at, ContentDraft draft, Item item, List<string> into, string sign)
    {
        if (item.OnlyColumn is { } column)
        {
            if (!into.Contains(column.Name))
            {
                into.Add(column.Name);
            }

            return;
        }

        draft.Unclear.Add(new()
        {
            Kind = UnclearKind.ShownColumn,
            Words = sign + at.Text[item.Start..item.End],
            Candidates = [.. item.Columns.Select(view => view.Name)],
        });
    }
}

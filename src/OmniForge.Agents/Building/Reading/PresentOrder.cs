using System.Text.RegularExpressions;
using OmniForge.Agents.Building.Content;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Words that only make sense beside the order or the groups the draft has: "by owner instead", "smallest first".</summary>
internal static class PresentOrder
{
    private static readonly Regex Extreme = new(
        "^(?:smallest|biggest|lowest|highest|largest|greatest|least|most|latest|earliest)$", RegexOptions.CultureInvariant);

    private static readonly Regex Besides = new("\\b(?:also|too|as well|in addition|besides)\\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Turned = new(
        "^(?:(?:no|sorry|actually|hm+|oh|ok|okay|please|and|but|well|wait|then|i meant?|rather|now|do it|sort it|sort|sorted|order|ordered|put it|order it|show it|the list|the order|the sorting|is|should be|it should be|it|make it|in|the|on second thoughts?) )*"
        + "(?:(?:reverse|invert|flip|turn|swap) (?:the (?:order|sorting|sort order|sort|list|sequence|sorting order))(?: (?:around|round|upside down))?"
        + "|(?:flip|invert) (?:it|that|this)(?: (?:around|round|over))?|turn (?:it|that|this) (?:around|round|upside down)"
        + "|other way (?:around|round|about)|opposite (?:order|way|direction)|reverse(?:d)? order|reversed|backwards|upside down|descending|ascending)"
        + "(?: (?:please|instead|then|now|rather))*$", RegexOptions.CultureInvariant);

    /// <summary>"the other way round": the order that the draft has, from its other end; null when nothing of the kind is said or there is no order.</summary>
    public static WishChange? Reversed(string sentence, Wish wish)
    {
        if (wish.Sorts.ToList().FindIndex(sort => sort.First.Count == 0) is not (>= 0 and var at) || !Turned.IsMatch(sentence))
        {
            return null;
        }

        var present = wish.Sorts[at];
        var way = sentence.EndsWith("descending", StringComparison.Ordinal) ? SortWay.Descending
            : sentence.EndsWith("ascending", StringComparison.Ordinal) ? SortWay.Ascending
            : present.Way == SortWay.Ascending ? SortWay.Descending : SortWay.Ascending;
        return new() { Sorts = [.. wish.Sorts.Select(sort => sort == present ? sort with { Way = way } : sort)] };
    }

    /// <summary>A column said to be missing is to be shown, when the draft shows some and not this one; else rows that lack it are meant.</summary>
    private static void Missing(ContentDraft draft, string text, Wish wish)
    {
        var absent = draft.Filters.Where(filter => filter.Op == FilterOp.IsEmpty && wish.Columns.Count > 0 && !wish.Columns.Contains(filter.Column)).ToList();
        if (absent.Count > 0 && Lacks.IsMatch(text))
        {
            draft.Filters.RemoveAll(absent.Contains);
            draft.AddColumns.AddRange(absent.Select(filter => filter.Column));
        }
    }

    /// <summary>"all statuses", "any client again": no condition on that column any more.</summary>
    private static string? Every(IReadOnlyList<Word> words, TableView table, Wish wish)
    {
        var said = words.Where(word => word.Kind != WordKind.Mark && !word.IsAny("no", "actually", "please", "then", "the", "and", "but", "now", "again", "instead", "sorry", "show", "me", "take",
            "use", "of", "kinds", "possible")).ToList();
        return said.Count is 2 or 3 && said[0].IsAny("all", "any", "every", "whatever", "regardless") && Mentions.Find([.. said.Skip(1)], table) is [{ IsColumn: true, OnlyColumn: { } column }]
            && wish.Filters.Any(filter => filter.Column == column.Name) ? column.Name : null;
    }

    /// <summary>"forget the budget thing": the condition on a column when there is one, else the column.</summary>
    private static void Conditions(ContentDraft draft, Wish wish)
    {
        bool Filtered(string column) => wish.Filters.Any(filter => filter.Column == column || filter.Any.Any(one => one.Column == column));
        var shown = draft.DropFilters.Where(column => !Filtered(column) && wish.Columns.Contains(column)).ToList();
        draft.DropFilters.RemoveAll(shown.Contains);
        var hidden = draft.DropColumns.Where(column => wish.Columns.Count > 0 && !wish.Columns.Contains(column) && Filtered(column)).ToList();
        draft.DropColumns.RemoveAll(hidden.Contains);
        draft.DropColumns.AddRange(shown);
        draft.DropFilters.AddRange(hidden);
    }

    private static readonly Regex Lacks = new(
        "^(?!.*\\b(?:where|whose|with|that|which|only|just|rows|ones|projects)\\b).*\\b(?:missing|not (?:there|in (?:it|there)))\\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static void Apply(ContentDraft draft, IReadOnlyList<Word> words, TableView table, Wish wish)
    {
        Missing(draft, Words.Join(words), wish);
        Conditions(draft, wish);
        if (Every(words, table, wish) is { } whole)
        {
            Settle(draft);
            draft.DropFilters.Add(whole);
            return;
        }

        var said = words.Where(word => word.Kind != WordKind.Mark && !word.IsAny("no", "actually", "rather", "please", "instead", "sorry", "then", "the",
            "and", "but", "better", "now", "make", "it")).ToList();
        if (said.Count > 1 && said[0].IsAny("by", "per") && Mentions.Find([.. said.Skip(1)], table) is [{ IsColumn: true, OnlyColumn: { } column }])
        {
            By(draft, column.Name, said[0].Is("per"), wish);
        }
        else if (draft.Sorts.Count == 0 && wish.Sorts is [{ First.Count: 0 } present]
            && draft.Unclear is [{ Kind: UnclearKind.SortColumn, Sort: { } open } asked] && Extreme.IsMatch(asked.Words))
        {
            Settle(draft);
            draft.Sorts.Add(new(present.Column, open.Way, []));
        }
    }

    /// <summary>"below 20000 instead" is about the amount that the draft already compares.</summary>
    public static WishChange Amount(WishChange change, ContentDraft draft, string text, Wish wish)
    {
        var amounts = wish.Filters.Where(filter => filter.Op is FilterOp.Lt or FilterOp.Le or FilterOp.Gt or FilterOp.Ge && filter.OtherColumn is null).ToList();
        if (amounts is not [var present] || Besides.IsMatch(text)
            || draft.Unclear is not [{ Kind: UnclearKind.FilterColumn, Filter: { } filter } asked] || !asked.Candidates.Contains(present.Column))
        {
            return change;
        }

        Settle(draft);
        return change with { DropFilters = [.. change.DropFilters, present.Column], AddFilters = [.. change.AddFilters, filter with { Column = present.Column }] };
    }

    private static void By(ContentDraft draft, string column, bool groups, Wish wish)
    {
        if (groups || wish.Grouping is { By.Count: > 0 })
        {
            Settle(draft);
            draft.GroupBy.Clear();
            draft.GroupBy.Add(column);
        }
        else if (wish.Sorts.Count > 0)
        {
            Settle(draft);
            draft.Sorts.Clear();
            draft.Sorts.Add(new(column, SortWay.Ascending, []));
        }
    }

    private static void Settle(ContentDraft draft)
    {
        draft.Unclear.Clear();
        draft.Left.Clear();
        draft.Strong = true;
    }
}

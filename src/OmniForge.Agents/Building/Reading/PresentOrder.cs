using System.Text.RegularExpressions;
using OmniForge.Agents.Building.Content;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Words that only make sense beside the order or the groups the draft has: "by owner instead", "smallest first".</summary>
internal static class PresentOrder
{
    private static readonly Regex Extreme = new(
        "^(?:smallest|biggest|lowest|highest|largest|greatest|least|most|latest|earliest)$", RegexOptions.CultureInvariant);

    private static readonly Regex Instead = new("\\b(?:instead|rather|i meant?)\\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static void Apply(ContentDraft draft, IReadOnlyList<Word> words, TableView table, Wish wish)
    {
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
        if (amounts is not [var present] || !Instead.IsMatch(text)
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

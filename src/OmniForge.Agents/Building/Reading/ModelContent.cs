using System.Text.RegularExpressions;
using OmniForge.Agents.Building.Content;

namespace OmniForge.Agents.Building.Reading;

/// <summary>What a model read about the content of a report, as far as it exists in the table or was said.</summary>
internal static partial class ModelContent
{
    private const int LongestValue = 24;

    /// <summary>Conditions on columns that do not exist become questions; other unknown columns are left out.</summary>
    public static (WishChange Change, IReadOnlyList<Unclear> Unclear) Known(TurnUnderstanding read, TurnUnderstanding grammar, TableView? table, OwnWords own)
    {
        if (table is null)
        {
            return (new() { OutputFile = grammar.Change.OutputFile }, []);
        }

        bool Has(string? column) => column is not null && table.Exactly(column) is not null;
        var change = read.Change;
        var found = change.AddFilters.Where(filter => Has(filter.Column) && (filter.OtherColumn is null || Has(filter.OtherColumn))).ToList();
        var good = found.Where(filter => filter.Values.All(value => Value(value, filter.Column, table, own)) && filter.Any.Count == 0).ToList();
        var lost = change.AddFilters.Except(found).Select(filter => new Unclear
        {
            Kind = UnclearKind.FilterColumn,
            Words = own.Of(filter.Column) ?? read.Words,
            Filter = filter.Values.All(own.Said) ? filter : null,
        });
        var strange = found.Except(good).Take(1).Select(_ => new Unclear { Kind = UnclearKind.Meaning, Words = read.Words });
        var sorts = change.Sorts.Where(sort => Has(sort.Column))
            .Select(sort => sort with { First = [.. sort.First.Where(value => Value(value, sort.Column, table, own))] }).ToList();
        var unsorted = change.Sorts.Where(sort => !Has(sort.Column))
            .Select(sort => new Unclear { Kind = UnclearKind.SortColumn, Words = own.Of(sort.Column) ?? read.Words, Sort = own.Said(sort.Column) ? sort : null });
        var kept = change with
        {
            AddFilters = good,
            AlsoFilters = [.. change.AlsoFilters.Where(filter => Has(filter.Column) && filter.Values.All(value => Value(value, filter.Column, table, own)))],
            DropFilters = [.. change.DropFilters.Where(Has)],
            Sorts = sorts,
            Columns = [.. change.Columns.Where(Has)],
            AddColumns = [.. change.AddColumns.Where(Has)],
            DropColumns = [.. change.DropColumns.Where(Has)],
            Grouping = change.Grouping is { } grouping && grouping.By.All(Has)
                && grouping.Aggregates.All(figure => figure.Column is null || Has(figure.Column)) ? grouping : null,
            OutputFile = own.Of(change.OutputFile) ?? grammar.Change.OutputFile,
            Swaps = grammar.Change.Swaps,
        };
        return (kept, [.. read.Unclear.Where(open => open.Words.Length > 0).Select(open => Asked(open, read.Words, table, own)), .. lost, .. strange, .. unsorted]);
    }

    /// <summary>The question repeats the person's own words and offers only what is there.</summary>
    private static Unclear Asked(Unclear open, string message, TableView table, OwnWords own) => new()
    {
        Kind = open.Kind,
        Words = own.Of(open.Words) ?? message,
        Candidates = [.. open.Candidates.Where(column => table.Exactly(column) is not null)],
        Filter = open.Filter is { } filter && filter.Values.All(own.Said) ? filter : null,
        Sort = open.Sort is { } sort && own.Said(sort.Column) ? sort : null,
        Values = [.. open.Values.Where(value => table.Profile.Columns.Any(column => column.Values.Contains(value)))],
    };

    /// <summary>A value of the column, one that was said, or a number, date or period that follows from what was said.</summary>
    private static bool Value(string value, string column, TableView table, OwnWords own)
        => own.Said(value) || (value.Length <= LongestValue && Computed().IsMatch(value))
            || table.Profile.Columns.First(known => known.Name == column).Values.Contains(value);

    [GeneratedRegex(@"^([-+]?\d[\d.,:-]*[a-z%]?|[a-z]{1,12}(_[a-z]{1,12})?|\$\{DATE\})$")]
    private static partial Regex Computed();
}

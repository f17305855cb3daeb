using OmniForge.Agents.Building.Content;
using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Holds a model's reading against the grammar and against what really exists.</summary>
internal static class ModelCheck
{
    /// <summary>Moves and plain commands are the same with any model.</summary>
    public static bool Settled(TurnUnderstanding grammar)
        => grammar.Reading is TurnReading.Back or TurnReading.Undo or TurnReading.Restart or TurnReading.Cancel
            || (grammar.Act != TurnAct.None && grammar.Reading is TurnReading.Statement or TurnReading.Yes);

    public static TurnUnderstanding Merge(TurnUnderstanding read, TurnUnderstanding grammar, BuilderState state, BuilderWorld world)
    {
        // What reaches outside goes ahead only if nothing in the sentence speaks against it.
        if (read.Reading == TurnReading.Yes && grammar.Reading is not (TurnReading.Yes or TurnReading.Unclear))
        {
            return grammar;
        }

        var files = read.Files.Where(file => world.Files.Any(known => known.File == file)).ToList();
        var table = TableView.Of(world, state.Wish.File ?? (files is [var only] ? only : grammar.Files is [var named] ? named : null));
        var (change, unclear) = Known(read, table);
        return read with
        {
            Files = files.Count > 0 ? files : grammar.Files,
            MissingFile = grammar.MissingFile,
            Services = [.. read.Services.Where(ServiceNames.Known.Contains).Union(grammar.Services)],
            From = grammar.From,
            To = grammar.To,
            Channel = grammar.Channel,
            Reads = grammar.Reads,
            ReadsFileToo = grammar.ReadsFileToo,
            Adds = grammar.Adds,
            Deliveries = grammar.Deliveries,
            Source = grammar.Source,
            Connect = grammar.Connect,
            Without = grammar.Without,
            Change = change,
            Unclear = unclear,
            LaterWords = table is null ? grammar.LaterWords : null,
            When = read.When ?? grammar.When,
            WhenDisputed = Disputed(read.When, grammar.When, state, world),
            Goal = read.Goal ?? grammar.Goal,
            Answer = read.Answer is { } answer && (table?.Exactly(answer) is not null || state.Question?.Choices.Contains(answer) == true)
                ? answer
                : grammar.Answer,
            Act = grammar.Act,
        };
    }

    /// <summary>True when both read a time and the rules differ.</summary>
    private static bool Disputed(string? read, string? grammar, BuilderState state, BuilderWorld world)
    {
        if (read is null || grammar is null || string.Equals(read.Trim(), grammar.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var zone = state.Zone ?? world.TimeZone;
        var one = ScheduleReader.Read(read, zone);
        var other = ScheduleReader.Read(grammar, zone);
        return one.Kind != other.Kind || !one.Rules.SequenceEqual(other.Rules);
    }

    /// <summary>Conditions on columns that do not exist become questions; other unknown columns are left out.</summary>
    private static (WishChange Change, IReadOnlyList<Unclear> Unclear) Known(TurnUnderstanding read, TableView? table)
    {
        if (table is null)
        {
            return (new(), []);
        }

        bool Has(string? column) => column is not null && table.Exactly(column) is not null;
        var change = read.Change;
        var good = change.AddFilters.Where(filter => Has(filter.Column) && (filter.OtherColumn is null
            || Has(filter.OtherColumn))).ToList();
        var lost = change.AddFilters.Except(good)
            .Select(filter => new Unclear
            {
                Kind = UnclearKind.FilterColumn,
                Words = filter.Column.Length > 0 ? filter.Column
                : read.Words,
                Filter = filter
            });
        var sorts = change.Sorts.Where(sort => Has(sort.Column)).ToList();
        var unsorted = change.Sorts.Except(sorts).Select(sort => new Unclear
        {
            Kind = UnclearKind.SortColumn,
            Words = sort.Column,
            Sort = sort
        });
        var kept = change with
        {
            AddFilters = good,
            AlsoFilters = [.. change.AlsoFilters.Where(filter => Has(filter.Column))],
            DropFilters = [.. change.DropFilters.Where(Has)],
            Sorts = sorts,
            Columns = [.. change.Columns.Where(Has)],
            AddColumns = [.. change.AddColumns.Where(Has)],
            DropColumns = [.. change.DropColumns.Where(Has)],
            Grouping = change.Grouping is { } grouping && grouping.By.All(Has)
                && grouping.Aggregates.All(figure => figure.Column is null || Has(figure.Column)) ? grouping : null,
        };
        return (kept, [.. read.Unclear.Where(open => open.Words.Length > 0), .. lost, .. unsorted]);
    }
}

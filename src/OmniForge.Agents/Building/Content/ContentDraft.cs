namespace OmniForge.Agents.Building.Content;

/// <summary>What the rules have found so far in one message.</summary>
internal sealed class ContentDraft
{
    public List<Filter> Filters { get; } = [];

    /// <summary>Values that count besides those that count already.</summary>
    public List<Filter> AlsoFilters { get; } = [];

    public List<string> DropFilters { get; } = [];

    public List<Sort> Sorts { get; } = [];

    public List<string> Columns { get; } = [];

    public List<string> AddColumns { get; } = [];

    public List<string> DropColumns { get; } = [];

    public List<string> GroupBy { get; } = [];

    public List<Aggregate> Aggregates { get; } = [];

    public List<ValueSwap> Swaps { get; } = [];

    public List<Unclear> Unclear { get; } = [];

    /// <summary>What was said and not used. It is asked about once the message is known to tell something.</summary>
    public List<Unclear> Left { get; } = [];

    public int? Limit { get; set; }

    /// <summary>"top 5" was said without what to rank by.</summary>
    public SortWay? Ranking { get; set; }

    public bool ClearFilters { get; set; }

    public bool ClearSorts { get; set; }

    public bool ClearLimit { get; set; }

    public bool ClearGrouping { get; set; }

    public bool AllColumns { get; set; }

    public ReportFormat? Format { get; set; }

    public string? OutputFile { get; set; }

    /// <summary>True when the words themselves name columns or rules, not only a value that happens to be in the file.</summary>
    public bool Strong { get; set; }

    public bool Any => Filters.Count + AlsoFilters.Count + DropFilters.Count + Sorts.Count + Columns.Count + AddColumns.Count
        + DropColumns.Count + GroupBy.Count
        + Aggregates.Count + Swaps.Count + Unclear.Count > 0 || Limit is not null || Format is not null || OutputFile is not null
        || ClearFilters || ClearSorts || ClearLimit || ClearGrouping || AllColumns;

    public void Add(Filter filter)
    {
        if (!Filters.Any(known => Same(known, filter)))
        {
            Filters.Add(filter);
        }
    }

    public void Add(Sort sort)
    {
        var at = Sorts.FindIndex(known => known.Column == sort.Column);
        if (at < 0)
        {
            Sorts.Add(sort);
        }
        else if (Sorts[at].First.Count > 0 && sort.First.Count > 0)
        {
            Sorts[at] = sort with { First = [.. Sorts[at].First.Union(sort.First)] };
        }
    }

    public WishChange ToChange() => new()
    {
        AddFilters = Filters,
        AlsoFilters = AlsoFilters,
        DropFilters = DropFilters,
        ClearFilters = ClearFilters,
        Sorts = Sorts,
        ClearSorts = ClearSorts,
        Limit = Limit,
        ClearLimit = ClearLimit,
        Columns = Columns,
        AddColumns = AddColumns,
        DropColumns = DropColumns,
        AllColumns = AllColumns,
        Grouping = GroupBy.Count + Aggregates.Count > 0 ? new Grouping { By = GroupBy, Aggregates = Aggregates } : null,
        ClearGrouping = ClearGrouping,
        Format = Format,
        OutputFile = OutputFile,
        Swaps = Swaps,
    };

    private static bool Same(Filter left, Filter right)
        => left.Column == right.Column && left.Op == right.Op && left.OtherColumn == right.OtherColumn
            && left.Values.SequenceEqual(right.Values)
            && left.Any.Count == 0 && right.Any.Count == 0;
}

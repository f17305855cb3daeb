namespace OmniForge.Agents.Building;

/// <summary>What one turn changes about the content of the report. Empty members change nothing.</summary>
public sealed record WishChange
{
    public IReadOnlyList<Filter> AddFilters { get; init; } = [];

    /// <summary>"the late ones too": values that count besides those of a present condition on their column.</summary>
    public IReadOnlyList<Filter> AlsoFilters { get; init; } = [];

    /// <summary>Columns whose conditions are dropped before <see cref="AddFilters"/> are added.</summary>
    public IReadOnlyList<string> DropFilters { get; init; } = [];
    public bool ClearFilters { get; init; }
    public IReadOnlyList<Sort> Sorts { get; init; } = [];
    public bool ClearSorts { get; init; }
    public int? Limit { get; init; }
    public bool ClearLimit { get; init; }

    /// <summary>Exactly these columns, in this order.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
    public IReadOnlyList<string> AddColumns { get; init; } = [];
    public IReadOnlyList<string> DropColumns { get; init; } = [];
    public bool AllColumns { get; init; }
    public Grouping? Grouping { get; init; }
    public bool ClearGrouping { get; init; }
    public ReportFormat? Format { get; init; }
    public string? OutputFile { get; init; }

    /// <summary>"20 instead of 10": a value of a present condition is replaced.</summary>
    public IReadOnlyList<ValueSwap> Swaps { get; init; } = [];
}

/// <summary>A value in a condition that takes the place of another. <paramref name="Old"/> null = the only one there is.</summary>
public sealed record ValueSwap(string? Old, string New);

/// <summary>Words of the person that fit no column or value, or more than one; the builder asks.</summary>
public sealed record Unclear
{
    public UnclearKind Kind { get; init; }

    /// <summary>The words as they were said.</summary>
    public string Words { get; init; } = "";

    /// <summary>Columns that may be meant; empty = unknown.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];

    /// <summary>The condition that lacks its column.</summary>
    public Filter? Filter { get; init; }

    /// <summary>The sort that lacks its column.</summary>
    public Sort? Sort { get; init; }

    /// <summary>The figure that lacks its column.</summary>
    public Aggregate? Aggregate { get; init; }

    /// <summary>Values that may be meant, for <see cref="UnclearKind.Value"/>.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Place in <see cref="Wish.Sources"/> of what it is about.</summary>
    public int Source { get; init; }

    /// <summary>Place in <see cref="Wish.Deliveries"/> whose condition it belongs to; null = the report itself.</summary>
    public int? Delivery { get; init; }
}

public enum UnclearKind
{
    /// <summary>Which column a condition is about.</summary>
    FilterColumn,

    /// <summary>Which column the other side of a comparison is.</summary>
    CompareColumn,
    SortColumn,
    ShownColumn,
    GroupColumn,
    FigureColumn,

    /// <summary>Which value of a known column is meant.</summary>
    Value,

    /// <summary>Words that fit nothing in the file.</summary>
    Meaning,

    /// <summary>A column that was named without saying what to do with it.</summary>
    Purpose,
}

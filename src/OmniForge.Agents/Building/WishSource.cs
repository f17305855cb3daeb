namespace OmniForge.Agents.Building;

/// <summary>One place that is read, and what of it a report keeps and shows.</summary>
public sealed record WishSource
{
    internal static readonly WishSource Empty = new();

    /// <summary>Path of the table in the workspace, or name of the table of <see cref="From"/>; null = not chosen yet.</summary>
    public string? File { get; init; }

    /// <summary>The account that is read; null = a file is.</summary>
    public AccountPlace? From { get; init; }

    /// <summary>All must hold.</summary>
    public IReadOnlyList<Filter> Filters { get; init; } = [];
    public IReadOnlyList<Sort> Sorts { get; init; } = [];

    /// <summary>Most rows of the report; null = all.</summary>
    public int? Limit { get; init; }

    /// <summary>Columns of the report in order; empty = all of the table.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
    public Grouping? Grouping { get; init; }
}

using System.Text.Json;

namespace OmniForge.Agents.Tools.Tables;

/// <summary>What one call of table_query asks for.</summary>
internal sealed record TableQuery
{
    public required TableSource Source { get; init; }
    public required Filter Where { get; init; }
    public Grouping? Group { get; init; }
    public required IReadOnlyList<SortKey> Sort { get; init; }

    /// <summary>Null = all rows.</summary>
    public int? Limit { get; init; }
    public int Offset { get; init; }

    /// <summary>Empty = all columns.</summary>
    public required IReadOnlyList<string> Select { get; init; }

    /// <summary>rows, markdown, list, csv or scalar.</summary>
    public required string Output { get; init; }

    /// <summary>Of a list without rows.</summary>
    public string Empty { get; init; } = "";

    /// <summary>Of a list.</summary>
    public int MostCharacters { get; init; } = int.MaxValue;
    public TextMatch Match { get; init; }
}

/// <summary>Exactly one of the three is set.</summary>
internal sealed record TableSource(string? File, string? Result, JsonElement? Rows);

internal sealed record Grouping(IReadOnlyList<GroupKey> By, IReadOnlyList<Aggregate> Aggregates);

/// <summary>A column whose equal values make one group. <paramref name="Period"/>: day, week, month, quarter or year of a date.</summary>
internal sealed record GroupKey(string Path, string Column, string? Period, string As);

/// <summary>One value per group. <paramref name="Column"/> is null only for a count of rows.</summary>
internal sealed record Aggregate(string Path, string Op, string? Column, string As);

/// <summary>Rows whose value is in <paramref name="First"/> come first, in its order; then by value.</summary>
internal sealed record SortKey(string Path, string Column, SortDirection Direction, IReadOnlyList<JsonElement> First);

internal enum SortDirection
{
    Ascending,
    Descending,
}
